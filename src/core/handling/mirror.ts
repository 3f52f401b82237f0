import { localDate, windowStart } from '../mandate/window.ts'
import { type Act, divideTime, spansOf } from './span.ts'
import { type Trend, trendOf } from './trend.ts'

/** A contact as its agent's mirror needs it. `open`: they still have it, so that its time is not known yet. */
export type MirrorContact = { id: string; touchpoint: string; channel: string; open: boolean }
/** One contact that is done, with the time it took. */
export type Handled = {
  contactId: string
  touchpoint: string
  channel: string
  /** ms since the epoch; the last thing that was done on it */
  endedAt: number
  seconds: number
}
/** `quartiles` is null below four contacts: of three, each would be a quarter by itself. */
export type Summary = {
  contacts: number
  medianSeconds: number | null
  quartiles: [lower: number, upper: number] | null
}
export type Group = Summary & { name: string }
/** `monday`: the first day of the ISO 8601 week. */
export type Week = Summary & { monday: string }
export type Mirror = {
  whole: Summary
  /** most contacts first */
  touchpoints: Group[]
  channels: Group[]
  /** oldest first, without gaps; the last is not over yet */
  weeks: Week[]
  trend: Trend
  /** hundredths of a percent of the time, during which two or more contacts were worked on at once */
  parallel: number
}

/** Weeks a mirror shows, the present one among them: a quarter of a year. */
export const mirrorWeeks = 13
const fewestForQuartiles = 4
const dayMs = 86_400_000

/** The contacts somebody is done with, and how long each took; those on which no time can be told are left out. */
export function handledOf(
  acts: readonly Act[],
  contacts: readonly MirrorContact[],
): { handled: Handled[]; clock: number; parallel: number } {
  const { byContact, clock, parallel } = divideTime(spansOf(acts))
  const last = new Map<string, number>()
  for (const { contactId, at } of acts) last.set(contactId, Math.max(last.get(contactId) ?? at, at))
  const handled = contacts.flatMap(({ id, touchpoint, channel, open }) => {
    const ms = byContact.get(id)
    if (ms === undefined || open) return []
    return [{ contactId: id, touchpoint, channel, endedAt: last.get(id)!, seconds: Math.round(ms / 1000) }]
  })
  return { handled, clock, parallel }
}

/** What somebody sees of their own time: by touchpoint, channel and week of their site's calendar. */
export function mirrorOf(
  acts: readonly Act[],
  contacts: readonly MirrorContact[],
  { now, timeZone }: { now: number; timeZone: string },
): Mirror {
  const { handled: ever, clock, parallel } = handledOf(acts, contacts)
  const mondayOf = (at: number) => windowStart('week', localDate(at, timeZone))
  const mondays = lastMondays(mondayOf(now))
  const handled = ever.filter(({ endedAt }) => endedAt <= now && mondayOf(endedAt) >= mondays[0]!)
  const weeks = mondays.map((monday) => ({
    monday,
    ...summarize(handled.filter(({ endedAt }) => mondayOf(endedAt) === monday)),
  }))
  const before = handled.filter(({ endedAt }) => mondayOf(endedAt) !== mondays.at(-1))
  return {
    whole: summarize(handled),
    touchpoints: groupsBy(handled, ({ touchpoint }) => touchpoint),
    channels: groupsBy(handled, ({ channel }) => channel),
    weeks,
    trend: trendOf(
      before.map(({ endedAt, seconds }) => ({ monday: mondayOf(endedAt), seconds })),
      mondays,
    ),
    parallel: clock === 0 ? 0 : Math.round((parallel / clock) * 10_000),
  }
}

/**
 * The quantile between two neighbours, weighted: type 7 of R. J. Hyndman and Y. Fan (1996), Sample quantiles in
 * statistical packages, The American Statistician 50, 361–365.
 * @param sorted ascending, at least one
 */
export function quantileOf(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)]!
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place))
}

function summarize(handled: readonly Handled[]): Summary {
  const sorted = handled.map(({ seconds }) => seconds).sort((a, b) => a - b)
  const at = (share: number) => Math.round(quantileOf(sorted, share))
  return {
    contacts: sorted.length,
    medianSeconds: sorted.length === 0 ? null : at(0.5),
    quartiles: sorted.length < fewestForQuartiles ? null : [at(0.25), at(0.75)],
  }
}

function groupsBy(handled: readonly Handled[], nameOf: (one: Handled) => string): Group[] {
  return [...new Set(handled.map(nameOf))]
    .map((name) => ({ name, ...summarize(handled.filter((one) => nameOf(one) === name)) }))
    .sort((a, b) => b.contacts - a.contacts || (a.name < b.name ? -1 : 1))
}

/** The Mondays of the weeks shown, oldest first. */
function lastMondays(present: string): string[] {
  const last = Date.parse(`${present}T00:00:00Z`)
  return Array.from({ length: mirrorWeeks }, (_, nth) =>
    new Date(last - (mirrorWeeks - 1 - nth) * 7 * dayMs).toISOString().slice(0, 10),
  )
}
