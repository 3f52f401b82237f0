import type { Work } from '../platform/db.ts'

/** All figures of a home page are over this many days, up to now. */
export const homeDays = 28

export function periodStart({ now }: Work): Date {
  return new Date(now.getTime() - homeDays * 86_400_000)
}
