import { compileCondition } from '../mandate/compile-condition.ts'
import { type Comparison, type Condition, factsIn } from '../mandate/condition.ts'
import { type PowerKind, powerMeasure } from '../mandate/document.ts'
import { type Asks, ask } from './asks.ts'
import type { CodedFact, History } from './history.ts'
import type { Lane } from './lane.ts'
import type { PowerPlan } from './plan.ts'

/**
 * Conditions over columns. A row's truth is 0 for false, 1 for missing, 2 for true: `all` is then the least of
 * its parts, `any` the greatest, and `not` what is left to 2, exactly as `compileCondition` has it.
 * @param rows which rows: `count` of it, from the one at `from`
 */
export type Mask = (rows: Int32Array, from: number, count: number, out: Uint8Array) => void

const missing = 1
/** The most rows that a mask is asked for at once. */
const blockRows = 4096

/** @param power of the rows that it will be asked for */
function maskOf(condition: Condition, history: History, power: PowerKind): Mask {
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

/**
 * Writes into each ask what is known of it: a number that says which of the power's conditions hold. It is the combination
 * of the codes of the facts that they are about, whatever they demand of them, where those are coded and few; else each
 * condition's truth as a bit.
 * @returns by that number, which conditions hold, each a bit
 */
export function writeKnown(
  { whens, kind }: PowerPlan,
  history: History,
  lane: Lane,
  asks: Asks,
): Uint16Array {
  const combined = combinedOf(whens, history)
  if (combined) {
    const of = JSON.stringify(combined.columns.map(([name]) => name))
    if (asks.knownOf !== of) writeCodes(lane, asks, combined)
    asks.knownOf = of
    return tabulate(whens, combined)
  }
  const of = JSON.stringify(whens)
  if (asks.knownOf !== of)
    writeTruths(
      lane,
      asks,
      whens.map((when) => maskOf(when, history, kind)),
    )
  asks.knownOf = of
  return Uint16Array.from({ length: 1 << whens.length }, (_, truths) => truths)
}

function writeTruths({ rows }: Lane, { words, size }: Asks, masks: readonly Mask[]): void {
  const own = new Uint8Array(blockRows)
  masks.forEach((mask, bit) => {
    for (let from = 0; from < rows.length; from += blockRows) {
      const count = Math.min(blockRows, rows.length - from)
      mask(rows, from, count, own)
      for (let j = 0, at = from * size + ask.known; j < count; j++, at += size)
        words[at] = (bit === 0 ? 0 : words[at]!) | ((own[j]! >> 1) << bit)
    }
  })
}

/** Coded facts, and how many combinations of their codes there are. */
type Combined = { columns: [name: string, column: CodedFact][]; combinations: number }

/** So many combinations are looked through at each plan. */
const mostCombinations = 4096

/** @returns null where conditions are about others than a few coded facts */
function combinedOf(whens: readonly Condition[], { facts }: History): Combined | null {
  const columns: Combined['columns'] = []
  let combinations = 1
  for (const name of [...new Set(whens.flatMap(factsIn))].sort()) {
    const column = Object.hasOwn(facts, name) ? facts[name]! : null
    if (name === 'amount' || (column !== null && column.kind !== 'coded')) return null
    if (!column) continue
    columns.push([name, column])
    combinations *= column.values.length + 1
  }
  return combinations > mostCombinations ? null : { columns, combinations }
}

/** The first fact's code, and each next one's times as many as there are combinations of those before it. */
function writeCodes({ rows }: Lane, { words, size }: Asks, { columns }: Combined): void {
  for (let p = 0; p < rows.length; p++) {
    let code = 0
    let step = 1
    for (let c = 0; c < columns.length; c++) {
      const { codes, values } = columns[c]![1]
      code += step * codes[rows[p]!]!
      step *= values.length + 1
    }
    words[p * size + ask.known] = code
  }
}

/** By combination: which conditions hold. */
function tabulate(whens: readonly Condition[], { columns, combinations }: Combined): Uint16Array {
  const compiled = whens.map((when) => compileCondition(when, ''))
  return Uint16Array.from({ length: combinations }, (_, combination) => {
    const known: Record<string, string | number | boolean> = {}
    let rest = combination
    for (const [name, { values }] of columns) {
      const code = rest % (values.length + 1)
      rest = (rest - code) / (values.length + 1)
      if (code > 0) known[name] = values[code - 1]!
    }
    return compiled.reduce((bits, { truth }, bit) => bits | (Number(truth(known, null) === 'true') << bit), 0)
  })
}
