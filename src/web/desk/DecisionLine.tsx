import { useTranslation } from 'react-i18next'
import type { Decision } from '../../contract/decision.ts'
import { useFormat } from '../ui/format.ts'
import { Decided } from '../ui/Words.tsx'
import { isolated } from './naming.ts'
import styles from './Thread.module.css'

/** What was decided, in words: "Fee waived: €25.00". */
export function useDecided(): (of: Pick<Decision, 'power' | 'amount' | 'days'>) => string {
  const { t } = useTranslation()
  const { money } = useFormat()
  return ({ power, amount, days }) => t(`decision.done_${power}`, { amount: money(amount), count: days ?? 0 })
}

/** A decision in the conversation: what, by whom, that it stands, and why. */
export function DecisionLine({ decision }: { decision: Decision }) {
  const { t } = useTranslation()
  const { moment, when } = useFormat()
  const decided = useDecided()
  const { mine, agentName, basis, fulfilment, at } = decision
  // to the minute only for one's own: how long colleagues take is theirs to know (law 6)
  const by = mine
    ? t('decision.by_you', { when: moment(at) })
    : t('decision.by_somebody', { name: isolated(agentName ?? t('desk.colleague')), when: when(at) })
  return (
    <div>
      <Decided what={decided(decision)}>
        {by} · {t(`decision.basis_${basis}`)}
      </Decided>
      <p className={styles.reason}>
        <span dir="auto">{decision.reason}</span>
        {fulfilment !== 'none' && ` · ${t(`decision.fulfilment_${fulfilment}`)}`}
      </p>
    </div>
  )
}
