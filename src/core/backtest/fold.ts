import { endingOf } from './ending.ts'
import type { Lane } from './lane.ts'
import type { Asked } from './plan.ts'
import { settle } from './settle.ts'
import { shareOfValue } from './share.ts'
import type { Tables } from './tables.ts'
import { blockRows } from './truth.ts'

/**
 * A block of asks of one power, in the order of time. A counter is one number: the period, times more than it
 * can ever count, plus what was used in it; what is below the period's base is of an earlier one, and counts as
 * nothing.
 */
export type Block = {
  /** positions in the lane, rising */
  at: Int32Array
  /** where the customer's cells begin, from the start of the scope's */
  line: Int32Array
  variants: Int32Array
  /** 1: a condition stands in the way, and the ask had its lift */
  blocked: Uint8Array
  /** what is asked for, in what the power is counted in */
  asked: Float64Array
  /** what the first slot may come to; below 0 where something that hangs on no counter stands in the way */
  cap: Float64Array
  count: number
}

export type Folding = {
  lane: Lane
  customers: Float64Array | Int32Array
  others: Float64Array
  endings: Uint16Array
  silence: 'granted' | 'declined' | 'recorded'
  honoured: boolean
  sums: Sums
  /** of no use: it keeps the reads of `touch` from being left out */
  touched: number
}

/** Scratch: what each slot would come to; then what a single ask comes to, see `sumOf`. */
export type Sums = Float64Array

/** Where among the sums what a single ask asks for is: nothing, one, or what its power is counted in. */
export const sumOf: Record<Asked, number> = { nothing: 253, one: 254, own: 255 }

export function makeSums(): Sums {
  const sums = new Float64Array(256)
  sums[sumOf.one] = 1
  return sums
}

const granted = endingOf('granted', -1)

export function makeBlock(): Block {
  return {
    at: new Int32Array(blockRows),
    line: new Int32Array(blockRows),
    variants: new Int32Array(blockRows),
    blocked: new Uint8Array(blockRows),
    asked: new Float64Array(blockRows),
    cap: new Float64Array(blockRows),
    count: 0,
  }
}

export function fold(folding: Folding, tables: Tables, block: Block): void {
  folding.touched = touch(folding, tables, block)
  if (tables.shape === 'three') foldThree(folding, tables, block)
  else if (tables.shape === 'four') foldFour(folding, tables, block)
  else if (tables.shape === 'six') foldSix(folding, tables, block)
  else foldAny(folding, tables, block)
}

/**
 * Reads the cells of a block's customers ahead of the fold. Nothing waits for what is read, so that many reads
 * are on their way at once; in the fold each would wait for the verdict before it.
 */
function touch({ customers }: Folding, { cell, stride, slots, shape }: Tables, block: Block): number {
  const { line, variants, count } = block
  let sum = 0
  if (stride.customer === 0) return sum
  const last = shape === 'six' || shape === 'four' ? 1 : 0
  for (let j = 0; j < count; j++) {
    const o = Math.imul(variants[j]!, slots)
    sum += customers[line[j]! + cell[o]!]! + customers[line[j]! + cell[o + last]!]!
  }
  return sum
}

/** What is beyond `base` in a cell, and 0 below it: without a branch, since nobody can guess which it is. */
const above = (held: number, base: number) => {
  const more = held - base
  return (more + Math.abs(more)) * 0.5
}

function foldThree(folding: Folding, tables: Tables, block: Block): void {
  const { customers, others, endings, sums } = folding
  const { rows, agent, team } = folding.lane
  const { cell, base, max, factor, more, stride } = tables
  const { at, line, variants, asked: wanted, cap, count } = block
  const [f0, f1, f2] = [factor[0]!, factor[1]!, factor[2]!]
  const [n0, n1, n2] = [more[0]!, more[1]!, more[2]!]
  const { agent: agents, team: teams } = stride
  for (let j = 0; j < count; j++) {
    const p = at[j]!
    const v = variants[j]!
    const o = Math.imul(v, 3)
    const asked = wanted[j]!
    const c0 = line[j]! + cell[o]!
    const c1 = Math.imul(agent[p]!, agents) + cell[o + 1]!
    const c2 = Math.imul(team[p]!, teams) + cell[o + 2]!
    const b0 = base[o]!
    const b1 = base[o + 1]!
    const b2 = base[o + 2]!
    const s0 = above(customers[c0]!, b0) + asked * f0 + n0
    const s1 = above(others[c1]!, b1) + asked * f1 + n1
    const s2 = above(others[c2]!, b2) + asked * f2 + n2
    if (s0 <= cap[j]! && s1 <= max[o + 1]! && s2 <= max[o + 2]!) endings[rows[p]!] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      if (!settle(folding, tables, block, j)) continue
    }
    customers[c0] = b0 + s0
    others[c1] = b1 + s1
    others[c2] = b2 + s2
  }
}

function foldFour(folding: Folding, tables: Tables, block: Block): void {
  const { customers, others, endings, sums } = folding
  const { rows, agent, team } = folding.lane
  const { cell, base, max, factor, more, stride } = tables
  const { at, line, variants, asked: wanted, cap, count } = block
  const [f0, f1, f2, f3] = [factor[0]!, factor[1]!, factor[2]!, factor[3]!]
  const [n0, n1, n2, n3] = [more[0]!, more[1]!, more[2]!, more[3]!]
  const { agent: agents, team: teams } = stride
  for (let j = 0; j < count; j++) {
    const p = at[j]!
    const v = variants[j]!
    const o = Math.imul(v, 4)
    const asked = wanted[j]!
    const c0 = line[j]! + cell[o]!
    const c1 = line[j]! + cell[o + 1]!
    const c2 = Math.imul(agent[p]!, agents) + cell[o + 2]!
    const c3 = Math.imul(team[p]!, teams) + cell[o + 3]!
    const b0 = base[o]!
    const b1 = base[o + 1]!
    const b2 = base[o + 2]!
    const b3 = base[o + 3]!
    const s0 = above(customers[c0]!, b0) + asked * f0 + n0
    const s1 = above(customers[c1]!, b1) + asked * f1 + n1
    const s2 = above(others[c2]!, b2) + asked * f2 + n2
    const s3 = above(others[c3]!, b3) + asked * f3 + n3
    if (s0 <= cap[j]! && s1 <= max[o + 1]! && s2 <= max[o + 2]! && s3 <= max[o + 3]!)
      endings[rows[p]!] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      sums[3] = s3
      if (!settle(folding, tables, block, j)) continue
    }
    customers[c0] = b0 + s0
    customers[c1] = b1 + s1
    others[c2] = b2 + s2
    others[c3] = b3 + s3
  }
}

function foldSix(folding: Folding, tables: Tables, block: Block): void {
  const { customers, others, endings, sums } = folding
  const { rows, agent, team } = folding.lane
  const { cell, base, max, factor, more, stride } = tables
  const { at, line, variants, asked: wanted, cap, count } = block
  const [f0, f1, f2, f3, f4, f5] = [factor[0]!, factor[1]!, factor[2]!, factor[3]!, factor[4]!, factor[5]!]
  const [n0, n1, n2, n3, n4, n5] = [more[0]!, more[1]!, more[2]!, more[3]!, more[4]!, more[5]!]
  const { agent: agents, team: teams } = stride
  for (let j = 0; j < count; j++) {
    const p = at[j]!
    const v = variants[j]!
    const o = Math.imul(v, 6)
    const asked = wanted[j]!
    const ofCustomer = line[j]!
    const ofAgent = Math.imul(agent[p]!, agents)
    const ofTeam = Math.imul(team[p]!, teams)
    const c0 = ofCustomer + cell[o]!
    const c1 = ofCustomer + cell[o + 1]!
    const c2 = ofAgent + cell[o + 2]!
    const c3 = ofAgent + cell[o + 3]!
    const c4 = ofTeam + cell[o + 4]!
    const c5 = ofTeam + cell[o + 5]!
    const b0 = base[o]!
    const b1 = base[o + 1]!
    const b2 = base[o + 2]!
    const b3 = base[o + 3]!
    const b4 = base[o + 4]!
    const b5 = base[o + 5]!
    const s0 = above(customers[c0]!, b0) + asked * f0 + n0
    const s1 = above(customers[c1]!, b1) + asked * f1 + n1
    const s2 = above(others[c2]!, b2) + asked * f2 + n2
    const s3 = above(others[c3]!, b3) + asked * f3 + n3
    const s4 = above(others[c4]!, b4) + asked * f4 + n4
    const s5 = above(others[c5]!, b5) + asked * f5 + n5
    if (
      s0 <= cap[j]! &&
      s1 <= max[o + 1]! &&
      s2 <= max[o + 2]! &&
      s3 <= max[o + 3]! &&
      s4 <= max[o + 4]! &&
      s5 <= max[o + 5]!
    )
      endings[rows[p]!] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      sums[3] = s3
      sums[4] = s4
      sums[5] = s5
      if (!settle(folding, tables, block, j)) continue
    }
    customers[c0] = b0 + s0
    customers[c1] = b1 + s1
    others[c2] = b2 + s2
    others[c3] = b3 + s3
    others[c4] = b4 + s4
    others[c5] = b5 + s5
  }
}

/** Any number of counters, each with its own share of the customer's value. */
function foldAny(folding: Folding, tables: Tables, block: Block): void {
  const { customers, others, endings, sums } = folding
  const { rows, agent, team, value } = folding.lane
  const { cell, base, max, factor, more, stride, slots, slotShare, counterIn, plan } = tables
  const { at, line, variants, asked: wanted, cap, count } = block
  const cells = new Int32Array(slots)
  const scopes = Array.from(counterIn, (counter) => plan.counters[counter]!.scope)
  for (let j = 0; j < count; j++) {
    const p = at[j]!
    const v = variants[j]!
    const asked = wanted[j]!
    let holds = cap[j]! >= 0
    for (let k = 0; k < slots; k++) {
      const o = v * slots + k
      const scope = scopes[k]
      const start =
        scope === 'customer'
          ? line[j]!
          : scope === 'agent'
            ? Math.imul(agent[p]!, stride.agent)
            : Math.imul(team[p]!, stride.team)
      cells[k] = start + cell[o]!
      const sum =
        above(scope === 'customer' ? customers[cells[k]!]! : others[cells[k]!]!, base[o]!) +
        asked * factor[k]! +
        more[k]!
      sums[k] = sum
      if (sum > max[o]!) holds = false
      else if (slotShare[o]! >= 0 && sum > shareOfValue(value[p]!, slotShare[o]!)) holds = false
    }
    if (holds) endings[rows[p]!] = granted
    else if (!settle(folding, tables, block, j)) continue
    for (let k = 0; k < slots; k++) {
      const held = base[v * slots + k]! + sums[k]!
      if (scopes[k] === 'customer') customers[cells[k]!] = held
      else others[cells[k]!] = held
    }
  }
}
