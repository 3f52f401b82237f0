import type { LimitWindow } from '../mandate/document.ts'
import { periodsOf } from './calendar.ts'
import type { ReplayOptions } from './ending.ts'
import type { Groundwork } from './ground.ts'
import type { History } from './history.ts'
import { type Cells, mostWhens, takeCells } from './machine.ts'
import type { Counter, Plan, PowerPlan } from './plan.ts'
import { tableBytes } from './tables.ts'

/** Where one power's cells lie, in bytes. Every subject has a line of them. */
export type Lines = {
  /** the first line of a scope's subjects, and how long a line is; 0 where the power counts nothing by them */
  start: Record<Counter['scope'], number>
  stride: Record<Counter['scope'], number>
  /** by counter: its first cell in a line, and how many it turns through, so that periods side by side keep apart */
  first: number[]
  ring: number[]
  /** by counter: whether each currency has cells of its own */
  apart: boolean[]
}

export type Layout = {
  cells: { customer: Cells; other: Cells }
  /** where a power's tables begin: one after the other uses the same */
  tablesAt: number
  powers: Lines[]
  /** by window of the plan: its first period in this history */
  firstPeriods: number[]
}

/** Sums below it can be multiplied by all basis points, and the product still be held. */
const mostSum = 2 ** 48

/** @returns null where a plan is beyond what the fold's numbers hold */
export function layOut(
  plan: Plan,
  history: History,
  ground: Groundwork,
  options: ReplayOptions,
): Layout | null {
  if (plan.powers.some((power) => !isWithin(power, ground))) return null
  if (ground.total >= mostSum || ground.mostValue >= mostSum) return null
  const firstPeriods: number[] = []
  const span = { customer: 1, other: 1 }
  for (const window of plan.windows) {
    const { first, count } = rangeOf(history, window)
    firstPeriods.push(first)
    for (const { counters } of plan.powers)
      for (const counter of counters)
        if (counter.window === window) span[whose(counter)] = Math.max(span[whose(counter)], count)
  }
  const timesOf = (of: 'customer' | 'other') => {
    const most = options.lifts === 'honoured' ? ground.total : largestBound(plan, history, of)
    return timesAbove(Math.min(ground.total, most))
  }
  const times = { customer: timesOf('customer'), other: timesOf('other') }
  if ((span.customer + 1) * times.customer > 2 ** 53 || (span.other + 1) * times.other > 2 ** 53) return null
  // Customers are many, and come in no order: their cells are small wherever their limits let them.
  const width = { customer: (span.customer + 1) * times.customer < 2 ** 31 ? 4 : 8, other: 8 } as const

  const next = { customer: 0, other: 0 }
  const powers = plan.powers.map(({ counters }) => {
    const { stride, ...line } = lineOf(counters, history, ground)
    const bytes = {
      customer: stride.customer * width.customer,
      agent: stride.agent * 8,
      team: stride.team * 8,
    }
    const customer = next.customer
    const agent = next.other
    const team = agent + (history.agents + 1) * bytes.agent
    next.other = team + history.teams.length * bytes.team
    // Each power's cells lie together: its asks are folded on their own, and so reach over less memory.
    next.customer = Math.ceil((customer + history.customers * bytes.customer) / 64) * 64
    return { ...line, stride: bytes, start: { customer, agent, team } }
  })
  const tables = Math.max(0, ...plan.powers.map((power) => tableBytes(power, ground)))
  const taken = takeCells(
    ground.machine,
    {
      customer: { bytes: next.customer, width: width.customer, times: times.customer, span: span.customer },
      other: { bytes: next.other, width: 8, times: times.other, span: span.other },
    },
    tables,
  )
  if (!taken) return null
  const { end, ...cells } = taken
  for (const { start } of powers) {
    start.customer += cells.customer.at
    start.agent += cells.other.at
    start.team += cells.other.at
  }
  return { cells, tablesAt: end, powers, firstPeriods }
}

/** What a power is told apart by must fit into the two bytes of a code, or of an ask's truths. */
function isWithin({ whens, boundBits, counters }: PowerPlan, { span }: Groundwork): boolean {
  return whens.length <= mostWhens && span << boundBits <= 65_536 && counters.length <= 250
}

const whose = ({ scope }: Counter) => (scope === 'customer' ? 'customer' : 'other')

/** In cells. */
function lineOf(counters: readonly Counter[], history: History, { reopened, oneCurrency }: Groundwork) {
  const stride = { customer: 0, agent: 0, team: 0 }
  const places = counters.map(({ scope, window, perCurrency }) => {
    const first = stride[scope]
    // At one instant there are at most three dates on earth, and two periods of any longer window.
    const ring = !reopened[scope].has(window) ? 1 : window === 'day' ? 4 : 2
    const apart = perCurrency && !oneCurrency[scope]
    stride[scope] += ring * (apart ? Math.max(1, history.currencies.length) : 1)
    return { first, ring, apart }
  })
  return {
    stride,
    first: places.map(({ first }) => first),
    ring: places.map(({ ring }) => ring),
    apart: places.map(({ apart }) => apart),
  }
}

function rangeOf(history: History, window: LimitWindow): { first: number; count: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const column of periodsOf(history, window))
    for (const period of column) {
      first = Math.min(first, period)
      last = Math.max(last, period)
    }
  return { first, count: last - first + 1 }
}

function timesAbove(most: number): number {
  let times = 1
  while (times <= most) times *= 2
  return times
}

/**
 * What no counter of customers, or none of others, can ever come to hold more than, where nothing is lifted beyond
 * its limits.
 */
function largestBound(plan: Plan, history: History, of: 'customer' | 'other'): number {
  let most = 0
  let shares = false
  const see = (bounds: Record<string, { max: number; stretch: number }>) => {
    for (const { max, stretch } of Object.values(bounds)) most = Math.max(most, max, stretch)
  }
  for (const { limits } of plan.powers)
    for (const { limit, share } of limits) {
      if ((limit.scope === 'customer') !== (of === 'customer')) continue
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
