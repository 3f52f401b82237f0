/**
 * The mandate as a document: what the agents of some teams may decide for a client's customers, at once and
 * finally. Immutable once signed; a change is a new version. All amounts are integer minor units. What a
 * document leaves out binds nobody: versions signed before a field existed mean what they meant.
 */
import type { SupportLevel } from '../support/chain.ts'
import type { Condition, CustomFact } from './condition.ts'

export const powerKinds = [
  'refund',
  'fee_waiver',
  'goodwill_credit',
  'upgrade',
  'deadline_moved',
  'replacement',
  'exception',
] as const
export type PowerKind = (typeof powerKinds)[number]

/** What a decision of this kind is counted in besides being counted: money, calendar days, or nothing. */
export const powerMeasure = {
  refund: 'money',
  fee_waiver: 'money',
  goodwill_credit: 'money',
  upgrade: 'money',
  deadline_moved: 'days',
  replacement: 'money',
  exception: 'none',
} as const satisfies Record<PowerKind, 'money' | 'days' | 'none'>

export const limitWindows = ['day', 'week', 'month', 'quarter', 'year'] as const
export type LimitWindow = (typeof limitWindows)[number]
export const limitScopes = ['decision', 'customer', 'agent', 'team'] as const
export type LimitScope = (typeof limitScopes)[number]
export const limitMeasures = ['money', 'days', 'count', 'value_share'] as const
export type LimitMeasure = (typeof limitMeasures)[number]

/** How far a person has come with a power, by practice. A limit's own bounds are those of `full`. */
export const levels = ['trainee', 'full', 'senior'] as const
export type Level = (typeof levels)[number]

/** `max` is the mandate's; `stretch` (at least `max`) is how far silence on a support request reaches. */
export type Bound = { max: number; stretch: number }
/** By currency, or by `any`; see `Limit`. */
export type Bounds = Record<string, Bound>

/**
 * Other bounds of a limit for people of one level: a trainee's go no further than the limit's own, a senior's
 * no less far. A senior's may hold only where a condition does; otherwise the limit's own hold.
 */
export type LevelBounds = { bounds: Bounds; when?: Condition }

/**
 * One limit of a power. `bounds` is keyed by currency when the limit is on money (a currency that is not
 * named is not covered), and by `any` when it is on days, on the number of decisions or on a share of the
 * customer's value: then it is in basis points (hundredths of a percent), rounded down to the minor unit.
 */
export type Limit = {
  /** unique in the document; the rule's name in every explanation, for example `refund.per_decision` */
  id: string
  scope: LimitScope
  /** null for limits of a single decision; otherwise the calendar window, in the site's zone */
  window: LimitWindow | null
  measure: LimitMeasure
  bounds: Bounds
  levels?: { trainee?: LevelBounds; senior?: LevelBounds }
}

/** A text in each language that the product speaks. */
export type Wording = { en: string; it: string; fr: string; ar: string }

/** The power is there only while it holds; beyond it an agent asks for support, as beyond a limit. */
export type PowerCondition = { id: string; when: Condition }

export type Power = {
  kind: PowerKind
  limits: Limit[]
  conditions?: PowerCondition[]
  /** what agents read beside the power, and customers with what was decided */
  wording?: { agents?: Wording; customers?: Wording }
}

export type MandateDocument = {
  format: 'cartabianca-mandate/1'
  powers: Power[]
  support: {
    /** minutes within which the person on duty answers a support request */
    minutes: number
    /** who answers first; without it the coach */
    first?: SupportLevel
  }
  /** calendar dates in the site's zone, both included */
  validity?: { from?: string; until?: string }
  /** facts of the client's own that conditions may name */
  facts?: CustomFact[]
}

/** Whether a document says that it holds on a calendar date (YYYY-MM-DD). */
export function isValidOn({ validity }: MandateDocument, date: string): boolean {
  return !(validity?.from && date < validity.from) && !(validity?.until && date > validity.until)
}

export const wholeBasisPoints = 10_000
const exactBelow = 2 ** 39

/**
 * A share of a value, rounded down to the minor unit; exact for every safe integer, and never below 0.
 * @param basisPoints at most 10,000
 */
export function shareOf(value: number, basisPoints: number): number {
  if (value <= 0) return 0
  // The product is exact, and no quotient this small is rounded up to the next whole number.
  if (value <= exactBelow) return Math.floor((value * basisPoints) / wholeBasisPoints)
  const whole = Math.floor(value / wholeBasisPoints)
  return whole * basisPoints + Math.floor(((value % wholeBasisPoints) * basisPoints) / wholeBasisPoints)
}

/** Whether a whole amount is more than a share of a value: as `shareOf` says, mostly without dividing. */
export function exceedsShare(amount: number, value: number, basisPoints: number): boolean {
  if (value > 0 && value <= exactBelow && amount <= exactBelow)
    return amount * wholeBasisPoints > value * basisPoints
  return amount > shareOf(value, basisPoints)
}
