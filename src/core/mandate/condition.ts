/**
 * Conditions are data: typed facts, comparisons, sets, and, or, not. Three-valued inside: what depends on a
 * fact that nobody knows is `missing`, never true, and neither is its opposite (see compile-condition.ts).
 */
export type FactType = 'money' | 'number' | 'text' | 'boolean'

/** The facts that the product knows by itself. Units are part of their meaning. */
export const factTypes = {
  /** expected remaining lifetime value, minor units per currency */
  customer_value: 'money',
  /** whole calendar years since the customer joined the client */
  years_with_client: 'number',
  touchpoint: 'text',
  channel: 'text',
  language: 'text',
  /** what is asked for, minor units; missing for powers that are not counted in money */
  amount: 'money',
  /** days by which the customer's payment, or the client's service, is late */
  days_late: 'number',
  /** refunds decided for this customer in the twelve months before */
  refunds_12_months: 'number',
  /** what they came to, minor units per currency */
  refunds_12_months_amount: 'money',
} as const satisfies Record<string, FactType>

/** A fact of the client's own, as a document declares it. Text is a code (see `isCode`), never a name. */
export type CustomFact = { name: string; type: 'number' | 'text' | 'boolean' }
export type FactValue = number | string | boolean | Readonly<Record<string, number>>
/** Known facts by name; a money fact holds minor units by currency. What is not there is missing. */
export type Facts = Readonly<Record<string, FactValue>>

export const comparisons = ['at_least', 'at_most', 'more_than', 'less_than', 'equal'] as const
export type Comparison = (typeof comparisons)[number]

export type FactCondition =
  | { fact: string; is: Comparison; value: number | string | boolean }
  /** money: a figure for each currency; in one that is not named the condition is missing */
  | { fact: string; is: Comparison; minor: Record<string, number> }
  | { fact: string; is: 'one_of'; values: (number | string)[] }
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | FactCondition

export type Truth = 'true' | 'false' | 'missing'

/**
 * Whether a text fact can be told without telling who somebody is: a code of at most 40 letters, digits,
 * `-`, `.` and `_`, the first a letter or a digit. By hand, for it is asked of each text in each evaluation.
 */
export function isCode(text: string): boolean {
  if (text.length === 0 || text.length > 40) return false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const letter = (code | 32) >= 97 && (code | 32) <= 122
    const digit = code >= 48 && code <= 57
    if (!letter && !digit && (i === 0 || (code !== 45 && code !== 46 && code !== 95))) return false
  }
  return true
}

/** The facts that a condition names, in order of name. */
export function factsIn(condition: Condition): string[] {
  if ('not' in condition) return factsIn(condition.not)
  if ('all' in condition) return unique(condition.all.flatMap(factsIn))
  if ('any' in condition) return unique(condition.any.flatMap(factsIn))
  return [condition.fact]
}

/** The type of a fact in a document with these facts of its own; null where there is no such fact. */
export function typeOfFact(name: string, custom: readonly CustomFact[]): FactType | null {
  if (Object.hasOwn(factTypes, name)) return factTypes[name as keyof typeof factTypes]
  return custom.find((fact) => fact.name === name)?.type ?? null
}

export type ConditionFault = 'empty_group' | 'unknown_fact' | 'fact_type' | 'bound_key' | 'text_not_code'

/** Faults of a condition that its shape alone does not show, each with its place below `place`. */
export function findConditionFaults(
  condition: Condition,
  custom: readonly CustomFact[],
  place: string,
): { place: string; fault: ConditionFault }[] {
  if ('not' in condition) return findConditionFaults(condition.not, custom, `${place}.not`)
  if ('all' in condition || 'any' in condition) {
    const [name, parts] = 'all' in condition ? ['all', condition.all] : ['any', condition.any]
    if (parts.length === 0) return [{ place: `${place}.${name}`, fault: 'empty_group' }]
    return parts.flatMap((part, i) => findConditionFaults(part, custom, `${place}.${name}[${i}]`))
  }
  const type = typeOfFact(condition.fact, custom)
  if (type === null) return [{ place: `${place}.fact`, fault: 'unknown_fact' }]
  if ('minor' in condition) {
    if (type !== 'money') return [{ place, fault: 'fact_type' }]
    const keys = Object.keys(condition.minor)
    if (keys.length === 0 || keys.some((key) => !/^[A-Z]{3}$/.test(key)))
      return [{ place: `${place}.minor`, fault: 'bound_key' }]
    return []
  }
  const values = condition.is === 'one_of' ? condition.values : [condition.value]
  if (values.length === 0) return [{ place: `${place}.values`, fault: 'empty_group' }]
  if (type === 'money' || values.some((value) => typeof value !== (type === 'text' ? 'string' : type)))
    return [{ place, fault: 'fact_type' }]
  if (type !== 'number' && condition.is !== 'equal' && condition.is !== 'one_of')
    return [{ place: `${place}.is`, fault: 'fact_type' }]
  if (values.some((value) => typeof value === 'string' && !isCode(value)))
    return [{ place, fault: 'text_not_code' }]
  return []
}

/** Minor units in a currency, exact; null where there are none. */
export function moneyIn(fact: FactValue | undefined, currency: string): number | null {
  if (typeof fact !== 'object') return null
  const minor = fact[currency] // of what a prototype holds nothing is an integer
  return Number.isSafeInteger(minor) ? minor! : null
}

function unique(names: string[]): string[] {
  return [...new Set(names)].sort()
}
