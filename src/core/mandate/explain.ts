import type { Said, SaidValue } from '../language/said.ts'
import type { MandateDocument } from './document.ts'
import type { DecisionRequest, Evaluation } from './evaluate.ts'
import { sayCondition, sayFact } from './say-condition.ts'
import type { Check, ConditionCheck } from './weigh.ts'

/**
 * An evaluation in plain sentences, one for the verdict and one for each condition and limit that was weighed,
 * as keys of the catalogues. They say no more and no less than the evaluation: what stands in the way is
 * exactly what is called so.
 */
export function explainEvaluation(
  document: MandateDocument,
  request: DecisionRequest,
  evaluation: Evaluation,
): Said[] {
  const said: Said[] = [sayVerdict(evaluation)]
  for (const condition of evaluation.conditions) said.push(sayConditionCheck(document, condition))
  for (const check of evaluation.checks) said.push(...sayCheck(check, request.amount.currency))
  return said
}

function sayVerdict(evaluation: Evaluation): Said {
  switch (evaluation.verdict) {
    case 'granted':
      return plain(`rule.granted_${evaluation.basis}`)
    case 'beyond':
      return plain(evaluation.stretchReaches ? 'rule.beyond_reached' : 'rule.beyond_open')
    case 'refused':
      return plain(`rule.refused_${evaluation.rule}`)
  }
}

/** "Required: years with the client: at least 5. Not known: years with the client." */
export function sayConditionCheck(document: MandateDocument, check: ConditionCheck): Said {
  const all = document.powers.flatMap((power) => power.conditions ?? [])
  const when = all.find(({ id }) => id === check.id)?.when
  const condition: SaidValue = when ? sayCondition(when) : check.id
  if (check.overlay) return { key: 'rule.condition_waived', values: { condition } }
  if (check.missing.length > 0)
    return {
      key: 'rule.condition_missing',
      values: { condition, facts: { both: check.missing.map(sayFact) } },
    }
  return { key: check.holds ? 'rule.condition_holds' : 'rule.condition_fails', values: { condition } }
}

/** "Not known: value of the customer." */
export function sayMissing(facts: readonly string[]): Said {
  return { key: 'rule.not_known', values: { facts: { both: facts.map(sayFact) } } }
}

function sayCheck(check: Check, currency: string): Said[] {
  const { scope, window, used, asked, max, left, share } = check
  const amount = (value: number) => sayAmount(check.measure, value, currency)
  const values: Record<string, SaidValue> = {
    // of a correction the whole is told, against the limit for one decision
    asked: amount(scope === 'decision' ? used + asked : asked),
    after: amount(used + asked),
    max: amount(max),
    left: amount(left),
    window: window ? plain(`rule.within_${window}`) : '',
  }
  const said: Said[] = [{ key: `rule.${check.holds ? 'holds' : 'exceeds'}_${scope}`, values }]
  if (share)
    said.push({
      key: share.value === null ? 'rule.share_missing' : 'rule.share',
      values: { percent: { basisPoints: share.basisPoints } },
    })
  if (check.level) said.push(plain(`rule.level_${check.level}`))
  if (check.overlays) said.push(plain('rule.widened'))
  return said
}

/** A figure of a limit: "50.00 €", "10 days", "3 times". */
export function sayAmount(measure: Check['measure'], value: number, currency: string): SaidValue {
  if (measure === 'money') return { money: { minor: value, currency } }
  return { key: measure === 'days' ? 'rule.days' : 'rule.times', values: { count: value } }
}

const plain = (key: string): Said => ({ key, values: {} })
