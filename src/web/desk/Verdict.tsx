import { useTranslation } from 'react-i18next'
import type { Authority } from '../../contract/mandate.ts'
import type { DecisionRequest, Evaluation } from '../../core/mandate/evaluate.ts'
import { useFormat } from '../ui/format.ts'
import styles from './May.module.css'
import { isolated } from './naming.ts'
import type { Mandate } from './powers.ts'

type VerdictProps = {
  evaluation: Evaluation
  request: DecisionRequest
  authority: Authority
  mandate: Mandate
}

/** While one types: whether it holds; and beyond, who answers, by when, and what silence does. */
export function Verdict({ evaluation, request, authority, mandate }: VerdictProps) {
  return (
    <div role="status" className={styles.verdict}>
      {evaluation.verdict === 'granted' && <Holds basis={evaluation.basis} />}
      {evaluation.verdict === 'beyond' && (
        <Beyond
          left={evaluation.left}
          check={evaluation.checks.find(({ limitId }) => limitId === evaluation.rule)}
          reaches={evaluation.stretchReaches}
          currency={request.amount.currency}
          onDuty={authority.onDuty}
          minutes={mandate.document.support.minutes}
        />
      )}
    </div>
  )
}

function Holds({ basis }: { basis: 'mandate' | 'lift' }) {
  const { t } = useTranslation()
  return <p>{t(`power.holds_${basis}`)}</p>
}

type BeyondProps = {
  left: number
  check: Evaluation['checks'][number] | undefined
  reaches: boolean
  currency: string
  onDuty: string | null
  minutes: number
}

function Beyond({ left, check, reaches, currency, onDuty, minutes }: BeyondProps) {
  const { t } = useTranslation()
  const { money, duration } = useFormat()
  const measure = check?.measure ?? 'money'
  const scope = check?.scope ?? 'decision'
  const amount =
    measure === 'money'
      ? money({ minor: left, currency })
      : t(`power.${measure === 'days' ? 'days' : 'times'}`, { count: left })
  return (
    <>
      <p className={styles.beyond}>{t(`power.beyond_${scope}`, { amount })}</p>
      <p>
        {t(onDuty ? 'power.answers' : 'power.answers_somebody', {
          name: isolated(onDuty ?? ''),
          time: duration(minutes * 60),
        })}{' '}
        {t(reaches ? 'power.silence_stands' : 'power.silence_passes')}
      </p>
    </>
  )
}
