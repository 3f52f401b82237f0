import { useMemo } from 'react'
import type { Authority } from '../../contract/mandate.ts'
import { type Availability, findAvailability } from '../../core/mandate/availability.ts'
import { type PowerKind, powerMeasure } from '../../core/mandate/document.ts'
import { type DecisionRequest, type Evaluation, evaluateMandate } from '../../core/mandate/evaluate.ts'
import { useNow } from '../ui/now.ts'

/** A power of the mandate in force, weighed here and now by the function that the server enforces. */
export type PowerNow = {
  /** its number key: its place in the mandate, so that it is the same for every customer */
  key: string
  kind: PowerKind
  availability: Availability
}

export type Mandate = NonNullable<Authority['mandate']>

export type Powers = {
  powers: PowerNow[]
  weigh: (request: DecisionRequest) => Evaluation
}

/** What may be decided now, and how a request would fare: core's functions on what the server counted. */
export function usePowers(authority: Authority, mandate: Mandate): Powers {
  const now = Date.parse(useNow())
  return useMemo(() => {
    const { timeZone, counters, lifts, currency, facts, levels, overlays } = authority
    const situation = { now, timeZone, counters, lifts, facts, levels, overlays }
    const places = mandate.document.powers.map(({ kind }) => kind)
    return {
      powers: findAvailability(mandate.document, currency, situation).map((availability) => ({
        key: String(places.indexOf(availability.power) + 1),
        kind: availability.power,
        availability,
      })),
      weigh: (request) => evaluateMandate(mandate.document, request, situation),
    }
  }, [authority, mandate, now])
}

/** A request as the mandate weighs it: only what the power is counted in. */
export function requestOf(
  kind: PowerKind,
  currency: string,
  asked: { minor: number | null; days: number | null },
): DecisionRequest {
  const measure = powerMeasure[kind]
  return {
    power: kind,
    amount: { minor: measure === 'money' ? (asked.minor ?? 0) : 0, currency },
    days: measure === 'days' ? asked.days : null,
  }
}
