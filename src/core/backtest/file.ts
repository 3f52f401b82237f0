import { levels, powerKinds } from '../mandate/document.ts'
import { type FactColumn, type History, type HistorySchema, recordedEndings } from './history.ts'

/**
 * The history as a file: `CBHIST` and two digits of version, a length (uint32), a header of so many bytes (JSON
 * in ASCII: dictionaries, and a directory of the columns), then each column at a multiple of 8 bytes. Little
 * endian throughout. A column is kept in the narrowest form that holds all its values.
 */
const magic = 'CBHIST01'
const start = 12

const forms = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array }
type Form = keyof typeof forms

/**
 * How a column lies in the file. What is read is `base + value`, or NaN for 0 when `missing`; `steps`: each
 * value is the difference to the one before. A column that is not `at` anything holds `base` in every row.
 */
type Entry = { form: Form; at: number | null; base: number; steps?: true; missing?: true }
type FactEntry = Entry & { kind: FactColumn['kind']; values?: (string | number | boolean)[] }
type Header = HistorySchema & { columns: Record<string, Entry>; known: Record<string, FactEntry> }

/** What is wrong with a file, so that its reader can ask for it anew. */
export class DamagedHistory extends Error {}

type Numbers = Float64Array | Int32Array | Uint16Array | Uint8Array
const columnKinds = {
  at: Float64Array,
  customer: Int32Array,
  agent: Int32Array,
  team: Uint16Array,
  power: Uint8Array,
  currency: Uint8Array,
  amount: Float64Array,
  days: Int32Array,
  level: Uint8Array,
  recorded: Uint8Array,
  mandate: Uint16Array,
  contact: Int32Array,
} as const
type ColumnName = keyof typeof columnKinds
const columnNames = Object.keys(columnKinds) as ColumnName[]

export function encodeHistory(history: History): Uint8Array {
  const { rows, customers, agents, teams, currencies, mandates } = history
  const parts: { at: number; bytes: Uint8Array }[] = []
  let end = 0
  const lay = (numbers: Numbers): Entry => {
    const { entry, packed } = pack(numbers)
    if (!packed) return entry
    const at = end
    parts.push({ at, bytes: new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength) })
    end = aligned(end + packed.byteLength)
    return { ...entry, at }
  }
  const header: Header = {
    rows,
    customers,
    agents,
    teams,
    currencies,
    mandates,
    columns: Object.fromEntries(columnNames.map((name) => [name, lay(history[name])])),
    known: Object.fromEntries(
      Object.entries(history.facts).map(([name, fact]): [string, FactEntry] =>
        fact.kind === 'coded'
          ? [name, { ...lay(fact.codes), kind: fact.kind, values: fact.values }]
          : [name, { ...lay(fact.numbers), kind: fact.kind }],
      ),
    ),
  }
  // Columns are told from the end of the header, whose length is not known before it is written.
  const text = JSON.stringify(header).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const first = aligned(start + text.length)
  const file = new Uint8Array(first + end)
  for (let i = 0; i < magic.length; i++) file[i] = magic.charCodeAt(i)
  new DataView(file.buffer).setUint32(magic.length, text.length, true)
  for (let i = 0; i < text.length; i++) file[start + i] = text.charCodeAt(i)
  for (const { at, bytes } of parts) file.set(bytes, first + at)
  return file
}

/** @throws DamagedHistory where the bytes are not what `encodeHistory` wrote */
export function decodeHistory(file: Uint8Array): History {
  const { header, first } = readHeader(file)
  const { rows, columns, known, ...dictionaries } = header
  const read = (entry: Entry, name: string, into: Numbers) => {
    unpack(entry, columnBytes(file, first, entry, rows, name), into, name)
    return into
  }
  const history = { rows, ...dictionaries, facts: {} } as unknown as History
  for (const name of columnNames) {
    const entry = columns[name]
    if (!entry) throw new DamagedHistory(`The column ${name} is missing.`)
    Object.assign(history, { [name]: read(entry, name, new columnKinds[name](rows)) })
  }
  for (const [name, { kind, values = [], ...entry }] of Object.entries(known)) {
    if (kind === 'coded') {
      const codes = read(entry, name, new Uint16Array(rows)) as Uint16Array
      history.facts[name] = { kind, codes, values }
    } else if (kind === 'number' || kind === 'money')
      history.facts[name] = { kind, numbers: read(entry, name, new Float64Array(rows)) as Float64Array }
    else throw new DamagedHistory(`The fact ${name} is of a kind that nobody knows: ${String(kind)}.`)
  }
  checkHistory(history)
  return history
}

function readHeader(file: Uint8Array): { header: Header; first: number } {
  const begins = String.fromCharCode(...file.subarray(0, magic.length))
  if (begins.slice(0, 6) !== magic.slice(0, 6)) throw new DamagedHistory('This is no file of past asks.')
  if (begins !== magic)
    throw new DamagedHistory(`The file is of version ${begins.slice(6)}, and this reads ${magic.slice(6)}.`)
  if (file.length < start) throw new DamagedHistory('The file ends before its header.')
  const length = new DataView(file.buffer, file.byteOffset).getUint32(magic.length, true)
  if (start + length > file.length) throw new DamagedHistory('The file ends within its header.')
  let text = ''
  for (let i = start; i < start + length; i += 8192)
    text += String.fromCharCode(...file.subarray(i, Math.min(i + 8192, start + length)))
  let header: Header
  try {
    header = JSON.parse(text) as Header
  } catch {
    throw new DamagedHistory('The header of the file can not be read.')
  }
  const counts = [header?.rows, header?.customers, header?.agents]
  if (!counts.every((count) => Number.isInteger(count) && count >= 0 && count < 2 ** 31))
    throw new DamagedHistory('The header of the file does not say how many rows it has.')
  const lists = [header.teams, header.currencies, header.mandates]
  const tables = [header.columns, header.known]
  if (!lists.every(Array.isArray) || !tables.every((table) => table && typeof table === 'object'))
    throw new DamagedHistory('The header of the file lacks its lists.')
  return { header, first: aligned(start + length) }
}

function columnBytes(
  file: Uint8Array,
  first: number,
  { form, at }: Entry,
  rows: number,
  name: string,
): InstanceType<(typeof forms)[Form]> | null {
  if (at === null) return null
  const kind = Object.hasOwn(forms, form) ? forms[form] : undefined
  if (!kind) throw new DamagedHistory(`The column ${name} is in a form that nobody knows: ${form}.`)
  const [from, length] = [first + at, rows * kind.BYTES_PER_ELEMENT]
  if (!Number.isInteger(at) || at < 0 || at % 8 !== 0 || from + length > file.length)
    throw new DamagedHistory(`The file ends within its column ${name}.`)
  const offset = file.byteOffset + from
  // Where the file itself does not begin at a multiple of 8, its bytes are copied to where they may be read.
  return offset % kind.BYTES_PER_ELEMENT === 0
    ? new kind(file.buffer as ArrayBuffer, offset, rows)
    : new kind(file.slice(from, from + length).buffer, 0, rows)
}

function unpack(entry: Entry, packed: ReturnType<typeof columnBytes>, into: Numbers, name: string): void {
  const { base, steps, missing } = entry
  if (typeof base !== 'number') throw new DamagedHistory(`The column ${name} has no base.`)
  if (!packed) into.fill(base)
  else if (steps) {
    let value = base
    for (let i = 0; i < into.length; i++) into[i] = value += packed[i]!
  } else if (missing) {
    for (let i = 0; i < into.length; i++) into[i] = packed[i] === 0 ? Number.NaN : base + packed[i]!
  } else for (let i = 0; i < into.length; i++) into[i] = base + packed[i]!
}

/** @throws DamagedHistory where a row points to what is not there, or time goes back */
function checkHistory(history: History): void {
  const below = (name: string, column: Numbers, end: number) => {
    for (let i = 0; i < column.length; i++)
      if (column[i]! >= end || column[i]! < 0)
        throw new DamagedHistory(`Row ${i + 1}: the ${name} ${column[i]} is not below ${end}.`)
  }
  below('customer', history.customer, history.customers)
  below('agent', history.agent, history.agents + 1)
  below('team', history.team, history.teams.length)
  below('power', history.power, powerKinds.length)
  below('currency', history.currency, history.currencies.length)
  below('level', history.level, levels.length)
  below('recorded ending', history.recorded, recordedEndings.length)
  below('mandate version', history.mandate, history.mandates.length + 1)
  for (const [name, fact] of Object.entries(history.facts))
    if (fact.kind === 'coded') below(`code of ${name}`, fact.codes, fact.values.length + 1)
  const { at } = history
  for (let i = 0; i < at.length; i++)
    if (!(at[i]! >= (at[i - 1] ?? Number.NEGATIVE_INFINITY)))
      throw new DamagedHistory(`Row ${i + 1} is earlier than the row before.`)
}

function pack(numbers: Numbers): { entry: Entry; packed: InstanceType<(typeof forms)[Form]> | null } {
  let [low, high, step] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  let [missing, rising] = [false, true]
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i]!
    if (Number.isNaN(value)) {
      missing = true
      continue
    }
    if (value < low) low = value
    if (value > high) high = value
    const more = i === 0 ? 0 : value - numbers[i - 1]!
    if (more >= 0) step = Math.max(step, more)
    else rising = false
  }
  if (low === high && !missing) return { entry: { form: 'u8', at: null, base: low }, packed: null }
  // no value at all: 0 rows, or a zero, which is a missing one, in each
  if (low > high)
    return { entry: { form: 'u8', at: 0, base: 0, missing: true }, packed: new Uint8Array(numbers.length) }
  const form = narrowest(high - low + 1)
  const byStep = narrowest(step)
  if (rising && !missing && numbers.length > 0 && width(byStep) < width(form)) {
    const packed = new forms[byStep](numbers.length)
    for (let i = 1; i < packed.length; i++) packed[i] = numbers[i]! - numbers[i - 1]!
    return { entry: { form: byStep, at: 0, base: numbers[0]!, steps: true }, packed }
  }
  if (form === 'f64') return { entry: { form, at: 0, base: 0 }, packed: Float64Array.from(numbers) }
  const base = missing ? low - 1 : low
  const packed = new forms[form](numbers.length)
  for (let i = 0; i < packed.length; i++) packed[i] = Number.isNaN(numbers[i]!) ? 0 : numbers[i]! - base
  return { entry: { form, at: 0, base, ...(missing ? { missing } : {}) }, packed }
}

const width = (form: Form) => forms[form].BYTES_PER_ELEMENT
const narrowest = (high: number): Form =>
  high < 2 ** 8 ? 'u8' : high < 2 ** 16 ? 'u16' : high < 2 ** 32 ? 'u32' : 'f64'
const aligned = (length: number) => Math.ceil(length / 8) * 8
