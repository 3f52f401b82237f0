import { wholeBasisPoints } from '../mandate/document.ts'
import { endingOf, type ReplayOptions } from './ending.ts'
import { recordedEndings } from './history.ts'
import type { Lines } from './layout.ts'
import { ask, type Machine } from './machine.ts'
import type { Asked, LimitPlan, PowerPlan } from './plan.ts'
import { bounds, boundsAt, entry, entryBytes, slot, slotAt } from './tables.ts'
import * as w from './wasm.ts'

/** What a fold is compiled for, beside its power: all else it reads from the tables. */
export type Grounds = {
  at: Machine['at']
  tablesAt: number
  lines: Pick<Lines, 'start' | 'stride'>
  /** of a customer's cells, in bytes */
  width: 4 | 8
  /** only some teams are tried */
  tried: boolean
  options: ReplayOptions
}

/** What makes two folds the same. */
export function kernelKey({ lane, boundBits, whens, limits, counters }: PowerPlan, grounds: Grounds): string {
  const { tablesAt, lines, width, tried, options } = grounds
  return JSON.stringify([
    ...[lane, boundBits, whens.length, tablesAt, lines.start.customer, lines.stride, width, tried],
    ...[options.stretch, options.lifts],
    counters.map(({ scope, asked }) => [scope, asked]),
    limits.map(({ counter, asked, share, rule }) => [counter, asked, share, rule]),
  ])
}

const [granted, lifted, stretched, beyond, outside] = (
  ['granted', 'lifted', 'stretched', 'beyond', 'outside'] as const
).map((verdict) => endingOf(verdict, -1)) as [number, number, number, number, number]
const byLift = recordedEndings.indexOf('lift')
const bySilence = recordedEndings.indexOf('stretch')

/**
 * `fold(from, until, truths)`: asks one after the other, from one place in the memory to another, with their truths.
 * Without a branch but those that an ask's end hangs on, since nobody can guess them.
 * `touch(from, until)`: reads the cells of the same asks' customers ahead. Nothing waits for what is read, so that
 * many reads are on their way at once; in the fold each would wait for the verdict before it.
 */
export function writeKernel(plan: PowerPlan, grounds: Grounds): w.Func[] {
  return [writeFold(plan, grounds), writeTouch(grounds)]
}

function writeTouch({ lines: { start, stride }, width }: Grounds): w.Func {
  return w.makeFunc('touch', 2, true, (local) => {
    const [from, until] = [0, 1]
    const [seen, cell] = [local('i32'), local('i32')]
    const line = w.multiply(w.load(w.get(from), ask.customer), w.i32(stride.customer))
    // A line may lie across two of the cache's.
    const last = start.customer + stride.customer - width
    return [
      ...w.block(
        w.loop(
          w.when(w.isZero(w.isBelow(w.get(from), w.get(until))), w.leave(2)),
          w.set(cell, line),
          w.set(seen, w.add(w.get(seen), w.load(w.get(cell), start.customer))),
          stride.customer > width ? w.set(seen, w.add(w.get(seen), w.load(w.get(cell), last))) : [],
          w.set(from, w.add(w.get(from), w.i32(ask.bytes))),
          w.leave(0),
        ),
      ),
      ...w.get(seen),
    ]
  })
}

function writeFold(plan: PowerPlan, grounds: Grounds): w.Func {
  const { at, tablesAt, lines, width, tried, options } = grounds
  const { counters, limits, boundBits, whens, conditions } = plan
  const honoured = options.lifts === 'honoured'
  return w.makeFunc('fold', 3, false, (local) => {
    const [here, until, truths] = [0, 1, 2]
    const [known, truth, variant, blocked, ending, reached] = [
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
      local('i32'),
    ]
    const [asked, value] = [local('i64'), local('i64')]
    const cells = counters.map(() => local('i32'))
    const sums = counters.map(() => local('i64'))
    const below = local('i64')

    const row = w.load(w.get(here), ask.row)
    const end = (code: w.Code) => w.storeShort(w.multiply(row, w.i32(2)), code, at.endings)
    const isRecorded = (how: number) => w.isEqual(w.loadByte(row, at.recorded), w.i32(how))
    const read = (offset: number) => w.loadLong(w.get(variant), tablesAt + offset)
    const singly: Record<Asked, w.Code> = { own: w.get(asked), one: w.i64(1), nothing: w.i64(0) }
    /** sum * 10,000 against value * basis points: exact, and nothing is divided */
    const inParts = (sum: w.Code) => w.multiplyLong(sum, w.i64(wholeBasisPoints))
    const shareOf = (basisPoints: w.Code) => w.multiplyLong(w.get(value), basisPoints)
    const isWithinShare = (sum: w.Code, basisPoints: w.Code) =>
      w.or(w.isLongBelow(basisPoints, w.i64(0)), w.isLongAtMost(inParts(sum), shareOf(basisPoints)))

    /** What a counter would come to, where nothing of an earlier period counts. */
    const weigh = (c: number): w.Code => {
      const { scope, asked: adds } = counters[c]!
      const narrow = scope === 'customer' && width === 4
      const subject = scope === 'team' ? w.loadShort(w.get(here), ask.team) : w.load(w.get(here), ask[scope])
      const line = w.multiply(subject, w.i32(lines.stride[scope]))
      const held = (narrow ? w.loadLongFrom32 : w.loadLong)(w.get(cells[c]!))
      const used = w.andLong(w.get(below), w.xorLong(w.shiftRightLong(w.get(below), w.i64(63)), w.i64(-1)))
      return [
        ...w.set(cells[c]!, w.add(line, w.load(w.get(variant), tablesAt + slotAt(c) + slot.cell))),
        ...w.set(below, w.subtractLong(held, read(slotAt(c) + slot.base))),
        ...w.set(sums[c]!, adds === 'nothing' ? used : w.addLong(used, singly[adds])),
      ]
    }
    const keep = (c: number): w.Code => {
      const narrow = counters[c]!.scope === 'customer' && width === 4
      const sum = w.addLong(w.get(sums[c]!), read(slotAt(c) + slot.base))
      return (narrow ? w.storeLongIn32 : w.storeLong)(w.get(cells[c]!), sum)
    }
    const byCounter = (c: number): w.Code[] => {
      const own = limits.filter(({ counter }) => counter === c)
      return [
        ...(own.some(({ share }) => !share)
          ? [w.isLongAtMost(w.get(sums[c]!), read(slotAt(c) + slot.max))]
          : []),
        ...(own.some(({ share }) => share)
          ? [isWithinShare(w.get(sums[c]!), read(slotAt(c) + slot.share))]
          : []),
      ]
    }
    const single = ({ counter }: LimitPlan) => counter < 0 || counters[counter]!.scope === 'agent'
    const holds = [
      ...(limits.some((limit) => single(limit)) ? [w.isLongAtMost(w.get(asked), read(entry.room))] : []),
      ...(limits.some((limit) => single(limit) && limit.share)
        ? [isWithinShare(w.get(asked), read(entry.share))]
        : []),
      ...counters.flatMap((_, c) => byCounter(c)),
      ...(conditions.length > 0 && honoured ? [w.isZero(w.get(blocked))] : []),
    ].reduce<w.Code>((all, one) => (all.length === 0 ? one : w.and(all, one)), [])

    /** What a limit is held against: of an agent whom nobody recorded, the ask alone. */
    const sumOf = ({ counter, asked: adds }: LimitPlan): w.Code => {
      if (counter < 0) return singly[adds]
      if (counters[counter]!.scope !== 'agent') return w.get(sums[counter]!)
      const agentKnown = w.and(w.loadShort(w.get(here), ask.code), w.i32(1))
      return w.select(w.get(sums[counter]!), singly[adds], agentKnown)
    }
    /** @param depth of what is to be left where the ask does not stand */
    const settle = (depth: number): w.Code => [
      // From the last to the first: the first that stands in the way is what remains.
      ...w.set(ending, w.i32(0)),
      ...limits.toReversed().flatMap((limit) => {
        const max = read(boundsAt(plan, limits.indexOf(limit)) + bounds.max)
        const isOver = limit.share
          ? w.isLongAbove(inParts(sumOf(limit)), shareOf(max))
          : w.isLongAbove(sumOf(limit), max)
        return w.set(ending, w.select(w.i32(8 * (limit.rule + 1)), w.get(ending), isOver))
      }),
      ...w.set(
        reached,
        limits
          .map((limit, l) => {
            const stretch = read(boundsAt(plan, l) + bounds.stretch)
            return limit.share
              ? w.isLongAtMost(inParts(sumOf(limit)), shareOf(stretch))
              : w.isLongAtMost(sumOf(limit), stretch)
          })
          .reduce<w.Code>(w.and, w.i32(1)),
      ),
      ...end(w.add(w.get(ending), w.select(w.i32(stretched), w.i32(beyond), w.get(reached)))),
      // Whether it stands nevertheless, and so uses up its budgets.
      ...(options.stretch === 'granted'
        ? w.when(w.isZero(w.get(reached)), w.leave(depth + 1))
        : options.stretch === 'recorded'
          ? w.when(w.isZero(w.and(w.get(reached), isRecorded(bySilence))), w.leave(depth + 1))
          : w.leave(depth)),
    ]
    const beyondLimits = honoured
      ? w.when(
          conditions.length > 0 ? w.or(w.get(blocked), isRecorded(byLift)) : isRecorded(byLift),
          end(w.i32(lifted)),
          settle(2),
        )
      : settle(1)
    const one: w.Code = [
      ...(tried
        ? w.when(w.isZero(w.loadByte(w.loadShort(w.get(here), ask.team), at.tried)), [
            ...end(w.i32(outside)),
            ...w.leave(1),
          ])
        : []),
      ...(whens.length > 0 ? w.set(truth, w.loadShort(w.get(truths))) : []),
      ...w.set(
        variant,
        w.multiply(
          whens.length > 0 && boundBits > 0
            ? w.or(
                w.shiftLeft(w.loadShort(w.get(here), ask.code), w.i32(boundBits)),
                w.and(w.get(truth), w.i32((1 << boundBits) - 1)),
              )
            : w.loadShort(w.get(here), ask.code),
          w.i32(entryBytes(plan)),
        ),
      ),
      ...w.when(w.tee(known, w.load(w.get(variant), tablesAt + entry.gate)), [
        ...end(w.get(known)),
        ...w.leave(1),
      ]),
      ...(conditions.length > 0 ? barring() : []),
      ...w.set(asked, w.loadLong(w.get(here), ask.asked)),
      ...w.set(value, w.loadLong(w.get(here), ask.value)),
      ...counters.flatMap((_, c) => weigh(c)),
      ...(holds.length === 0 ? end(w.i32(granted)) : w.when(holds, end(w.i32(granted)), beyondLimits)),
      ...counters.flatMap((_, c) => keep(c)),
    ]
    function barring(): w.Code {
      const stop = [...end(w.get(known)), ...w.leave(honoured ? 2 : 1)]
      const barred = w.loadShort(w.multiply(w.get(truth), w.i32(2)), at.barred)
      if (!honoured) return w.when(w.tee(known, barred), stop)
      return [
        ...w.set(blocked, w.tee(known, barred)),
        ...w.when(w.get(blocked), w.when(w.isZero(isRecorded(byLift)), stop)),
      ]
    }
    return w.block(
      w.loop(
        w.when(w.isZero(w.isBelow(w.get(here), w.get(until))), w.leave(2)),
        w.block(one),
        w.set(here, w.add(w.get(here), w.i32(ask.bytes))),
        w.set(truths, w.add(w.get(truths), w.i32(2))),
        w.leave(0),
      ),
    )
  })
}
