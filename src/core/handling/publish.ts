import { localDate } from '../mandate/window.ts'
import { handledOf, type MirrorContact, quantileOf } from './mirror.ts'
import type { Act } from './span.ts'

/**
 * What is published of handling time: a site's calendar month, or that of all sites, never a person, a team, a week
 * or a day. A figure stands for at least five people, none of whom makes up more than half of it; it is rounded; and
 * no subtraction of published figures leaves fewer: where the rest of a month's people would be too few to be
 * published themselves, the figure for all sites is withheld (complementary suppression).
 */

/** Below five, the others of a group could tell a colleague's figure too easily: the usual floor of statistics offices. */
export const fewestPeople = 5
/** Of a figure's contacts and of its time, what one person may make up (the dominance rule of official statistics). */
export const largestShare = 0.5

/** What one person did at one site in one month: never stored, never shown. */
export type PersonMonth = { siteId: string; month: string; personId: string; seconds: number[] }

/** `siteId` null: all sites. `month`: its first day. `figures` null: withheld. */
export type PublishedMonth = { siteId: string | null; month: string; figures: PublishedFigures | null }
export type PublishedFigures = {
  /** to 5 % */
  contacts: number
  /** minutes of work, to 5 % */
  minutes: number
  /** of a contact, to the nearest half minute */
  medianSeconds: number
}

/**
 * What one person did in a month of each site's calendar. Each minute counts in the month in which it was worked,
 * so that a contact of two months is in both, with the part of each.
 */
export function personMonths(
  personId: string,
  month: string,
  own: { acts: readonly Act[]; contacts: readonly (MirrorContact & { siteId: string; timeZone: string })[] },
): PersonMonth[] {
  const byId = new Map(own.contacts.map((contact) => [contact.id, contact]))
  const acts = own.acts.filter(
    ({ contactId, at }) => localDate(at, byId.get(contactId)!.timeZone).slice(0, 7) === month.slice(0, 7),
  )
  const { handled } = handledOf(
    acts,
    own.contacts.map((contact) => ({ ...contact, open: false })),
  )
  const bySite = new Map<string, number[]>()
  for (const { contactId, seconds } of handled) {
    const { siteId } = byId.get(contactId)!
    bySite.set(siteId, [...(bySite.get(siteId) ?? []), seconds])
  }
  return [...bySite].map(([siteId, seconds]) => ({ siteId, month, personId, seconds }))
}

/** The published figures of some months: one of each site at which anybody worked, and one of all sites. */
export function publishMonths(atoms: readonly PersonMonth[]): PublishedMonth[] {
  const months = [...new Set(atoms.map(({ month }) => month))].sort()
  return months.flatMap((month) => {
    const ofMonth = atoms.filter((atom) => atom.month === month && atom.seconds.length > 0)
    const siteIds = [...new Set(ofMonth.map(({ siteId }) => siteId))].sort()
    const sites = siteIds.map((siteId) => {
      const own = ofMonth.filter((atom) => atom.siteId === siteId)
      return { siteId, own, told: mayBePublished(own) }
    })
    const rest = sites.filter(({ told }) => !told).flatMap(({ own }) => own)
    const restIsSafe = rest.length === 0 || mayBePublished(rest)
    const figures = (own: readonly PersonMonth[], told: boolean) => (told ? figuresOf(own) : null)
    return [
      ...sites.map(({ siteId, own, told }) => ({ siteId, month, figures: figures(own, told) })),
      { siteId: null, month, figures: figures(ofMonth, mayBePublished(ofMonth) && restIsSafe) },
    ]
  })
}

/** Enough people, and none who makes up most of it. */
export function mayBePublished(atoms: readonly PersonMonth[]): boolean {
  const people = new Map<string, { contacts: number; seconds: number }>()
  for (const { personId, seconds } of atoms) {
    const known = people.get(personId) ?? { contacts: 0, seconds: 0 }
    people.set(personId, { contacts: known.contacts + seconds.length, seconds: known.seconds + sum(seconds) })
  }
  if (people.size < fewestPeople) return false
  const each = [...people.values()]
  const dominates = (of: 'contacts' | 'seconds') =>
    Math.max(...each.map((one) => one[of])) > largestShare * sum(each.map((one) => one[of]))
  return !dominates('contacts') && !dominates('seconds')
}

/** A count or amount rounded so that it errs by 5 % at most: to a tenth of it, as 1, 2 or 5 of a power of ten; whole. */
export function roundToFivePercent(value: number): number {
  let step = 1
  for (const next of steps(value / 10)) step = next
  return Math.round(value / step) * step
}

/**
 * Cost to serve: of one contact, from what is published, and of the month.
 * @param rateMinor what an hour of work costs at the site, in minor units
 */
export function costOf(
  { contacts, minutes }: PublishedFigures,
  rateMinor: number,
): { monthMinor: number; contactMinor: number | null } {
  const monthMinor = roundToFivePercent(Math.round((minutes * rateMinor) / 60))
  return {
    monthMinor,
    contactMinor:
      contacts === 0 ? null : roundToFivePercent(Math.round((minutes * rateMinor) / 60 / contacts)),
  }
}

function figuresOf(atoms: readonly PersonMonth[]): PublishedFigures {
  const seconds = atoms.flatMap((atom) => atom.seconds).sort((a, b) => a - b)
  return {
    contacts: roundToFivePercent(seconds.length),
    minutes: roundToFivePercent(Math.round(sum(seconds) / 60)),
    medianSeconds: Math.round(quantileOf(seconds, 0.5) / 30) * 30,
  }
}

/** 1, 2, 5, 10, 20, 50… up to `most`. */
function* steps(most: number): Generator<number> {
  for (let power = 1; power <= most; power *= 10)
    for (const times of [1, 2, 5]) if (power * times <= most) yield power * times
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
