import type { MandateDocument } from './document.ts'
import {
  askedOf,
  type CounterKey,
  type Counters,
  counterKey,
  type DecisionRequest,
  type Evaluation,
  evaluateMandate,
  type Situation,
} from './evaluate.ts'
import type { Check } from './weigh.ts'

/** What a decision came to so far, with the corrections before: minor units, and days. */
export type Already = { minor: number; days: number }

export type Correction =
  | { type: 'more'; request: DecisionRequest }
  /** corrections only go in the customer's favour */
  | { type: 'not_more' }
  /** the power is counted in nothing that there could be more of */
  | { type: 'nothing_to_add' }

/** What a correction to a new total adds: the difference, as a request. */
export function correctTo(
  { power, amount }: Pick<DecisionRequest, 'power' | 'amount'>,
  already: Already,
  to: { minor: number; days: number | null },
): Correction {
  if (already.minor === 0 && already.days === 0) return { type: 'nothing_to_add' }
  const minor = to.minor - already.minor
  const days = (to.days ?? 0) - already.days
  if (minor < 0 || days < 0 || minor + days === 0) return { type: 'not_more' }
  return {
    type: 'more',
    request: {
      power,
      amount: { minor, currency: amount.currency },
      days: already.days > 0 || days > 0 ? days : null,
    },
  }
}

/**
 * Whether a mandate grants a correction upwards. `request` is the difference. What holds for one decision holds
 * for the whole of it, so that no limit is passed in small steps; a window gives only the difference; and a
 * correction is not counted as one more decision.
 */
export function evaluateCorrection(
  document: MandateDocument,
  request: DecisionRequest,
  already: Already,
  situation: Situation,
  counters: readonly CounterKey[],
): Evaluation {
  const whole: DecisionRequest = {
    ...request,
    amount: { ...request.amount, minor: request.amount.minor + already.minor },
    days: request.days === null ? null : request.days + already.days,
  }
  // Asked for as a whole against counters without its own part: each window comes to the counter and the difference.
  const without: Counters = { ...situation.counters }
  for (const key of counters)
    without[counterKey(key)] = (without[counterKey(key)] ?? 0) - partOf(already, key.measure)
  const evaluation = evaluateMandate(document, whole, { ...situation, counters: without })
  const checks = evaluation.checks.map((check) => asCorrection(check, already))
  if (evaluation.verdict !== 'beyond') return { ...evaluation, checks }
  const rule = checks.find((check) => check.limitId === evaluation.rule)
  return { ...evaluation, checks, left: rule?.left ?? 0 }
}

/** What a decision adds to a counter: a correction is not one more. */
export function addedTo(request: DecisionRequest, measure: string, correction: boolean): number {
  return correction && measure === 'count' ? 0 : askedOf(request, measure)
}

function partOf(already: Already, measure: string): number {
  if (measure === 'count') return 1
  return measure === 'days' ? already.days : already.minor
}

/** Told as it is: what was used before, and what is asked for now. */
function asCorrection(check: Check, already: Already): Check {
  const part = partOf(already, check.measure)
  const used = check.used + part
  return { ...check, used, asked: check.asked - part, left: Math.max(0, check.max - used) }
}
