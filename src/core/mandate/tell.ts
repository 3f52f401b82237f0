import { type CustomFact, type Facts, isCode } from './condition.ts'

/** The facts that somebody has to tell us; those of the client's own come besides. All others we know ourselves. */
export const toldFacts = [{ name: 'days_late', type: 'number' }] as const satisfies CustomFact[]

/** A fact as it is told: a whole number, a short code, yes or no. */
export type ToldValue = number | string | boolean
export type ToldFault = 'unknown_fact' | 'not_a_whole_number' | 'not_a_code' | 'not_yes_or_no'

/** Days and the like: as far as conditions may compare. */
const furthest = 1_000_000_000

/** The facts that may be told where these are the client's own, ours first. */
export function listTellable(custom: readonly CustomFact[]): CustomFact[] {
  const own = custom.filter(({ name }) => !toldFacts.some((told) => told.name === name))
  return [...toldFacts, ...own]
}

/** Those among the facts missing that somebody could tell. */
export function tellableAmong(missing: readonly string[], custom: readonly CustomFact[]): CustomFact[] {
  return listTellable(custom).filter(({ name }) => missing.includes(name))
}

export function findToldFault(
  name: string,
  value: ToldValue,
  custom: readonly CustomFact[],
): ToldFault | null {
  switch (listTellable(custom).find((fact) => fact.name === name)?.type) {
    case undefined:
      return 'unknown_fact'
    case 'number':
      return Number.isSafeInteger(value) && Math.abs(value as number) <= furthest
        ? null
        : 'not_a_whole_number'
    case 'text':
      return typeof value === 'string' && isCode(value) ? null : 'not_a_code'
    case 'boolean':
      return typeof value === 'boolean' ? null : 'not_yes_or_no'
  }
}

/** A told fact from a cell of a file: "12", "gold", "yes". @returns null when it can't be one */
export function readToldText(text: string, type: CustomFact['type']): ToldValue | null {
  if (type === 'text') return isCode(text) ? text : null
  if (type === 'boolean') {
    const word = text.toLowerCase()
    return word === 'true' || word === 'yes' ? true : word === 'false' || word === 'no' ? false : null
  }
  const number = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return Math.abs(number) <= furthest ? number : null
}

/** What is known after something was told: a fact told as null is no longer known. */
export function mergeTold(known: Facts, told: Readonly<Record<string, ToldValue | null>>): Facts {
  const merged = { ...known, ...told }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as Facts
}
