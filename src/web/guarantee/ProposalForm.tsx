import { useTranslation } from 'react-i18next'
import type { Breach } from '../../contract/guarantee.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { useKept } from '../ui/kept.ts'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Guarantee.module.css'
import { PowerField } from './PowerField.tsx'

type Draft = { power: PowerKind; change: string; why: string }

/** The second way: the rule is changed, nobody is blamed for having used it. */
export function ProposalForm({ breach, power }: { breach: Breach; power: PowerKind | null }) {
  const { t } = useTranslation()
  const create = useAct('proposal.create')
  const [draft, keep, drop] = useKept<Draft>(`proposal.${breach.id}`, {
    power: power ?? 'refund',
    change: '',
    why: '',
  })
  const refused = create.result?.outcome === 'refused'

  function send() {
    if (create.busy) return
    create.run(
      { body: { teamId: breach.teamId, breachId: breach.id, ...draft } },
      (result) => result.outcome === 'written' && drop(),
    )
  }
  const faults = {
    change: !draft.change.trim() && t('guarantee.needed'),
    why: !draft.why.trim() && t('guarantee.needed'),
  }
  return (
    <div className={styles.way}>
      <Sheet title={t('guarantee.proposal_title')}>
        <p className={styles.para}>{t('guarantee.proposal_lead')}</p>
        <Form faults={faults} onSubmit={send}>
          {(shown) => (
            <>
              <PowerField value={draft.power} onChange={(next) => keep({ ...draft, power: next })} />
              <TextField
                label={t('guarantee.change')}
                hint={t('guarantee.change_hint')}
                maxLength={1000}
                value={draft.change}
                onChange={(change) => keep({ ...draft, change })}
                error={shown.change}
              />
              <TextAreaField
                label={t('guarantee.why')}
                hint={t('guarantee.why_hint')}
                maxLength={1000}
                value={draft.why}
                onChange={(why) => keep({ ...draft, why })}
                onSubmit={send}
                error={shown.why}
              />
              {refused && <p role="alert">{t('guarantee.again')}</p>}
              <ProblemNote problem={create.problem} />
              <Row>
                <ActButton type="submit" busy={create.busy}>
                  {t('guarantee.proposal_send')}
                </ActButton>
              </Row>
            </>
          )}
        </Form>
      </Sheet>
    </div>
  )
}
