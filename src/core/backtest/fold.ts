import { wholeBasisPoints } from '../mandate/document.ts'
import type { Asks } from './asks.ts'
import { endingOf } from './ending.ts'
import { recordedEndings } from './history.ts'
import { settle } from './settle.ts'
import { isPlainShare, shareOfValue } from './share.ts'
import { entry, slotAt, type Tables } from './tables.ts'

/** One lane's fold: asks one after the other, from one position among all asks to another. */
export type Folding = {
  asks: Asks
  customers: Float64Array | Int32Array
  others: Float64Array
  endings: Uint16Array
  isTried: Uint8Array | null
  silence: 'granted' | 'declined' | 'recorded'
  honoured: boolean
  /** by slot: what it would come to; scratch */
  sums: Float64Array
  /** of no use: it keeps the reads of `touch` from being left out */
  touched: number
}

const granted = endingOf('granted', -1)
const outside = endingOf('outside', -1)
const byLift = recordedEndings.indexOf('lift')

export function fold(folding: Folding, tables: Tables, from: number, until: number): void {
  if (tables.stride.customer > 0) folding.touched = touch(folding, tables, from, until)
  if (tables.shape === 'three') foldThree(folding, tables, from, until)
  else if (tables.shape === 'four') foldFour(folding, tables, from, until)
  else foldAny(folding, tables, from, until)
}

/**
 * Reads the cells of the asks' customers ahead of the fold. Nothing waits for what is read, so that many reads are
 * on their way at once; in the fold each would wait for the verdict before it.
 */
function touch({ asks, customers }: Folding, tables: Tables, from: number, until: number): number {
  const { words } = asks
  const { plan, slots, stride: strides } = tables
  const stride = strides.customer
  const first = tables.words[slotAt(slots.findIndex((c) => plan.counters[c]?.scope === 'customer')) * 2]!
  let sum = 0
  for (let p = from; p < until; p++) sum += customers[first + Math.imul(words[(p << 3) + 1]!, stride)]!
  return sum
}

/** What is beyond `base` in a cell, and 0 below it: without a branch, since nobody can guess which it is. */
const above = (held: number, base: number) => {
  const more = held - base
  return (more + Math.abs(more)) * 0.5
}

/*
 * Places are written out, and the same is said for three slots and for four: what an engine finds in numbers and locals
 * it keeps in registers. Ask p: words from 8p, doubles from 4p (see `Asks`). Entry at double e: gate at word 2e, room
 * at e + 1, share at e + 2; slot k: cell at word 2e + 6 + 8k, base at e + 4 + 4k, then max, then share (see `slot`).
 */
function foldThree(folding: Folding, tables: Tables, from: number, until: number): void {
  const { asks, customers, others, endings, isTried, honoured, sums } = folding
  const { words, doubles, truths, recorded } = asks
  const { plan, words: whole, doubles: bounds, size, stride, barred } = tables
  const { boundBits, whens } = plan
  const [own0, own1, own2] = factorsOf(tables) as [number, number, number]
  const [one0, one1, one2] = onesOf(tables) as [number, number, number]
  const mask = (1 << boundBits) - 1
  const hasWhens = whens.length > 0
  const { shares, plainly } = sharesOf(folding, tables)
  const { customer: byCustomer, agent: byAgent, team: byTeam } = stride
  for (let p = from; p < until; p++) {
    const a = p << 3
    const row = words[a]!
    const both = words[a + 3]!
    const team = both & 0xffff
    if (isTried !== null && isTried[team] === 0) {
      endings[row] = outside
      continue
    }
    const truth = hasWhens ? truths[p]! : 0
    const e = Math.imul(((both >>> 16) << boundBits) | (truth & mask), size)
    const w = e << 1
    if (whole[w] !== 0) {
      endings[row] = whole[w]!
      continue
    }
    const bar = barred[truth]!
    if (bar !== 0 && !(honoured && recorded[row] === byLift)) {
      endings[row] = bar
      continue
    }
    const d = p << 2
    const asked = doubles[d + 2]!
    const c0 = Math.imul(words[a + 1]!, byCustomer) + whole[w + 6]!
    const c1 = Math.imul(words[a + 2]!, byAgent) + whole[w + 14]!
    const c2 = Math.imul(team, byTeam) + whole[w + 22]!
    const b0 = bounds[e + 4]!
    const b1 = bounds[e + 8]!
    const b2 = bounds[e + 12]!
    const s0 = above(customers[c0]!, b0) + asked * own0 + one0
    const s1 = above(others[c1]!, b1) + asked * own1 + one1
    const s2 = above(others[c2]!, b2) + asked * own2 + one2
    const holds =
      asked <= bounds[e + 1]! &&
      s0 <= bounds[e + 5]! &&
      s1 <= bounds[e + 9]! &&
      s2 <= bounds[e + 13]! &&
      bar === 0 &&
      (!shares || isWithinShares(bounds, e, asked, s0, doubles[d + 3]!, plainly))
    if (holds) endings[row] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      if (!settle(folding, tables, p, e, bar !== 0)) continue
    }
    customers[c0] = b0 + s0
    others[c1] = b1 + s1
    others[c2] = b2 + s2
  }
}

function foldFour(folding: Folding, tables: Tables, from: number, until: number): void {
  const { asks, customers, others, endings, isTried, honoured, sums } = folding
  const { words, doubles, truths, recorded } = asks
  const { plan, words: whole, doubles: bounds, size, stride, barred } = tables
  const { boundBits, whens } = plan
  const [own0, own1, own2, own3] = factorsOf(tables) as [number, number, number, number]
  const [one0, one1, one2, one3] = onesOf(tables) as [number, number, number, number]
  const mask = (1 << boundBits) - 1
  const hasWhens = whens.length > 0
  const { shares, plainly } = sharesOf(folding, tables)
  const { customer: byCustomer, agent: byAgent, team: byTeam } = stride
  for (let p = from; p < until; p++) {
    const a = p << 3
    const row = words[a]!
    const both = words[a + 3]!
    const team = both & 0xffff
    if (isTried !== null && isTried[team] === 0) {
      endings[row] = outside
      continue
    }
    const truth = hasWhens ? truths[p]! : 0
    const e = Math.imul(((both >>> 16) << boundBits) | (truth & mask), size)
    const w = e << 1
    if (whole[w] !== 0) {
      endings[row] = whole[w]!
      continue
    }
    const bar = barred[truth]!
    if (bar !== 0 && !(honoured && recorded[row] === byLift)) {
      endings[row] = bar
      continue
    }
    const d = p << 2
    const asked = doubles[d + 2]!
    const line = Math.imul(words[a + 1]!, byCustomer)
    const c0 = line + whole[w + 6]!
    const c1 = line + whole[w + 14]!
    const c2 = Math.imul(words[a + 2]!, byAgent) + whole[w + 22]!
    const c3 = Math.imul(team, byTeam) + whole[w + 30]!
    const b0 = bounds[e + 4]!
    const b1 = bounds[e + 8]!
    const b2 = bounds[e + 12]!
    const b3 = bounds[e + 16]!
    const s0 = above(customers[c0]!, b0) + asked * own0 + one0
    const s1 = above(customers[c1]!, b1) + asked * own1 + one1
    const s2 = above(others[c2]!, b2) + asked * own2 + one2
    const s3 = above(others[c3]!, b3) + asked * own3 + one3
    const holds =
      asked <= bounds[e + 1]! &&
      s0 <= bounds[e + 5]! &&
      s1 <= bounds[e + 9]! &&
      s2 <= bounds[e + 13]! &&
      s3 <= bounds[e + 17]! &&
      bar === 0 &&
      (!shares || isWithinShares(bounds, e, asked, s0, doubles[d + 3]!, plainly))
    if (holds) endings[row] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      sums[3] = s3
      if (!settle(folding, tables, p, e, bar !== 0)) continue
    }
    customers[c0] = b0 + s0
    customers[c1] = b1 + s1
    others[c2] = b2 + s2
    others[c3] = b3 + s3
  }
}

/** Any number of counters, each with its own share of the customer's value. */
function foldAny(folding: Folding, tables: Tables, from: number, until: number): void {
  const { asks, customers, others, endings, isTried, honoured, sums } = folding
  const { words, doubles, truths, recorded } = asks
  const { plan, words: whole, doubles: bounds, size, slots, stride, barred } = tables
  const { boundBits, whens } = plan
  const [own, one] = [factorsOf(tables), onesOf(tables)]
  const scopes = slots.map((counter) => plan.counters[counter]!.scope)
  const cells = new Int32Array(slots.length)
  for (let p = from; p < until; p++) {
    const a = p << 3
    const row = words[a]!
    const team = words[a + 3]! & 0xffff
    if (isTried !== null && isTried[team] === 0) {
      endings[row] = outside
      continue
    }
    const truth = whens.length > 0 ? truths[p]! : 0
    const e = (((words[a + 3]! >>> 16) << boundBits) | (truth & ((1 << boundBits) - 1))) * size
    const stop = whole[e * 2] || (honoured && recorded[row] === byLift ? 0 : barred[truth]!)
    if (stop !== 0) {
      endings[row] = stop
      continue
    }
    const asked = doubles[(p << 2) + 2]!
    const value = doubles[(p << 2) + 3]!
    let holds = barred[truth] === 0 && asked <= bounds[e + entry.room]!
    holds &&= isWithin(asked, value, bounds[e + entry.share]!)
    for (let k = 0; k < slots.length; k++) {
      const s = e + 3 + k * 4
      const scope = scopes[k]!
      const subject = scope === 'team' ? team : words[a + (scope === 'customer' ? 1 : 2)]!
      cells[k] = subject * stride[scope] + whole[s * 2]!
      const held = scope === 'customer' ? customers[cells[k]!]! : others[cells[k]!]!
      const sum = above(held, bounds[s + 1]!) + asked * own[k]! + one[k]!
      sums[k] = sum
      holds &&= sum <= bounds[s + 2]! && isWithin(sum, value, bounds[s + 3]!)
    }
    if (holds) endings[row] = granted
    else if (!settle(folding, tables, p, e, barred[truth] !== 0)) continue
    for (let k = 0; k < slots.length; k++) {
      const now = bounds[e + 4 + k * 4]! + sums[k]!
      if (scopes[k] === 'customer') customers[cells[k]!] = now
      else others[cells[k]!] = now
    }
  }
}

const isWithin = (sum: number, value: number, share: number) => share < 0 || sum <= shareOfValue(value, share)

/** What a single ask, and the first slot, may come to of the customer's value. */
function isWithinShares(
  bounds: Float64Array,
  e: number,
  asked: number,
  first: number,
  value: number,
  plainly: boolean,
): boolean {
  const single = bounds[e + 2]!
  const counted = bounds[e + 6]!
  if (!plainly) return isWithin(asked, value, single) && isWithin(first, value, counted)
  return (
    (single < 0 || asked <= (value * single) / wholeBasisPoints) &&
    (counted < 0 || first <= (value * counted) / wholeBasisPoints)
  )
}

function sharesOf({ asks }: Folding, { plan, mostShare }: Tables) {
  return {
    shares: plan.limits.some(({ share }) => share),
    plainly: isPlainShare(asks.mostValue, mostShare),
  }
}

/** By slot: what an ask adds to it is `own * factor + one`. */
const factorsOf = ({ slots, plan }: Tables) =>
  slots.map((counter) => (plan.counters[counter]?.asked === 'own' ? 1 : 0))
const onesOf = ({ slots, plan }: Tables) =>
  slots.map((counter) => (plan.counters[counter]?.asked === 'one' ? 1 : 0))
