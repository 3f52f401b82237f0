import { type CustomFact, type Facts, type FactType, isCode, typeOfFact } from './condition.ts'

/** What is stored about a customer and a contact, before it is facts. */
export type Known = {
  /** calendar date since which the person is a customer */
  since: string | null
  value: { minor: number; currency: string } | null
  touchpoint: string
  channel: string
  language: string
  /** what the client's systems told, by name; the contact's own go before the customer's */
  told: readonly Readonly<Record<string, unknown>>[]
  /** refunds of the twelve months before; null when nobody has counted them */
  refunds: { count: number; minor: Readonly<Record<string, number>> } | null
}

/** The facts with these names, as far as they are known. What the product knows itself nobody else tells. */
export function gatherFacts(
  known: Known,
  names: readonly string[],
  custom: readonly CustomFact[],
  date: string,
  currency: string,
): Facts {
  const own = ownFacts(known, date, currency)
  const facts: Record<string, Facts[string]> = {}
  for (const name of names) {
    const fact = Object.hasOwn(own, name) ? own[name] : findTold(known.told, name, typeOfFact(name, custom))
    if (fact !== null && fact !== undefined) facts[name] = fact
  }
  return facts
}

/**
 * Everything that is known and that some mandate might name: what the product knows itself, and each told fact
 * that is a whole number, a code, or yes or no.
 */
export function gatherAllFacts(known: Known, date: string, currency: string): Facts {
  const facts: Record<string, Facts[string]> = {}
  for (const told of known.told.toReversed())
    for (const name of Object.keys(told)) {
      const fact = factTypesTold.map((type) => findTold([told], name, type)).find((one) => one !== null)
      if (fact !== undefined && fact !== null) facts[name] = fact
    }
  for (const [name, fact] of Object.entries(ownFacts(known, date, currency))) {
    delete facts[name]
    if (fact !== null) facts[name] = fact
  }
  return facts
}

const factTypesTold = ['number', 'boolean', 'text'] as const

function ownFacts(known: Known, date: string, currency: string): Record<string, Facts[string] | null> {
  const { since, value, refunds } = known
  return {
    customer_value: value && { [value.currency]: value.minor },
    years_with_client: since && since <= date ? yearsSince(since, date) : null,
    touchpoint: known.touchpoint,
    channel: known.channel,
    language: known.language,
    refunds_12_months: refunds?.count ?? null,
    refunds_12_months_amount: refunds && { [currency]: 0, ...refunds.minor },
    amount: null,
  }
}

/** Whole calendar years from one date to another; somebody of 29 February has their year on 1 March. */
export function yearsSince(since: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(since.slice(0, 4))
  return date.slice(5) < since.slice(5) ? years - 1 : years
}

/** The instant twelve months before (ms), on the same UTC date and time; 29 February goes back to the 28th. */
export function yearBefore(now: number): number {
  const at = new Date(now)
  const leap = at.getUTCMonth() === 1 && at.getUTCDate() === 29
  if (leap) at.setUTCDate(28)
  return at.setUTCFullYear(at.getUTCFullYear() - 1)
}

function findTold(told: Known['told'], name: string, type: FactType | null): Facts[string] | null {
  for (const facts of told) {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
    if (type === 'number' && typeof fact === 'number' && Number.isSafeInteger(fact)) return fact
    if (type === 'boolean' && typeof fact === 'boolean') return fact
    // A text that is no code might name somebody, and facts go into the ledger: it is as if nobody knew it.
    if (type === 'text' && typeof fact === 'string' && isCode(fact)) return fact
  }
  return null
}
