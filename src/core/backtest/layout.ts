import { periodsOf } from './calendar.ts'
import type { ReplayOptions } from './ending.ts'
import type { Groundwork } from './ground.ts'
import type { History } from './history.ts'
import type { Plan } from './plan.ts'
import type { Layout } from './tables.ts'

/**
 * Cells of counters, those of customers or those of agents and teams. A cell holds `period * times + used`,
 * exactly: both are whole, `used` is below `times`, and their sum below what the array holds. Periods are counted
 * from `from`, beyond all of the replay before, so that what that one left counts as nothing and needs no sweeping.
 */
export type Cells<A extends Float64Array | Int32Array> = {
  cells: A
  times: number
  from: number
  until: number
}

/** Customers are many, and come in no order: their cells are small wherever their limits let them. */
export type State = { ofCustomers: Cells<Float64Array | Int32Array>; ofOthers: Cells<Float64Array> }

/** A cell that no counter is in: it stays 0. One for customers, one for agents and teams. */
const spares = 1
/** Cells of 4 bytes in a line of the cache: a power's begin with one. */
const inCacheLine = 16

/** @returns null where a plan is beyond what the fold's numbers hold */
export function layOut(
  plan: Plan,
  history: History,
  ground: Groundwork,
  options: ReplayOptions,
): { state: State; powers: Layout[]; firstPeriods: number[] } | null {
  if (plan.powers.some(({ whens, boundBits }) => whens.length > 16 || ground.span << boundBits > 65_536))
    return null
  if (plan.powers.some(({ counters }) => counters.length > 250)) return null
  const firstPeriods: number[] = []
  const span = { customer: 1, other: 1 }
  for (const window of plan.windows) {
    const [first, last] = rangeOf(periodsOf(history, window))
    firstPeriods.push(first)
    for (const { counters } of plan.powers)
      for (const counter of counters) {
        if (counter.window !== window) continue
        const whose = counter.scope === 'customer' ? 'customer' : 'other'
        span[whose] = Math.max(span[whose], last - first + 1)
      }
  }
  const mostOf = (ofCustomers: boolean) =>
    options.lifts === 'honoured'
      ? ground.total
      : Math.min(ground.total, largestBound(plan, history, ofCustomers))
  const times = { customer: timesAbove(mostOf(true)), other: timesAbove(mostOf(false)) }
  if ((span.customer + 1) * times.customer > 2 ** 53 || (span.other + 1) * times.other > 2 ** 53) return null

  const currencies = Math.max(1, history.currencies.length)
  const next = { customer: 0, other: 0 }
  const powers = plan.powers.map(({ counters }) => {
    const stride = { customer: 0, agent: 0, team: 0 }
    const places = counters.map(({ scope, window, perCurrency }) => {
      const first = stride[scope]
      // At one instant there are at most three dates on earth, and two periods of any longer window.
      const ring = !ground.reopened[scope].has(window) ? 1 : window === 'day' ? 4 : 2
      const apart = perCurrency && !ground.oneCurrency[scope]
      stride[scope] += ring * (apart ? currencies : 1)
      return { first, ring, apart }
    })
    // Each power's cells lie together: its asks are folded on their own, and so reach over less memory.
    const customer = next.customer
    const agent = next.other
    const team = agent + (history.agents + 1) * stride.agent
    next.other = team + history.teams.length * stride.team
    next.customer = customer + history.customers * stride.customer
    next.customer += -next.customer & (inCacheLine - 1)
    return {
      start: { customer, agent, team },
      stride,
      first: places.map(({ first }) => first),
      ring: places.map(({ ring }) => ring),
      apart: places.map(({ apart }) => apart),
    }
  })
  const before = kept.get(history)
  const small = (span.customer + 1) * times.customer < smallest
  const state: State = {
    ofCustomers: small
      ? takeCells(Int32Array, before?.ofCustomers, next.customer + spares, times.customer, span.customer)
      : takeCells(Float64Array, before?.ofCustomers, next.customer + spares, times.customer, span.customer),
    ofOthers: takeCells(Float64Array, before?.ofOthers, next.other + spares, times.other, span.other),
  }
  kept.set(history, state)
  return { state, powers: powers.map((own) => ({ ...own, spare: next })), firstPeriods }
}

function rangeOf(columns: readonly Int32Array[]): [first: number, last: number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const column of columns)
    for (const period of column) {
      first = Math.min(first, period)
      last = Math.max(last, period)
    }
  return [first, last]
}

/** What no cell of 4 bytes can hold. */
const smallest = 2 ** 31

function timesAbove(most: number): number {
  let times = 1
  while (times <= most) times *= 2
  return times
}

const kept = new WeakMap<History, State>()

/** No replay needs its cells when it has ended: all over one history have the same, one after the other. */
function takeCells<A extends Float64Array | Int32Array>(
  kind: { new (length: number): A },
  before: Cells<Float64Array | Int32Array> | undefined,
  length: number,
  times: number,
  span: number,
): Cells<A> {
  const cells = before?.cells instanceof kind && before.cells.length >= length ? before.cells : null
  if (!before || !cells) return { cells: new kind(length), times, from: 1, until: 1 + span }
  const most = cells instanceof Int32Array ? smallest : 2 ** 53
  if (before.times === times && (before.until + span) * times < most)
    return { cells, times, from: before.until, until: before.until + span }
  cells.fill(0)
  return { cells, times, from: 1, until: 1 + span }
}

/**
 * What no counter of customers, or none of others, can ever come to hold more than, where nothing is lifted beyond
 * its limits.
 */
function largestBound(plan: Plan, history: History, ofCustomers: boolean): number {
  let most = 0
  let shares = false
  const see = (bounds: Record<string, { max: number; stretch: number }>) => {
    for (const { max, stretch } of Object.values(bounds)) most = Math.max(most, max, stretch)
  }
  for (const { limits } of plan.powers)
    for (const { limit, share } of limits) {
      if ((limit.scope === 'customer') !== ofCustomers) continue
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
