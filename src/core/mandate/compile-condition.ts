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
 * A condition read once, for one currency, into closures that read facts and make nothing. `amount` is what is
 * asked for (minor units; null when nobody asks for money): whatever the facts say of it is not heard.
 */
export type CompiledCondition = {
  truth(facts: Facts, amount: number | null): Truth
  /** the facts without which it stays open, in order of name; none where it does not */
  missing(facts: Facts, amount: number | null): string[]
}

/** @param currency the request's: money facts are read in it */
export function compileCondition(condition: Condition, currency: string): CompiledCondition {
  if ('not' in condition) return compileNot(compileCondition(condition.not, currency))
  if ('all' in condition) return compileGroup(condition.all, currency, 'false', 'true')
  if ('any' in condition) return compileGroup(condition.any, currency, 'true', 'false')
  const { fact } = condition
  const truth = compileFact(condition, currency)
  return { truth, missing: (facts, amount) => (truth(facts, amount) === 'missing' ? [fact] : []) }
}

function compileNot({ truth, missing }: CompiledCondition): CompiledCondition {
  return {
    truth(facts, amount) {
      const inner = truth(facts, amount)
      if (inner === 'missing') return 'missing'
      return inner === 'true' ? 'false' : 'true'
    },
    missing,
  }
}

/** One part that is `decided` decides; otherwise one that is open leaves it open. */
function compileGroup(
  conditions: readonly Condition[],
  currency: string,
  decided: Truth,
  otherwise: Truth,
): CompiledCondition {
  const parts = conditions.map((part) => compileCondition(part, currency))
  const truths = parts.map((part) => part.truth)
  const truth: CompiledCondition['truth'] = (facts, amount) => {
    let open = false
    for (let i = 0; i < truths.length; i++) {
      const part = truths[i]!(facts, amount)
      if (part === decided) return decided
      if (part === 'missing') open = true
    }
    return open ? 'missing' : otherwise
  }
  return {
    truth,
    missing(facts, amount) {
      if (truth(facts, amount) !== 'missing') return []
      return [...new Set(parts.flatMap((part) => part.missing(facts, amount)))].sort()
    },
  }
}

/**
 * Facts are read without asking whether they are the object's own: what a prototype holds are functions, and a
 * function is of no fact's type.
 */
function compileFact(condition: FactCondition, currency: string): CompiledCondition['truth'] {
  const { fact } = condition
  const read = readerOf(fact)
  if ('minor' in condition) {
    const bound = moneyIn(condition.minor, currency)
    if (bound === null) return always('missing')
    const [low, high] = rangeOf(condition.is, bound)
    if (fact === 'amount')
      return (_, amount) => (amount === null ? 'missing' : truthOf(amount >= low && amount <= high))
    return (facts) => {
      const minor = moneyIn(read(facts), currency)
      return minor === null ? 'missing' : truthOf(minor >= low && minor <= high)
    }
  }
  if (fact === 'amount') return always('missing') // it is money, and compared with something else
  if (condition.is === 'one_of') return compileSet(read, condition.values)
  const { is, value } = condition
  if (typeof value === 'number') {
    const [low, high] = rangeOf(is, value)
    return (facts) => {
      const known = read(facts)
      if (typeof known !== 'number' || !Number.isSafeInteger(known)) return 'missing'
      return truthOf(known >= low && known <= high)
    }
  }
  return is === 'equal' ? compileSet(read, [value]) : always('missing')
}

type Reader = (facts: Facts) => FactValue | undefined

/** What is read by a name written here an engine finds at once; by one that varies it searches each time. */
const readers: Record<string, Reader> = {
  customer_value: (facts) => facts.customer_value,
  years_with_client: (facts) => facts.years_with_client,
  touchpoint: (facts) => facts.touchpoint,
  channel: (facts) => facts.channel,
  language: (facts) => facts.language,
  days_late: (facts) => facts.days_late,
  refunds_12_months: (facts) => facts.refunds_12_months,
  refunds_12_months_amount: (facts) => facts.refunds_12_months_amount,
}

function readerOf(fact: string): Reader {
  return Object.hasOwn(readers, fact) ? readers[fact]! : (facts) => facts[fact]
}

/** Whether a fact is among values of its own type; of another type it is not known. */
function compileSet(read: Reader, values: readonly FactValue[]): CompiledCondition['truth'] {
  const type = typeof values[0]
  if (values.some((value) => typeof value !== type)) return always('missing')
  // of what may be told, so that a fact that is among them needs no second look
  const tellable = values.filter(isComparable)
  return (facts) => {
    const known = read(facts)
    for (let i = 0; i < tellable.length; i++) if (known === tellable[i]) return 'true'
    if (known === undefined || !isComparable(known)) return 'missing'
    return typeof known === type || values.length === 0 ? 'false' : 'missing'
  }
}

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

const truthOf = (holds: boolean): Truth => (holds ? 'true' : 'false')
const always = (truth: Truth) => () => truth
