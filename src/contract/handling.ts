import { z } from 'zod'
import { currency } from './organisation.ts'
import { calendarDate, id, instant, line, money, routes } from './route.ts'

const seconds = z.int().min(0)
const summary = {
  /** contacts that are done; what is still in hand counts when it is */
  contacts: z.int(),
  medianSeconds: seconds.nullable(),
  /** the middle half lies between them; null below four contacts */
  quartiles: z.tuple([seconds, seconds]).nullable(),
}
const group = z.strictObject({ name: z.string(), ...summary })

const aim = z.strictObject({
  /** that the middle of one's contacts takes at most so long */
  minutes: z.int(),
  words: z.string().nullable(),
  at: instant,
})

/** One's own handling time. There is no parameter for whose: it is the signed-in person's. */
export const mirror = z.strictObject({
  whole: z.strictObject(summary),
  touchpoints: z.array(group),
  channels: z.array(group),
  /** thirteen weeks, oldest first, by their Monday; the last is not over yet */
  weeks: z.array(z.strictObject({ monday: calendarDate, ...summary })),
  /** the latest four whole weeks beside those before; a rank test at 5 % */
  trend: z.enum(['longer', 'shorter', 'as_before', 'too_few']),
  /** hundredths of a percent of the time with two or more contacts at once; shared evenly between them */
  parallel: z.int(),
  aim: aim.nullable(),
})
export type Mirror = z.infer<typeof mirror>

const publishedMonth = z.strictObject({
  /** null: all sites */
  site: z.strictObject({ id, name: z.string() }).nullable(),
  /** its first day */
  month: calendarDate,
  /** null: withheld, since it would tell of too few people */
  figures: z
    .strictObject({
      contacts: z.int(),
      minutes: z.int(),
      medianSeconds: z.int(),
      /** from the site's rate; null: none is set, or it is all sites */
      cost: z.strictObject({ month: total(), contact: money.nullable() }).nullable(),
    })
    .nullable(),
})
export type HandlingMonth = z.infer<typeof publishedMonth>

const rate = z.strictObject({
  siteId: id,
  /** what an hour of an agent's work costs, all included */
  hour: money,
  at: instant,
})
export type SiteRate = z.infer<typeof rate>

export const handlingRoutes = routes({
  'mirror.show': {
    method: 'GET',
    path: '/mirror',
    access: 'mirror.own',
    summary: 'My own handling time by touchpoint, channel and week: told to me and to nobody else (law 6)',
    status: 200,
    returns: mirror,
  },
  'mirror.setAim': {
    method: 'PUT',
    path: '/mirror/aim',
    access: 'mirror.own',
    summary: 'Set, change or clear (null) an aim of my own; nobody else sees it',
    body: z.strictObject({
      aim: z
        .strictObject({ minutes: z.int().min(1).max(240), words: line(200).nullable().default(null) })
        .nullable(),
    }),
    status: 200,
    returns: z.strictObject({ aim: aim.nullable() }),
  },
  'handling.list': {
    method: 'GET',
    path: '/handling-months',
    access: 'handling.read',
    summary:
      'What is published of handling time: a finished calendar month of a site, at least five people, rounded; newest first (at most 24 months). A manager gets their own sites',
    status: 200,
    returns: z.strictObject({ items: z.array(publishedMonth) }),
  },
  'rate.list': {
    method: 'GET',
    path: '/site-rates',
    access: 'organisation.write',
    summary: 'What an hour of work costs at each site, where it is set',
    status: 200,
    returns: z.strictObject({ items: z.array(rate) }),
  },
  'rate.set': {
    method: 'PUT',
    path: '/sites/:siteId/rate',
    access: 'organisation.write',
    summary: 'Set what an hour of work costs at a site, or take it away (null): cost to serve comes from it',
    params: z.strictObject({ siteId: id }),
    body: z.strictObject({
      hour: z.strictObject({ minor: z.int().min(1).max(100_000_000), currency }).nullable(),
    }),
    status: 200,
    returns: z.strictObject({ items: z.array(rate) }),
  },
})

/** A month's total may be beyond what one decision may be worth. */
function total() {
  return z.strictObject({ minor: z.int().min(0), currency: z.string() })
}
