import { compileCondition } from '../mandate/compile-condition.ts'
import type { Comparison, Condition } from '../mandate/condition.ts'
import { type PowerKind, powerMeasure } from '../mandate/document.ts'
import type { History } from './history.ts'

/**
 * Conditions over columns. A row's truth is 0 for false, 1 for missing, 2 for true: `all` is then the least of
 * its parts, `any` the greatest, and `not` what is left to 2, exactly as `compileCondition` has it.
 * @param rows which rows: `count` of it, from the one at `from`
 */
export type Mask = (rows: Int32Array, from: number, count: number, out: Uint8Array) => void

const missing = 1
/** The most rows that a mask is asked for at once. */
export const blockRows = 4096

/** @param power of the rows that it will be asked for */
export function maskOf(condition: Condition, history: History, power: PowerKind): Mask {
  if ('not' in condition) {
    const part = maskOf(condition.not, history, power)
    return (rows, from, count, out) => {
      part(rows, from, count, out)
      for (let j = 0; j < count; j++) out[j] = 2 - out[j]!
    }
  }
  if ('all' in condition || 'any' in condition) {
    const all = 'all' in condition
    const parts = (all ? condition.all : condition.any).map((part) => maskOf(part, history, power))
    const own = new Uint8Array(blockRows)
    return (rows, from, count, out) => {
      if (parts.length === 0) out.fill(all ? 2 : 0, 0, count)
      parts.forEach((part, p) => {
        part(rows, from, count, p === 0 ? out : own)
        if (p === 0) return
        if (all) keepLeast(out, own, count)
        else keepGreatest(out, own, count)
      })
    }
  }
  const nobodyKnows: Mask = (_rows, _from, count, out) => {
    out.fill(missing, 0, count)
  }
  const { fact } = condition
  if (fact === 'amount') {
    if (!('minor' in condition) || powerMeasure[power] !== 'money') return nobodyKnows
    return compareMoney(history, history.amount, condition)
  }
  const column = Object.hasOwn(history.facts, fact) ? history.facts[fact]! : null
  if (column === null) return nobodyKnows
  if (column.kind === 'money')
    return 'minor' in condition ? compareMoney(history, column.numbers, condition) : nobodyKnows
  const compiled = compileCondition(condition, '')
  const truthOf = (value: number | string | boolean | null) => {
    const truth = compiled.truth(value === null ? {} : { [fact]: value }, null)
    return truth === 'true' ? 2 : truth === 'missing' ? missing : 0
  }
  if (column.kind === 'coded') {
    const truths = Uint8Array.from([null, ...column.values], truthOf)
    const { codes } = column
    return (rows, from, count, out) => {
      for (let j = 0; j < count; j++) out[j] = truths[codes[rows[from + j]!]!]!
    }
  }
  const { numbers } = column
  return (rows, from, count, out) => {
    for (let j = 0; j < count; j++) {
      const value = numbers[rows[from + j]!]!
      out[j] = truthOf(Number.isNaN(value) ? null : value)
    }
  }
}

function compareMoney(
  { currencies, currency }: History,
  known: Float64Array,
  { is, minor }: { is: Comparison; minor: Record<string, number> },
): Mask {
  const bounds = Float64Array.from(currencies, (code) =>
    Object.hasOwn(minor, code) && Number.isSafeInteger(minor[code]) ? minor[code]! : Number.NaN,
  )
  // Each comparison is of two numbers: above, equal, below; and NaN on either side is missing.
  const [above, equal, below] = [
    is === 'at_least' || is === 'more_than' ? 2 : 0,
    is === 'at_least' || is === 'at_most' || is === 'equal' ? 2 : 0,
    is === 'at_most' || is === 'less_than' ? 2 : 0,
  ]
  return (rows, from, count, out) => {
    for (let j = 0; j < count; j++) {
      const i = rows[from + j]!
      const value = known[i]!
      const bound = bounds[currency[i]!]!
      out[j] = value > bound ? above : value < bound ? below : value === bound ? equal : missing
    }
  }
}

function keepLeast(out: Uint8Array, other: Uint8Array, count: number): void {
  for (let j = 0; j < count; j++) if (other[j]! < out[j]!) out[j] = other[j]!
}

function keepGreatest(out: Uint8Array, other: Uint8Array, count: number): void {
  for (let j = 0; j < count; j++) if (other[j]! > out[j]!) out[j] = other[j]!
}

/** @param bits of a lane's asks, each condition one: written from one position to another, by its masks */
export function writeTruths(
  masks: readonly Mask[],
  rows: Int32Array,
  from: number,
  until: number,
  bits: Uint16Array,
): void {
  const count = until - from
  masks.forEach((mask, bit) => {
    mask(rows, from, count, scratch)
    if (bit === 0) for (let j = 0; j < count; j++) bits[from + j] = scratch[j]! >> 1
    else for (let j = 0; j < count; j++) bits[from + j]! |= (scratch[j]! >> 1) << bit
  })
}

const scratch = new Uint8Array(blockRows)
