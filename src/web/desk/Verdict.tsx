import { useTranslation } from 'react-i18next'
import type { Authority } from '../../contract/mandate.ts'
import type { DecisionRequest, Evaluation } from '../../core/mandate/evaluate.ts'
import { sayConditionCheck } from '../../core/mandate/explain.ts'
import { useFormat } from '../ui/format.ts'
import { useSaying } from '../ui/saying.ts'
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
          unmet={evaluation.conditions.find(({ id }) => id === evaluation.rule)}
          mandate={mandate}
          reaches={evaluation.stretchReaches}
          currency={request.amount.currency}
          onDuty={authority.onDuty}
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
  /** the condition in the way, when it is one */
  unmet: Evaluation['conditions'][number] | undefined
  reaches: boolean
  currency: string
  onDuty: string | null
  mandate: Mandate
}

function Beyond({ left, check, unmet, reaches, currency, onDuty, mandate }: BeyondProps) {
  const { t } = useTranslation()
  const say = useSaying()
  const { money, duration } = useFormat()
  const measure = check?.measure ?? 'money'
  const scope = check?.scope ?? 'decision'
  const amount =
    measure === 'money'
      ? money({ minor: left, currency })
      : t(`power.${measure === 'days' ? 'days' : 'times'}`, { count: left })
  return (
    <>
      <p className={styles.beyond}>
        {unmet ? say(sayConditionCheck(mandate.document, unmet)) : t(`power.beyond_${scope}`, { amount })}
      </p>
      <p>
        {t(onDuty ? 'power.answers' : 'power.answers_somebody', {
          name: isolated(onDuty ?? ''),
          time: duration(mandate.document.support.minutes * 60),
        })}{' '}
        {t(reaches ? 'power.silence_stands' : 'power.silence_passes')}
      </p>
    </>
  )
}
