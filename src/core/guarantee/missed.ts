import { findAvailability } from '../mandate/availability.ts'
import { type MandateDocument, type PowerKind, powerMeasure } from '../mandate/document.ts'
import { type DecisionRequest, evaluateMandate, type Situation } from '../mandate/evaluate.ts'
import { minorDigits } from '../money/format.ts'
import { wilsonInterval } from '../statistics/proportion.ts'

/** Fewer contacts than this are somebody's, not a team's: no figure is made of them. */
export const fewestContacts = 5

/** The contract's ceiling for one amount, in minor units. */
const largest = 1_000_000_000

/**
 * The powers under which at least something would have been granted: each is tried on `evaluateMandate` itself, with
 * the most that its limits left, and with one unit of the currency (a condition may be on the amount).
 */
export function findOpenPowers(
  document: MandateDocument,
  currency: string,
  situation: Situation,
): PowerKind[] {
  return findAvailability(document, currency, situation).flatMap(({ power, most, open }) => {
    if (!open) return []
    return triedAmounts(power, most, currency).some(
      (request) => evaluateMandate(document, request, situation).verdict === 'granted',
    )
      ? [power]
      : []
  })
}

function triedAmounts(power: PowerKind, most: number | null, currency: string): DecisionRequest[] {
  const measure = powerMeasure[power]
  if (measure === 'none') return [{ power, amount: { minor: 0, currency }, days: null }]
  const reach = Math.min(most ?? 1, largest)
  if (measure === 'days') return [reach, 1].map((days) => ({ power, amount: { minor: 0, currency }, days }))
  return [reach, Math.min(reach, 10 ** minorDigits(currency))].map((minor) => ({
    power,
    amount: { minor, currency },
    days: null,
  }))
}

export type Share = { count: number; of: number; interval: [low: number, high: number] }

/** A share with its 95 % Wilson interval; null of fewer than five. */
export function shareOf(count: number, of: number): Share | null {
  return of < fewestContacts ? null : { count, of, interval: wilsonInterval(count, of) }
}
