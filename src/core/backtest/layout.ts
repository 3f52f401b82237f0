import { daysOf, periodOf } from './calendar.ts'
import type { ReplayOptions } from './ending.ts'
import type { Groundwork } from './ground.ts'
import type { History } from './history.ts'
import type { Plan } from './plan.ts'
import type { Layout } from './tables.ts'

/**
 * The cells of all counters. A cell holds `period * times + used`, exactly: both are whole, `used` is below
 * `times`, and their sum below 2^53. Periods are counted from `from`, beyond all of the replay before, so that
 * what that one left counts as nothing and needs no sweeping.
 */
export type State = { cells: Float64Array; times: number; from: number; until: number }

/** How much a counter may ever hold: as little as will do, since the rest is for periods. */
const powersOfTwo = [36, 40, 43]

/** @returns null where a plan is beyond what the fold's numbers hold */
export function layOut(
  plan: Plan,
  history: History,
  ground: Groundwork,
  options: ReplayOptions,
  before: State | null,
): { state: State; powers: Layout[]; firstPeriods: number[] } | null {
  if (plan.powers.some(({ whens, boundBits }) => whens.length > 16 || ground.span << boundBits > 65_536))
    return null
  const { days } = daysOf(history)
  const firstPeriods: number[] = []
  let span = 1
  for (const window of plan.windows) {
    let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const column of days)
      for (const day of column) {
        const period = periodOf(window, day)
        first = Math.min(first, period)
        last = Math.max(last, period)
      }
    firstPeriods.push(first)
    span = Math.max(span, last - first + 1)
  }
  const most =
    options.lifts === 'honoured' ? ground.total : Math.min(ground.total, largestBound(plan, history))
  const power = powersOfTwo.find((one) => most < 2 ** one)
  if (power === undefined || (span + 1) * 2 ** power > 2 ** 53) return null

  const stride = { customer: 0, agent: 0, team: 0 }
  const currencies = Math.max(1, history.currencies.length)
  const places = plan.powers.map(({ counters }) =>
    counters.map(({ scope, window, perCurrency }) => {
      const first = stride[scope]
      // At one instant there are at most three dates on earth, and two periods of any longer window.
      const ring = !ground.reopened[scope].has(window) ? 1 : window === 'day' ? 4 : 2
      const apart = perCurrency && !ground.oneCurrency[scope]
      stride[scope] += ring * (apart ? currencies : 1)
      return { first, ring, apart }
    }),
  )
  const agentStart = history.customers * stride.customer
  const teamStart = agentStart + (history.agents + 1) * stride.agent
  const spare = teamStart + history.teams.length * stride.team
  const start = { customer: 0, agent: agentStart, team: teamStart }
  return {
    state: takeState(spare + 1, 2 ** power, span, before),
    powers: places.map((own) => ({
      start,
      stride,
      first: own.map(({ first }) => first),
      ring: own.map(({ ring }) => ring),
      apart: own.map(({ apart }) => apart),
      spare,
    })),
    firstPeriods,
  }
}

function takeState(length: number, times: number, span: number, before: State | null): State {
  if (before && before.cells.length >= length && before.times === times) {
    const from = before.until
    if ((from + span) * times <= 2 ** 53) return { cells: before.cells, times, from, until: from + span }
    before.cells.fill(0)
    return { cells: before.cells, times, from: 1, until: 1 + span }
  }
  return { cells: new Float64Array(length), times, from: 1, until: 1 + span }
}

/** What no counter of a plan can ever come to hold more than, where nothing is lifted beyond it. */
function largestBound(plan: Plan, history: History): number {
  let most = 0
  let shares = false
  const see = (bounds: Record<string, { max: number; stretch: number }>) => {
    for (const { max, stretch } of Object.values(bounds)) most = Math.max(most, max, stretch)
  }
  for (const { limits } of plan.powers)
    for (const { limit, share } of limits) {
      shares ||= share
      see(limit.bounds)
      for (const level of Object.values(limit.levels ?? {})) see(level.bounds)
    }
  for (const { document } of plan.overlays) for (const { bounds } of document.widens) see(bounds)
  const value = history.facts.customer_value
  return shares && value?.kind === 'money' ? Math.max(most, largestOf(value.numbers)) : most
}

const largest = new WeakMap<Float64Array, number>()

function largestOf(numbers: Float64Array): number {
  const known = largest.get(numbers)
  if (known !== undefined) return known
  let most = 0
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > most) most = numbers[i]!
  largest.set(numbers, most)
  return most
}
