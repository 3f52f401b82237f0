import { type CompiledCondition, compileCondition } from './compile-condition.ts'
import { factsIn } from './condition.ts'
import {
  type Bound,
  isValidOn,
  type Level,
  type Limit,
  type MandateDocument,
  type Power,
  type PowerKind,
  powerMeasure,
} from './document.ts'
import { compileProgram, type Program } from './program.ts'
import {
  asksAll,
  type ConditionCheck,
  counterKey,
  counterMeasure,
  type PlannedCondition,
  type PlannedLimit,
} from './weigh.ts'
import { type CalendarDay, windowNumber } from './window.ts'

/** One power, in one currency, for people of one level: its bounds found, its conditions compiled. */
export type Plan = {
  currency: string
  /** whether what is asked for is money */
  money: boolean
  /** whether a limit or a condition hangs on what the customer is worth */
  readsValue: boolean
  /** in the document's order, up to the first that names no bound in this currency */
  limits: readonly PlannedLimit[]
  /** those with a counter */
  counted: readonly PlannedLimit[]
  /** false when a limit names no bound in this currency: then the power is not there in it */
  covered: boolean
  conditions: readonly PlannedCondition[]
  /** the conditions, then those on which bounds of the level hang: see `PlannedLimit` */
  questions: readonly CompiledCondition[]
  /** null where they are too many */
  program: Program | null
  document: MandateDocument
  days: (PlannedDay | null)[]
}

/** What the plans of one power and currency make of a day on which they are asked for: see `findDay`. */
export type PlannedDay = {
  day: CalendarDay
  /** whether the document says that it holds */
  valid: boolean
  /** the keys of the counters, by place; '' where there is none */
  key1: string
  key2: string
  key3: string
  /** of further places */
  more: readonly string[]
}

export function planPower(
  document: MandateDocument,
  power: Power,
  currency: string,
  level: Level,
  days: (PlannedDay | null)[],
): Plan {
  const conditions = (power.conditions ?? []).map(
    ({ id, when }): PlannedCondition => ({
      id,
      when: compileCondition(when, currency),
      holds: settled({ id, holds: true, missing: [] }),
      fails: settled({ id, holds: false, missing: [] }),
    }),
  )
  const questions = conditions.map(({ when }) => when)
  const limits: PlannedLimit[] = []
  let counters = 0
  for (const limit of power.limits) {
    const planned = planLimit(limit, limits.length, power.kind, currency, level)
    if (!planned) break
    if (planned.counter) planned.place = ++counters
    if (planned.level?.when) {
      planned.level.question = questions.length
      questions.push(planned.level.when)
    }
    limits.push(planned)
  }
  return {
    currency,
    money: powerMeasure[power.kind] === 'money',
    readsValue: readsValue(power),
    limits,
    counted: limits.filter(({ counter }) => counter !== null),
    covered: limits.length === power.limits.length,
    conditions,
    questions,
    program: compileProgram(questions.map(({ root }) => root)),
    document,
    days,
  }
}
/** null when the limit names no bound in this currency */
function planLimit(
  limit: Limit,
  at: number,
  power: PowerKind,
  currency: string,
  level: Level,
): PlannedLimit | null {
  const { id, scope, window, measure, bounds, levels } = limit
  const key = measure === 'money' ? currency : 'any'
  if (!Object.hasOwn(bounds, key)) return null
  const other = level === 'full' ? undefined : levels?.[level]
  return {
    id,
    at,
    scope,
    window,
    measure,
    asks: asksOf(measure, power),
    share: measure === 'value_share',
    counter: planCounter(limit, power, currency),
    place: 0,
    key,
    bound: planBound(bounds[key]!),
    level:
      level !== 'full' && other && Object.hasOwn(other.bounds, key)
        ? {
            name: level,
            bound: planBound(other.bounds[key]!),
            question: -1,
            when: other.when ? compileCondition(other.when, currency) : null,
          }
        : null,
  }
}

function asksOf(measure: Limit['measure'], power: PowerKind): PlannedLimit['asks'] {
  if (measure === 'count') return 1
  return (measure === 'days' ? 'days' : 'money') === powerMeasure[power] ? asksAll : 0
}

/** Bounds have one shape, in whatever order a document writes them. */
const planBound = ({ max, stretch }: Bound): Bound => ({ max, stretch })

function readsValue({ conditions = [], limits }: Power): boolean {
  return (
    limits.some(({ measure }) => measure === 'value_share') ||
    [
      ...conditions.map(({ when }) => when),
      ...limits.flatMap(({ levels }) => [levels?.senior?.when, levels?.trainee?.when]),
    ].some((when) => when !== undefined && factsIn(when).includes('customer_value'))
  )
}

/** A power of two, so that it masks an index: more days in a row than a history or a desk goes to and fro. */
const keptDays = 64

export function planDays(): (PlannedDay | null)[] {
  return new Array(keptDays).fill(null)
}

/** Found once for each day, which are objects that stay (see window.ts); a later one takes over the slot. */
export function findDay({ document, days, counted }: Plan, day: CalendarDay): PlannedDay {
  const slot = day.number & (keptDays - 1)
  const kept = days[slot] ?? null
  if (kept !== null && kept.day === day) return kept
  const [key1 = '', key2 = '', key3 = '', ...more] = counted.map((limit) => counterOn(limit, day))
  const planned = { day, valid: isValidOn(document, day.date), key1, key2, key3, more }
  days[slot] = planned
  return planned
}

/**
 * The counter that a limit is weighed against on a day (`counterKey`); '' for a limit of a single decision. Made
 * once for each window; one that comes many windows later takes over the slot.
 */
export function counterOn({ counter }: PlannedLimit, day: CalendarDay): string {
  if (counter === null) return ''
  const number = windowNumber(counter.window, day)
  const kept = counter.kept[number & (keptKeys - 1)]!
  if (kept.number !== number) {
    const { scope, power, measure, window } = counter
    const key = counterKey({ scope, power, measure, window, windowStart: day.starts[window] })
    kept.number = number
    // As an object's key an engine knows a string by its address: looking it up then compares no letters.
    kept.key = Object.keys({ [key]: 0 })[0]!
  }
  return kept.key
}

/** A power of two, so that it masks an index. */
const keptKeys = 16

function planCounter(limit: Limit, power: PowerKind, currency: string): PlannedLimit['counter'] {
  const { scope, window } = limit
  if (scope === 'decision' || window === null) return null
  const kept = Array.from({ length: keptKeys }, () => ({ number: Number.MIN_SAFE_INTEGER, key: '' }))
  return { scope, power, measure: counterMeasure(limit, currency), window, kept }
}

/** Shared by every evaluation that says it, so that nobody can change it. */
function settled(check: ConditionCheck): ConditionCheck {
  Object.freeze(check.missing)
  return Object.freeze(check)
}
