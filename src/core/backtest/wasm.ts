/**
 * As much of WebAssembly's binary format (core specification, version 2) as the backtest's fold is written in:
 * whole numbers, loads and stores, blocks and loops. A `Code` leaves one value, or does something.
 */
export type Code = readonly number[]
export type Type = 'i32' | 'i64'

export type Memory = { readonly buffer: ArrayBuffer; grow(pages: number): number }
export type Exports = Record<string, (...args: number[]) => number>

/** The core knows neither DOM nor Node: this is what it uses of the language's own machine. */
declare const WebAssembly: {
  Memory: new (of: { initial: number }) => Memory
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: { outside: { memory: Memory } }) => { exports: Exports }
}

export const pageBytes = 65_536

export function makeMemory(bytes: number): Memory {
  return new WebAssembly.Memory({ initial: pagesFor(bytes) })
}

/** Views over the memory made before end here. */
export function growMemory(memory: Memory, bytes: number): void {
  const more = pagesFor(bytes) - memory.buffer.byteLength / pageBytes
  if (more > 0) memory.grow(more)
}

const pagesFor = (bytes: number) => Math.ceil(bytes / pageBytes)

export type Func = { name: string; params: number; result: boolean; locals: Type[]; body: Code }

/** Parameters are of 32 bits, and so is what comes back. */
export function makeFunc(
  name: string,
  params: number,
  result: boolean,
  write: (local: (type: Type) => number) => Code,
): Func {
  const locals: Type[] = []
  const body = write((type) => params + locals.push(type) - 1)
  return { name, params, result, locals, body }
}

export function instantiate(memory: Memory, funcs: readonly Func[]): Exports {
  const section = (id: number, items: readonly Code[]) => {
    const content = [...unsigned(items.length), ...items.flat()]
    return [id, ...unsigned(content.length), ...content]
  }
  const module = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      funcs.map(({ params, result }) => [
        ...[0x60, ...unsigned(params), ...Array<number>(params).fill(types.i32)],
        ...(result ? [1, types.i32] : [0]),
      ]),
    ),
    ...section(2, [[...name('outside'), ...name('memory'), 2, 0, 0]]),
    ...section(
      3,
      funcs.map((_, f) => unsigned(f)),
    ),
    ...section(
      7,
      funcs.map((func, f) => [...name(func.name), 0, ...unsigned(f)]),
    ),
    ...section(
      10,
      funcs.map(({ locals, body }) => {
        const content = [
          ...unsigned(locals.length),
          ...locals.flatMap((type) => [1, types[type]]),
          ...body,
          end,
        ]
        return [...unsigned(content.length), ...content]
      }),
    ),
  ]
  return new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(module)), { outside: { memory } })
    .exports
}

const types = { i32: 0x7f, i64: 0x7e }
const end = 0x0b

const name = (text: string): Code => [
  ...unsigned(text.length),
  ...Array.from(text, (letter) => letter.charCodeAt(0)),
]

/** LEB128, for numbers up to 2^53. */
function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest % 128
    rest = Math.floor(rest / 128)
    bytes.push(rest > 0 ? low + 128 : low)
  } while (rest > 0)
  return bytes
}

function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (;;) {
    const low = ((rest % 128) + 128) % 128
    rest = Math.floor(rest / 128)
    const done = (rest === 0 && low < 64) || (rest === -1 && low >= 64)
    bytes.push(done ? low : low + 128)
    if (done) return bytes
  }
}

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)]
export const tee = (local: number, value: Code): Code => [...value, 0x22, ...unsigned(local)]
export const i32 = (value: number): Code => [0x41, ...signed(value | 0)]
export const i64 = (value: number): Code => [0x42, ...signed(value)]

const loading =
  (code: number) =>
  (address: Code, offset = 0): Code => [...address, code, 0, ...unsigned(offset)]
const storing =
  (code: number) =>
  (address: Code, value: Code, offset = 0): Code => [...address, ...value, code, 0, ...unsigned(offset)]
const joining =
  (code: number) =>
  (a: Code, b: Code): Code => [...a, ...b, code]

/** Of 32 bits. */
export const load = loading(0x28)
export const loadByte = loading(0x2d)
export const loadShort = loading(0x2f)
export const storeShort = storing(0x3b)
export const add = joining(0x6a)
export const multiply = joining(0x6c)
export const and = joining(0x71)
export const or = joining(0x72)
export const shiftLeft = joining(0x74)
export const isEqual = joining(0x46)
export const isBelow = joining(0x49)
export const isZero = (value: Code): Code => [...value, 0x45]

/** Of 64 bits, signed. */
export const loadLong = loading(0x29)
export const loadLongFrom32 = loading(0x34)
export const storeLong = storing(0x37)
export const storeLongIn32 = storing(0x3e)
export const addLong = joining(0x7c)
export const subtractLong = joining(0x7d)
export const multiplyLong = joining(0x7e)
export const andLong = joining(0x83)
export const xorLong = joining(0x85)
export const shiftRightLong = joining(0x87)
export const isLongBelow = joining(0x53)
export const isLongAbove = joining(0x55)
export const isLongAtMost = joining(0x57)

/** The first where the condition is not 0. Both are computed. */
export const select = (first: Code, second: Code, condition: Code): Code => [
  ...first,
  ...second,
  ...condition,
  0x1b,
]
/** What stands in it may leave it by `leave`; the innermost is 0. */
export const block = (...body: Code[]): Code => [0x02, 0x40, ...body.flat(), end]
/** Begins again at `leave`, and ends where its body does. */
export const loop = (...body: Code[]): Code => [0x03, 0x40, ...body.flat(), end]
export const when = (condition: Code, then: Code, otherwise: Code = []): Code => [
  ...[...condition, 0x04, 0x40, ...then],
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  end,
]
export const leave = (depth: number): Code => [0x0c, ...unsigned(depth)]
