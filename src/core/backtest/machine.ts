import type { History } from './history.ts'
import { type Exports, type Func, growMemory, instantiate, type Memory, makeMemory } from './wasm.ts'

/**
 * The memory in which a history's asks lie as the fold reads them, and the folds that were compiled over it. One for
 * a history, and for one replay at a time. All places are in bytes.
 */
export type Machine = {
  memory: Memory
  at: {
    /** by ask, two bytes: which of its power's conditions hold, each a bit. The asks themselves begin at 0 */
    truths: number
    /** by row of the history, a byte: how it was recorded */
    recorded: number
    /** by row, two bytes: its ending in the replay that now runs */
    endings: number
    /** by team, a byte: whether it is tried */
    tried: number
    /** by truths of a lane's conditions, two bytes: the ending of an ask that they bar, or 0 */
    barred: number
    /** what comes after all that stays: cells and tables */
    free: number
  }
  /** by lane: the conditions whose truths lie in the memory */
  truths: string[]
  /** by what they are for; see `kernelFor` */
  kernels: Map<string, Exports>
  /** of the replay before; see `takeCells` */
  cells: { customer: Cells; other: Cells } | null
}

/**
 * Counters of customers, or those of agents and teams. A cell holds `period * times + used`, exactly: both are whole,
 * and `used` is below `times`. Periods are counted from `from`, beyond all of the replay before, so that what that
 * one left counts as nothing and needs no sweeping.
 */
export type Cells = {
  at: number
  bytes: number
  width: 4 | 8
  times: number
  from: number
  until: number
}

/** An ask in the memory: where its parts are, and how long it is. */
export const ask = { row: 0, customer: 4, agent: 8, team: 12, code: 14, asked: 16, value: 24, bytes: 32 }

/** The most truths that a lane's asks are told apart by. */
export const mostWhens = 16
/** An address has 32 bits; the rest is left to the tables. */
export const mostBytes = 2 ** 32 - 2 ** 24

/** @returns null where the asks do not fit into what an address reaches */
export function makeMachine({ rows, teams, recorded: known }: History, asks: number): Machine | null {
  const truths = asks * ask.bytes
  const recorded = truths + asks * 2
  const endings = even(recorded + rows)
  const tried = endings + rows * 2
  const barred = even(tried + teams.length)
  const free = cacheLine(barred + 2 ** mostWhens * 2)
  if (free > mostBytes) return null
  const memory = makeMemory(free)
  new Uint8Array(memory.buffer, recorded, rows).set(known.subarray(0, rows))
  return {
    memory,
    at: { truths, recorded, endings, tried, barred, free },
    truths: [],
    kernels: new Map(),
    cells: null,
  }
}

export const cacheLine = (place: number) => Math.ceil(place / 64) * 64
const even = (place: number) => Math.ceil(place / 2) * 2

/** Folds kept for one memory; a slider needs one for each power, however often it moves. */
const mostKernels = 64

export function kernelFor({ memory, kernels }: Machine, key: string, write: () => Func[]): Exports {
  let kernel = kernels.get(key)
  if (!kernel) {
    if (kernels.size >= mostKernels) kernels.clear()
    kernel = instantiate(memory, write())
    kernels.set(key, kernel)
  }
  return kernel
}

/**
 * No replay needs its cells when it has ended: all over one history have the same, one after the other.
 * @param tables bytes that must be free behind the cells
 * @returns null where they do not fit
 */
export function takeCells(
  machine: Machine,
  wanted: Record<'customer' | 'other', Pick<Cells, 'bytes' | 'width' | 'times'> & { span: number }>,
  tables: number,
): { customer: Cells; other: Cells; end: number } | null {
  const before = machine.cells
  const room = (whose: 'customer' | 'other') => Math.max(wanted[whose].bytes, before?.[whose].bytes ?? 0)
  const otherAt = cacheLine(machine.at.free + room('customer'))
  const end = cacheLine(otherAt + room('other'))
  if (end + tables > mostBytes) return null
  growMemory(machine.memory, end + tables)
  const take = (whose: 'customer' | 'other', at: number): Cells => {
    const { width, times, span } = wanted[whose]
    const bytes = room(whose)
    const known = before?.[whose]
    const most = width === 4 ? 2 ** 31 : 2 ** 53
    const own = { at, bytes, width, times }
    if (known?.at === at && known.bytes === bytes && known.width === width && known.times === times)
      if ((known.until + span) * times < most) return { ...own, from: known.until, until: known.until + span }
    new Uint8Array(machine.memory.buffer, at, bytes).fill(0)
    return { ...own, from: 1, until: 1 + span }
  }
  machine.cells = { customer: take('customer', machine.at.free), other: take('other', otherAt) }
  return { ...machine.cells, end }
}

/** Of 64 bits, in two halves: whole numbers, and what is greater than any counter can come to. */
export function writeLong(words: Int32Array, place: number, value: number): void {
  const held = Math.min(value, beyondAll)
  const high = Math.floor(held / 2 ** 32)
  words[place >> 2] = held - high * 2 ** 32
  words[(place >> 2) + 1] = high
}

const beyondAll = 2 ** 62
