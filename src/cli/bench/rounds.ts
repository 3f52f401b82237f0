import type { Line } from '../bench.ts'
import type { Cpu } from './cpu.ts'

/** What one side did in one turn. */
export type Round = {
  perSecond: number
  p99: number
  /** the processors' time for one piece of work, in ms; null where nobody measures it */
  cpu: Cpu | null
}
type ReadCpu = () => Cpu | null

/** Rounds of each side, in turn: the median of five is quoted. */
const rounds = 5

/**
 * Not counted, of each side: connections are opened, code is compiled, and each connection plans each statement some
 * times before it keeps the plan.
 */
const warmMs = 8000

/** Runs both sides in turn. */
export async function alternate(
  lanes: number,
  ours: (lane: number) => Promise<void>,
  theirs: (lane: number) => Promise<void>,
  forMs: number,
  readCpu: ReadCpu = () => null,
): Promise<{ ours: Round[]; theirs: Round[] }> {
  const sides = { ours: [] as Round[], theirs: [] as Round[] }
  for (const side of [ours, theirs]) await runRound(lanes, side, warmMs)
  for (let round = 0; round < rounds; round++) {
    sides.ours.push(await runRound(lanes, ours, forMs, readCpu))
    sides.theirs.push(await runRound(lanes, theirs, forMs, readCpu))
  }
  return sides
}

/** Each lane does its work again and again until the time is up; what is begun is finished. */
export async function runRound(
  lanes: number,
  work: (lane: number) => Promise<void>,
  forMs: number,
  readCpu: ReadCpu = () => null,
): Promise<Round> {
  const took: number[] = []
  const before = readCpu()
  const from = performance.now()
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() - from < forMs) {
        const start = performance.now()
        await work(lane)
        took.push(performance.now() - start)
      }
    }),
  )
  const seconds = (performance.now() - from) / 1000
  const after = readCpu()
  took.sort((a, b) => a - b)
  const each = (part: keyof Cpu) => (after![part] - before![part]) / took.length
  return {
    perSecond: took.length / seconds,
    p99: took[Math.floor(took.length * 0.99)] ?? 0,
    cpu: before && after && { app: each('app'), postgres: each('postgres'), asking: each('asking') },
  }
}

/** Medians of both sides, how many a second and how long the slowest took. */
export function tellRounds(
  what: string,
  withWhat: string,
  { ours, theirs }: { ours: Round[]; theirs: Round[] },
): Line[] {
  const line = (name: string, unit: string, pick: (round: Round) => number): Line => {
    const [figure, other] = [medianOf(ours.map(pick)), medianOf(theirs.map(pick))]
    return {
      what: name,
      unit,
      ours: figure,
      compared: { with: withWhat, figure: other },
      ratio: figure / other,
    }
  }
  return [
    line(what, '/s', (round) => round.perSecond),
    line('their 99th percentile', 'ms', (round) => round.p99),
  ]
}

/** What one piece of work costs in the processors' time, by whose it is; nothing where nobody measured it. */
export function tellCpu(work: string, sides: { ours: Round[]; theirs: Round[] }): Line[] {
  const median = (rounds: Round[], pick: (cpu: Cpu) => number) =>
    medianOf(rounds.flatMap(({ cpu }) => (cpu ? [pick(cpu)] : [])))
  const line = (whose: string, pick: (cpu: Cpu) => number): Line => {
    const [figure, other] = [median(sides.ours, pick), median(sides.theirs, pick)]
    return {
      what: `processors' time of ${work}, ${whose}`,
      unit: 'ms',
      ours: figure,
      compared: { with: 'bare', figure: other },
      ratio: figure / other,
    }
  }
  if (sides.ours.some(({ cpu }) => cpu === null)) return []
  return [
    line('in all', ({ app, postgres, asking }) => app + postgres + asking),
    line('the app', ({ app }) => app),
    line('PostgreSQL', ({ postgres }) => postgres),
    line('who asks', ({ asking }) => asking),
  ]
}

export function medianOf(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0
}
