import {
  type Condition,
  type FactCondition,
  type Facts,
  type FactValue,
  isCode,
  moneyIn,
  type Truth,
} from './condition.ts'

/**
 * A condition read once, for one currency, into a tree that reads facts and makes nothing. `amount` is what is
 * asked for (minor units; null when nobody asks for money): whatever the facts say of it is not heard.
 */
export type CompiledCondition = {
  root: Node
  truth(facts: Facts, amount: number | null): Truth
  /** the facts without which it stays open, in order of name; none where it does not */
  missing(facts: Facts, amount: number | null): string[]
}

/** Truth as a number: an engine compares it at once, and 1 less it is the opposite. */
export const isFalse = 0
export const isTrue = 1
export const isMissing = 2
type Stands = typeof isFalse | typeof isTrue | typeof isMissing

/** @param currency the request's: money facts are read in it */
export function compileCondition(condition: Condition, currency: string): CompiledCondition {
  const root = compileNode(condition, currency, isTrue)
  return {
    root,
    truth: (facts, amount) => truths[judge(root, facts, amount, valueIn(facts, currency))]!,
    missing: (facts, amount) => findMissing(root, facts, amount, valueIn(facts, currency)),
  }
}

/** What the customer is worth in a currency, minor units; null where that is not known. */
export function valueIn(facts: Facts, currency: string): number | null {
  return moneyIn(facts.customer_value, currency)
}

/** @param value what `valueIn` says: it is read once for all conditions and limits */
export function judge(node: Node, facts: Facts, amount: number | null, value: number | null): Stands {
  switch (node.what) {
    case kinds.group: {
      const { parts, yes } = node
      let open = false
      for (let i = 0; i < parts.length; i++) {
        const part = judge(parts[i]!, facts, amount, value)
        if (part === yes) return yes
        if (part === isMissing) open = true
      }
      return open ? isMissing : opposite(yes)
    }
    case kinds.value:
      return inRange(node, value)
    case kinds.amount:
      return inRange(node, amount)
    case kinds.money:
      return inRange(node, moneyIn(readFact(node, facts), node.currency))
    case kinds.number: {
      const known = readFact(node, facts)
      return typeof known === 'number' && Number.isSafeInteger(known) ? inRange(node, known) : isMissing
    }
    case kinds.text: {
      const known = readFact(node, facts)
      if (typeof known !== 'string') return isMissing
      const { texts } = node
      // of what may be told, so that a fact that is among them needs no second look
      for (let i = 0; i < texts.length; i++) if (known === texts[i]) return node.yes
      return isCode(known) ? opposite(node.yes) : isMissing
    }
    case kinds.among: {
      const known = readFact(node, facts)
      if (known === undefined || !isComparable(known)) return isMissing
      if (node.values.includes(known)) return node.yes
      return node.values.length === 0 || typeof known === typeof node.values[0]
        ? opposite(node.yes)
        : isMissing
    }
    case kinds.flag: {
      const known = readFact(node, facts)
      if (typeof known !== 'boolean') return isMissing
      return known === (node.low === 1) ? node.yes : opposite(node.yes)
    }
    case kinds.open:
      return isMissing
  }
}

/** As numbers, among which an engine chooses in one step. */
export const kinds = {
  /** decided by one part, or by none */
  group: 0,
  /** ranges: of what the customer is worth, of what is asked for, of other money, of a number */
  value: 1,
  amount: 2,
  money: 3,
  number: 4,
  /** sets: of codes, of anything else */
  text: 5,
  among: 6,
  /** yes or no, as one of them is asked for: `low` is 1 where it is yes */
  flag: 7,
  /** always missing */
  open: 8,
} as const

/** All nodes have one shape, whatever they are, so that an engine reads them alike. */
export type Node = {
  what: (typeof kinds)[keyof typeof kinds]
  /** of a group: what one part decides it to; of a fact: what it is when it compares as it is asked to */
  yes: typeof isFalse | typeof isTrue
  parts: readonly Node[]
  fact: string
  place: number
  currency: string
  low: number
  high: number
  texts: readonly string[]
  values: readonly FactValue[]
}

const truths: readonly Truth[] = ['false', 'true', 'missing']

/**
 * A `not` goes down to the facts: what is not all of them is any that is not, and what is missing stays so.
 * @param yes false below an odd number of `not`
 */
function compileNode(condition: Condition, currency: string, yes: Node['yes']): Node {
  if ('not' in condition) return compileNode(condition.not, currency, opposite(yes))
  const node: Node = {
    what: kinds.open,
    yes,
    parts: [],
    fact: '',
    place: -1,
    currency,
    low: 0,
    high: 0,
    texts: [],
    values: [],
  }
  if ('all' in condition || 'any' in condition) {
    const all = 'all' in condition
    node.what = kinds.group
    node.parts = (all ? condition.all : condition.any).map((part) => compileNode(part, currency, yes))
    if (all) node.yes = opposite(yes)
    return node
  }
  node.fact = condition.fact
  node.place = places.indexOf(condition.fact)
  compileFact(node, condition)
  return node
}

function compileFact(node: Node, condition: FactCondition): void {
  const { fact } = condition
  if ('minor' in condition) {
    const bound = moneyIn(condition.minor, node.currency)
    if (bound === null) return
    ;[node.low, node.high] = rangeOf(condition.is, bound)
    node.what = fact === 'amount' ? kinds.amount : fact === 'customer_value' ? kinds.value : kinds.money
    return
  }
  if (fact === 'amount') return // it is money, and compared with something else
  if (condition.is !== 'one_of' && typeof condition.value === 'number') {
    ;[node.low, node.high] = rangeOf(condition.is, condition.value)
    node.what = kinds.number
    return
  }
  if (condition.is !== 'one_of' && condition.is !== 'equal') return
  const values: FactValue[] = condition.is === 'one_of' ? condition.values : [condition.value]
  if (values.some((value) => typeof value !== typeof values[0])) return // no fact is of two types
  const [first] = values
  if (typeof first === 'boolean' && values.length === 1) {
    node.what = kinds.flag
    node.low = first ? 1 : 0
    return
  }
  const texts = values.filter((value) => typeof value === 'string')
  node.what = texts.length > 0 ? kinds.text : kinds.among
  node.texts = texts.filter(isCode)
  node.values = values
}

/** What is read by a name written here an engine finds at once; by one that varies it searches each time. */
const places = [
  'years_with_client',
  'touchpoint',
  'channel',
  'language',
  'days_late',
  'refunds_12_months',
  'refunds_12_months_amount',
]

/**
 * Facts are read without asking whether they are the object's own: what a prototype holds are functions, and a
 * function is of no fact's type.
 */
export function readFact({ place, fact }: Pick<Node, 'place' | 'fact'>, facts: Facts): FactValue | undefined {
  switch (place) {
    case 0:
      return facts.years_with_client
    case 1:
      return facts.touchpoint
    case 2:
      return facts.channel
    case 3:
      return facts.language
    case 4:
      return facts.days_late
    case 5:
      return facts.refunds_12_months
    case 6:
      return facts.refunds_12_months_amount
    default:
      return facts[fact]
  }
}

function findMissing(node: Node, facts: Facts, amount: number | null, value: number | null): string[] {
  if (judge(node, facts, amount, value) !== isMissing) return []
  if (node.what !== kinds.group) return [node.fact]
  return [...new Set(node.parts.flatMap((part) => findMissing(part, facts, amount, value)))].sort()
}

function inRange({ low, high, yes }: Node, known: number | null): Stands {
  if (known === null) return isMissing
  return known >= low && known <= high ? yes : opposite(yes)
}

const opposite = (yes: Node['yes']): Node['yes'] => (yes === isTrue ? isFalse : isTrue)

/** A whole number, yes or no, or a code; a name is none of these. */
function isComparable(known: FactValue): boolean {
  if (typeof known === 'string') return isCode(known)
  return typeof known === 'number' ? Number.isSafeInteger(known) : typeof known === 'boolean'
}

/** The whole numbers that stand so to a bound, as the first and the last of them. */
function rangeOf(is: FactCondition['is'], bound: number): [low: number, high: number] {
  switch (is) {
    case 'at_least':
      return [bound, Number.POSITIVE_INFINITY]
    case 'at_most':
      return [Number.NEGATIVE_INFINITY, bound]
    case 'more_than':
      return [Math.floor(bound) + 1, Number.POSITIVE_INFINITY]
    case 'less_than':
      return [Number.NEGATIVE_INFINITY, Math.ceil(bound) - 1]
    case 'equal':
    case 'one_of':
      return [bound, bound]
  }
}
