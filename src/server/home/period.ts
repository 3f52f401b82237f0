import type { Work } from '../platform/db.ts'

/** All figures of a home page are over this many days, up to now. */
export const homeDays = 28

export function periodStart({ now }: Work): Date {
  return new Date(now.getTime() - homeDays * 86_400_000)
}

/** A customer's rating from which on we call them happy: the upper two of five (top-two-box). */
export const happyFrom = 4
