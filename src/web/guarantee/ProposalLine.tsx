import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../contract/guarantee.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Line } from '../ui/Lines.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Guarantee.module.css'

type Answer = 'accepted' | 'declined'

/** One proposal; whoever may change the mandate answers it. */
export function ProposalLine({ one }: { one: Proposal }) {
  const { t } = useTranslation()
  const { can } = useSession()
  const answer = useAct('proposal.answer')
  const [choice, setChoice] = useState<Answer | null>(null)
  const [reason, keep, drop] = useKept(`proposal.answer.${one.id}`, '')

  function send(chosen: Answer) {
    const body = reason.trim() ? { answer: chosen, reason } : { answer: chosen }
    answer.run({ params: { proposalId: one.id }, body }, () => drop())
  }
  return (
    <Line
      title={t('guarantee.proposal_line', { power: t(`power.${one.power}`), change: one.change })}
      end={<When at={one.at} />}
    >
      <p className={styles.text} dir="auto">
        {one.why}
      </p>
      <p className={styles.soft}>
        {t('guarantee.proposal_by', { name: one.authorName, team: one.teamName, client: one.clientName })}
      </p>
      <p className={styles.soft}>
        {t(`guarantee.state_${one.state}`, { name: one.answeredByName ?? '' })}{' '}
        {one.answer && <bdi>{one.answer}</bdi>}{' '}
        {one.state === 'accepted' && can('mandate.draft') && (
          <Link to="/mandates/new">{t('guarantee.draft')}</Link>
        )}
      </p>
      {one.mayAnswer && !choice && (
        <Row>
          {(['accepted', 'declined'] as const).map((next) => (
            <ActButton
              key={next}
              kind={next === 'declined' ? 'quiet' : 'plain'}
              about={one.change}
              onClick={() => setChoice(next)}
            >
              {t(`guarantee.do_${next}`)}
            </ActButton>
          ))}
        </Row>
      )}
      {one.mayAnswer && choice && (
        <Form
          faults={{ reason: choice === 'declined' && !reason.trim() && t('guarantee.needed') }}
          onSubmit={() => send(choice)}
        >
          {(faults) => (
            <>
              <TextField
                label={t(`guarantee.reason_${choice}`)}
                autoFocus
                maxLength={1000}
                value={reason}
                onChange={keep}
                error={faults.reason}
              />
              <ProblemNote problem={answer.problem} />
              <Row>
                <ActButton type="submit" busy={answer.busy}>
                  {t(`guarantee.do_${choice}`)}
                </ActButton>
                <ActButton kind="quiet" onClick={() => setChoice(null)}>
                  {t('guarantee.leave')}
                </ActButton>
              </Row>
            </>
          )}
        </Form>
      )}
    </Line>
  )
}
