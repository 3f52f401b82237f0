import type { Bound, Limit, MandateDocument, PowerKind } from '../../core/mandate/document.ts'
import { wholeBasisPoints } from '../../core/mandate/document.ts'

/** One bound that can be moved. */
export type Movable = {
  power: PowerKind
  limit: Limit
  /** a currency, or `any` */
  key: string
  bound: Bound
  /** from 0 to this, in these steps */
  top: number
  step: number
}

/** The bounds of a power as it was written, with how far each can be tried. */
export function movablesOf(written: MandateDocument, power: PowerKind): Movable[] {
  const limits = written.powers.find(({ kind }) => kind === power)?.limits ?? []
  return limits.flatMap((limit) =>
    Object.entries(limit.bounds).map(([key, bound]): Movable => {
      if (limit.measure === 'value_share')
        return { power, limit, key, bound, top: wholeBasisPoints, step: 100 }
      const reach = Math.max(4, bound.max) * 3
      const step = limit.measure === 'money' ? niceStep(reach / 60) : 1
      return { power, limit, key, bound, top: Math.ceil(reach / step) * step, step }
    }),
  )
}

/**
 * The document with one bound moved. The stretch goes along in the proportion in which it was written; levels keep
 * their order: a trainee's bounds are cut to the new limit, a senior's raised to it.
 */
export function moveBound(
  document: MandateDocument,
  { power, limit, key, bound: written }: Movable,
  max: number,
): MandateDocument {
  const raised = written.max > 0 ? Math.round((max * written.stretch) / written.max) : max
  const most = limit.measure === 'value_share' ? wholeBasisPoints : Number.MAX_SAFE_INTEGER
  const bound: Bound = { max, stretch: Math.min(most, Math.max(max, raised)) }
  const move = (one: Limit): Limit => {
    if (one.id !== limit.id) return one
    const moved: Limit = { ...one, bounds: { ...one.bounds, [key]: bound } }
    const { trainee, senior } = one.levels ?? {}
    if (!trainee && !senior) return moved
    const within = (own: Bound | undefined, of: (a: number, b: number) => number): Bound | undefined =>
      own && { max: of(own.max, bound.max), stretch: of(own.stretch, bound.stretch) }
    const kept = <T extends NonNullable<typeof trainee>>(at: T, of: (a: number, b: number) => number): T => {
      const own = within(at.bounds[key], of)
      return own ? { ...at, bounds: { ...at.bounds, [key]: own } } : at
    }
    return {
      ...moved,
      levels: {
        ...(trainee ? { trainee: kept(trainee, Math.min) } : {}),
        ...(senior ? { senior: kept(senior, Math.max) } : {}),
      },
    }
  }
  return {
    ...document,
    powers: document.powers.map((one) =>
      one.kind === power ? { ...one, limits: one.limits.map(move) } : one,
    ),
  }
}

/** 1, 2 or 5 times a power of ten, at least 1. */
function niceStep(rough: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rough))))
  return [1, 2, 5, 10].map((nice) => nice * power).find((nice) => nice >= rough) ?? power
}
