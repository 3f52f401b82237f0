import { createHash } from 'node:crypto'

/** Chance that is the same each time: the demo world of one moment is one world, to the last id. */
export type Random = {
  uuid(): string
  hex(bytes: number): string
  /** 0 (included) to 1 (not included) */
  unit(): number
  /** an integer from low to high, both included */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  shuffle<T>(items: readonly T[]): T[]
  /** normally distributed, mean 0, deviation 1 */
  normal(): number
}

/** A stream of its own for each name, so that a change in one part of the world leaves the others as they were. */
export function randomOf(...name: (string | number)[]): Random {
  const seed = `cartabianca demo world\n${name.join('\n')}`
  let block = Buffer.alloc(0)
  let at = 0
  let blocks = 0
  const take = (bytes: number): Buffer => {
    while (block.length - at < bytes) {
      const next = createHash('sha256').update(`${seed}\n${blocks++}`).digest()
      block = Buffer.concat([block.subarray(at), next])
      at = 0
    }
    at += bytes
    return block.subarray(at - bytes, at)
  }
  const unit = () => take(6).readUIntBE(0, 6) / 2 ** 48
  const between = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1))
  return {
    uuid() {
      const bytes = Buffer.from(take(16))
      // RFC 9562: version 4, variant 10
      bytes[6] = (bytes[6]! & 0x0f) | 0x40
      bytes[8] = (bytes[8]! & 0x3f) | 0x80
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    },
    hex: (bytes) => take(bytes).toString('hex'),
    unit,
    between,
    chance: (probability) => unit() < probability,
    pick: (items) => items[between(0, items.length - 1)]!,
    shuffle(items) {
      const shuffled = [...items]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = between(0, i)
        ;[shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!]
      }
      return shuffled
    },
    // Box and Muller 1958
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
  }
}

/** The id of a thing of the demo world that has a name of its own. */
export function idOf(...name: (string | number)[]): string {
  return randomOf('id', ...name).uuid()
}
