import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExpectationTerm } from '../../contract/expectation.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Eyebrow, Page, Row, Rule, Soft } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { AnswerTerm } from './AnswerTerm.tsx'
import styles from './Expectations.module.css'
import { useSaid } from './said.ts'
import { TermWords } from './TermWords.tsx'
import { WordingForm, wordingOf } from './WordingForm.tsx'

/** One expectation: what holds, how it stands, every wording it had, and changing it together. */
export function Expectation() {
  const { t } = useTranslation()
  const { expectationId } = useParams({ strict: false }) as { expectationId: string }
  const { between, standing } = useSaid()
  const found = useRead('expectation.show', { params: { expectationId } })
  const propose = useAct('expectation.propose')
  const [rewording, setRewording] = useState(false)
  if (!found.data) return <Loading of={found} />
  const one = found.data
  const shown = one.holds ?? one.open ?? one.terms.at(-1)!
  const params = { expectationId }
  return (
    <Page title={t('expectations.nav')} eyebrow={between(one)} sentence={<bdi>{shown.result}</bdi>}>
      <TermWords term={shown} />
      {one.standing && one.holds && <p className={styles.standing}>{standing(one.standing, one.holds)}</p>}
      {one.open && <AnswerTerm expectation={one} open={one.open} />}
      <ProblemNote problem={propose.problem} />
      {rewording ? (
        <WordingForm
          name={`expectation.${expectationId}.reworded`}
          start={wordingOf(shown)}
          runs={one.runs}
          problem={propose.problem}
          busy={propose.busy}
          act={t('expectations.propose_do')}
          onSend={(wording, drop) =>
            propose.run({ params, body: { change: 'reworded', ...wording } }, () => {
              drop()
              setRewording(false)
            })
          }
          onLeave={() => setRewording(false)}
        />
      ) : (
        one.mySide &&
        one.state !== 'ended' && (
          <Row>
            <ActButton onClick={() => setRewording(true)}>{t('expectations.reword')}</ActButton>
            {one.holds && !one.open && (
              <ActButton
                kind="quiet"
                busy={propose.busy}
                onClick={() => propose.run({ params, body: { change: 'ended' } })}
              >
                {t('expectations.let_go')}
              </ActButton>
            )}
          </Row>
        )
      )}
      <Rule />
      <Eyebrow as="h2">{t('expectations.history')}</Eyebrow>
      <div className={styles.history}>
        {[...one.terms].reverse().map((term) => (
          <TermPast key={term.number} term={term} />
        ))}
      </div>
    </Page>
  )
}

/** A wording as it was, and who said what to it. */
function TermPast({ term }: { term: ExpectationTerm }) {
  const { t } = useTranslation()
  const { when } = useFormat()
  return (
    <div>
      <p>
        {term.ends ? t('expectations.ended_wording') : <bdi>{term.result}</bdi>}{' '}
        <Soft small>{t('expectations.written', { name: term.writtenBy, when: when(term.at) })}</Soft>
      </p>
      {!term.ends && <TermWords term={term} />}
      {term.agreements.map((word) => (
        <p key={word.side}>
          <Soft small>
            {t(word.agrees ? 'expectations.said_yes' : 'expectations.said_no', {
              name: word.personName,
              when: when(word.at),
            })}
          </Soft>{' '}
          {word.words && <q dir="auto">{word.words}</q>}
        </p>
      ))}
    </div>
  )
}
