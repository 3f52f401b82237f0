import { isDeepStrictEqual } from 'node:util'
import { type Already, addedTo, evaluateCorrection } from '../../core/mandate/correct.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import {
  type Check,
  type CounterKey,
  counterKey,
  countersOf,
  type DecisionRequest,
  evaluateMandate,
  type Lift,
} from '../../core/mandate/evaluate.ts'
import type { Breaches } from './breaches.ts'

/** `decision.made`, as the ledger tells it. */
export type DecisionMade = {
  decision: string
  contact: string
  customer: string
  agent: string
  mandate: string
  request: DecisionRequest
  basis: 'mandate' | 'lift' | 'stretch'
  supportRequest: string | null
  checks: Check[]
  /** of a correction: what it adds to, and what that came to so far */
  corrects: { decision: string; already: Already } | null
  /** ms since the epoch */
  at: number
}

export type Replay = {
  /** the next decision, in the ledger's order */
  decide(made: DecisionMade): void
  /** a grant «for this customer», from here on */
  lift(customer: string, lift: Lift & { until: number }): void
  /** what each counter must hold, by `budgetKey` */
  counters: Map<string, number>
}

export const budgetKey = (clientId: string, subject: string, key: CounterKey): string =>
  `${clientId} ${subject} ${counterKey(key)}`

/**
 * Decides everything again, from nothing, in the ledger's order: one that stands on the mandate must be granted
 * by it, with the same figures; one that silence granted must be within the stretch; others must name who
 * lifted the limit. Whoever took a counter first has the earlier place, so that the order is the true one.
 */
export function startReplay(
  clientId: string,
  timeZone: string,
  mandates: Map<string, MandateDocument>,
  breaches: Breaches,
): Replay {
  const counters = new Map<string, number>()
  /** what each chain of corrections came to, by its first decision */
  const totals = new Map<string, Already>()
  const lifts = new Map<string, (Lift & { until: number })[]>()
  return {
    counters,
    lift: (customer, lift) => void lifts.set(customer, [...(lifts.get(customer) ?? []), lift]),
    decide(made) {
      const { request, at } = made
      const document = mandates.get(made.mandate)
      if (!document) return breaches.add('a decision names its mandate', made.decision)
      const keys = countersOf(document, request.power, request.amount.currency, at, timeZone)
      const keyOf = (key: CounterKey) =>
        budgetKey(clientId, key.scope === 'agent' ? made.agent : made.customer, key)
      const situation = {
        now: at,
        timeZone,
        counters: Object.fromEntries(keys.map((key) => [counterKey(key), counters.get(keyOf(key)) ?? 0])),
        lifts: (lifts.get(made.customer) ?? []).filter(({ until }) => until > at),
      }
      const { corrects } = made
      if (corrects && !isDeepStrictEqual(totals.get(corrects.decision), corrects.already))
        breaches.add('a correction adds to what was decided so far', made.decision)
      const evaluation = corrects
        ? evaluateCorrection(document, request, corrects.already, situation, keys)
        : evaluateMandate(document, request, situation)
      const first = corrects?.decision ?? made.decision
      const total = totals.get(first) ?? { minor: 0, days: 0 }
      totals.set(first, {
        minor: total.minor + request.amount.minor,
        days: total.days + (request.days ?? 0),
      })
      const { checks, verdict } = evaluation
      const told = () => `${made.decision} (${made.basis}): ${JSON.stringify(checks)}`
      if (!isDeepStrictEqual(checks, made.checks))
        breaches.add(
          'a decision was weighed on what was really used',
          `${told()}, but then ${JSON.stringify(made.checks.map(({ limitId, used }) => [limitId, used]))}`,
        )
      if (made.basis === 'mandate' && !checks.every((check) => check.holds))
        breaches.add('no limit is exceeded', told())
      if (
        made.basis === 'stretch' &&
        !checks.every((check) => check.holds || check.used + check.asked <= check.stretch)
      )
        breaches.add('no stretch is exceeded', told())
      if (made.basis === 'stretch' && !made.supportRequest)
        breaches.add('only silence on a request reaches into the stretch', told())
      if (made.basis === 'lift' && !made.supportRequest && verdict !== 'granted')
        breaches.add('beyond the limits only with a grant', told())
      for (const key of keys) {
        const budget = keyOf(key)
        counters.set(budget, (counters.get(budget) ?? 0) + addedTo(request, key.measure, corrects !== null))
      }
    },
  }
}
