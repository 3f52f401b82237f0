import { endingOf } from './ending.ts'
import type { History } from './history.ts'
import { settle } from './settle.ts'
import { shareOfValue } from './share.ts'
import type { Tables } from './tables.ts'
import { blockRows } from './truth.ts'

/**
 * A block of asks of one power, in the order of time. A counter is one number: the period, times more than it
 * can ever count, plus what was used in it; what is below the period's base is of an earlier one, and counts as
 * nothing. `blocked`: 1 where something that hangs on no counter stands in the way, 2 where that is a condition
 * and the ask had its lift.
 */
export type Block = {
  rows: Int32Array
  variants: Int32Array
  blocked: Uint8Array
  /** what is asked for, in what the power is counted in */
  asked: Float64Array
  /** what the first slot may come to, as a share of the customer's value */
  cap: Float64Array
  count: number
}

export type Folding = {
  history: History
  value: Float64Array | null
  state: Float64Array
  endings: Uint16Array
  silence: 'granted' | 'declined' | 'recorded'
  honoured: boolean
  /** scratch: what each slot would come to */
  sums: Float64Array
}

const granted = endingOf('granted', -1)

export function makeBlock(): Block {
  return {
    rows: new Int32Array(blockRows),
    variants: new Int32Array(blockRows),
    blocked: new Uint8Array(blockRows),
    asked: new Float64Array(blockRows),
    cap: new Float64Array(blockRows).fill(Number.POSITIVE_INFINITY),
    count: 0,
  }
}

export function fold(folding: Folding, tables: Tables, block: Block): void {
  folding.sums[sumsLength - 1] = touch(folding, tables, block)
  if (tables.shape === 'three') foldThree(folding, tables, block)
  else if (tables.shape === 'four') foldFour(folding, tables, block)
  else if (tables.shape === 'six') foldSix(folding, tables, block)
  else foldAny(folding, tables, block)
}

/** More than any mandate has counters, and one. */
export const sumsLength = 256

/**
 * Reads the cells of a block's customers ahead of the fold. Nothing waits for what is read, so that many reads
 * are on their way at once; in the fold each would wait for the verdict before it.
 */
function touch({ state, history }: Folding, { cell, stride, slots, shape }: Tables, block: Block): number {
  const { customer } = history
  const { rows, variants, count } = block
  const customers = stride.customer
  let sum = 0
  if (customers === 0) return sum
  const last = shape === 'six' || shape === 'four' ? 1 : 0
  for (let j = 0; j < count; j++) {
    const line = customer[rows[j]!]! * customers
    const o = variants[j]! * slots
    sum += state[line + cell[o]!]! + state[line + cell[o + last]!]!
  }
  return sum
}

/** What is beyond `base` in a cell, and 0 below it: without a branch, since nobody can guess which it is. */
const above = (held: number, base: number) => {
  const more = held - base
  return (more + Math.abs(more)) * 0.5
}

function foldThree(folding: Folding, tables: Tables, block: Block): void {
  const { state, endings, sums } = folding
  const { customer, agent, team } = folding.history
  const { cell, base, max, room, factor, more, stride } = tables
  const { rows, variants, blocked, asked: wanted, cap, count } = block
  const [f0, f1, f2] = [factor[0]!, factor[1]!, factor[2]!]
  const [n0, n1, n2] = [more[0]!, more[1]!, more[2]!]
  const { customer: customers, agent: agents, team: teams } = stride
  for (let j = 0; j < count; j++) {
    const i = rows[j]!
    const v = variants[j]!
    const o = v * 3
    const asked = wanted[j]!
    const c0 = customer[i]! * customers + cell[o]!
    const c1 = agent[i]! * agents + cell[o + 1]!
    const c2 = team[i]! * teams + cell[o + 2]!
    const b0 = base[o]!
    const b1 = base[o + 1]!
    const b2 = base[o + 2]!
    const s0 = above(state[c0]!, b0) + asked * f0 + n0
    const s1 = above(state[c1]!, b1) + asked * f1 + n1
    const s2 = above(state[c2]!, b2) + asked * f2 + n2
    if (
      s0 <= max[o]! &&
      s1 <= max[o + 1]! &&
      s2 <= max[o + 2]! &&
      asked <= room[v]! &&
      s0 <= cap[j]! &&
      blocked[j] === 0
    )
      endings[i] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      if (!settle(folding, tables, block, j)) continue
    }
    state[c0] = b0 + s0
    state[c1] = b1 + s1
    state[c2] = b2 + s2
  }
}

function foldFour(folding: Folding, tables: Tables, block: Block): void {
  const { state, endings, sums } = folding
  const { customer, agent, team } = folding.history
  const { cell, base, max, room, factor, more, stride } = tables
  const { rows, variants, blocked, asked: wanted, cap, count } = block
  const [f0, f1, f2, f3] = [factor[0]!, factor[1]!, factor[2]!, factor[3]!]
  const [n0, n1, n2, n3] = [more[0]!, more[1]!, more[2]!, more[3]!]
  const { customer: customers, agent: agents, team: teams } = stride
  for (let j = 0; j < count; j++) {
    const i = rows[j]!
    const v = variants[j]!
    const o = v * 4
    const asked = wanted[j]!
    const c0 = customer[i]! * customers + cell[o]!
    const c1 = customer[i]! * customers + cell[o + 1]!
    const c2 = agent[i]! * agents + cell[o + 2]!
    const c3 = team[i]! * teams + cell[o + 3]!
    const b0 = base[o]!
    const b1 = base[o + 1]!
    const b2 = base[o + 2]!
    const b3 = base[o + 3]!
    const s0 = above(state[c0]!, b0) + asked * f0 + n0
    const s1 = above(state[c1]!, b1) + asked * f1 + n1
    const s2 = above(state[c2]!, b2) + asked * f2 + n2
    const s3 = above(state[c3]!, b3) + asked * f3 + n3
    if (
      s0 <= max[o]! &&
      s1 <= max[o + 1]! &&
      s2 <= max[o + 2]! &&
      s3 <= max[o + 3]! &&
      asked <= room[v]! &&
      s0 <= cap[j]! &&
      blocked[j] === 0
    )
      endings[i] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      sums[3] = s3
      if (!settle(folding, tables, block, j)) continue
    }
    state[c0] = b0 + s0
    state[c1] = b1 + s1
    state[c2] = b2 + s2
    state[c3] = b3 + s3
  }
}

function foldSix(folding: Folding, tables: Tables, block: Block): void {
  const { state, endings, sums } = folding
  const { customer, agent, team } = folding.history
  const { cell, base, max, room, factor, more, stride } = tables
  const { rows, variants, blocked, asked: wanted, cap, count } = block
  const [f0, f1, f2, f3, f4, f5] = [factor[0]!, factor[1]!, factor[2]!, factor[3]!, factor[4]!, factor[5]!]
  const [n0, n1, n2, n3, n4, n5] = [more[0]!, more[1]!, more[2]!, more[3]!, more[4]!, more[5]!]
  const { customer: customers, agent: agents, team: teams } = stride
  for (let j = 0; j < count; j++) {
    const i = rows[j]!
    const v = variants[j]!
    const o = v * 6
    const asked = wanted[j]!
    const ofCustomer = customer[i]! * customers
    const ofAgent = agent[i]! * agents
    const ofTeam = team[i]! * teams
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
    const s0 = above(state[c0]!, b0) + asked * f0 + n0
    const s1 = above(state[c1]!, b1) + asked * f1 + n1
    const s2 = above(state[c2]!, b2) + asked * f2 + n2
    const s3 = above(state[c3]!, b3) + asked * f3 + n3
    const s4 = above(state[c4]!, b4) + asked * f4 + n4
    const s5 = above(state[c5]!, b5) + asked * f5 + n5
    if (
      s0 <= max[o]! &&
      s1 <= max[o + 1]! &&
      s2 <= max[o + 2]! &&
      s3 <= max[o + 3]! &&
      s4 <= max[o + 4]! &&
      s5 <= max[o + 5]! &&
      asked <= room[v]! &&
      s0 <= cap[j]! &&
      blocked[j] === 0
    )
      endings[i] = granted
    else {
      sums[0] = s0
      sums[1] = s1
      sums[2] = s2
      sums[3] = s3
      sums[4] = s4
      sums[5] = s5
      if (!settle(folding, tables, block, j)) continue
    }
    state[c0] = b0 + s0
    state[c1] = b1 + s1
    state[c2] = b2 + s2
    state[c3] = b3 + s3
    state[c4] = b4 + s4
    state[c5] = b5 + s5
  }
}

/** Any number of counters, each with its own share of the customer's value. */
function foldAny(folding: Folding, tables: Tables, block: Block): void {
  const { value, state, endings, sums } = folding
  const { customer, agent, team } = folding.history
  const { cell, base, max, room, factor, more, stride, slots, slotShare, counterIn, plan } = tables
  const { rows, variants, blocked, asked: wanted, count } = block
  const cells = new Int32Array(slots)
  const scopes = Array.from(counterIn, (counter) => plan.counters[counter]!.scope)
  for (let j = 0; j < count; j++) {
    const i = rows[j]!
    const v = variants[j]!
    const asked = wanted[j]!
    let holds = asked <= room[v]! && blocked[j] === 0
    for (let k = 0; k < slots; k++) {
      const o = v * slots + k
      const scope = scopes[k]
      const line =
        scope === 'customer'
          ? customer[i]! * stride.customer
          : scope === 'agent'
            ? agent[i]! * stride.agent
            : team[i]! * stride.team
      cells[k] = line + cell[o]!
      const sum = above(state[cells[k]!]!, base[o]!) + asked * factor[k]! + more[k]!
      sums[k] = sum
      if (sum > max[o]!) holds = false
      else if (slotShare[o]! >= 0 && sum > shareOfValue(value, i, slotShare[o]!)) holds = false
    }
    if (holds) endings[i] = granted
    else if (!settle(folding, tables, block, j)) continue
    for (let k = 0; k < slots; k++) state[cells[k]!] = base[v * slots + k]! + sums[k]!
  }
}
