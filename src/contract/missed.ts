import { z } from 'zod'
import { power } from './decision.ts'
import { id, instant, pageOf, pageQuery, routes } from './route.ts'

/** A share with its 95 % Wilson interval, 0 to 1. Never of fewer than five. */
const share = z.strictObject({
  count: z.int(),
  of: z.int(),
  interval: z.tuple([z.number(), z.number()]),
})

/** A calendar month of the site's zone. */
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

export const missedCell = z.strictObject({
  clientId: id,
  clientName: z.string(),
  teamId: id,
  teamName: z.string(),
  touchpoint: z.string(),
  month,
  /** of the contacts that closed: something was decided in them */
  decided: share,
  /** of the same: the customer left unhappy, nothing was decided, and the mandate had room */
  missed: share,
})
export type MissedCell = z.infer<typeof missedCell>

export const missedRoutes = routes({
  'missed.list': {
    method: 'GET',
    path: '/missed-authority',
    access: 'missed.read',
    summary:
      'Authority that was there and not used while customers left unhappy: by team, touchpoint and month, never by person and never of fewer than five contacts',
    query: z.strictObject({ months: z.coerce.number().int().min(1).max(12).default(3) }),
    status: 200,
    returns: z.strictObject({
      items: z.array(missedCell),
      /** all that may be shown, together; null under five contacts */
      all: z.strictObject({ decided: share, missed: share }).nullable(),
      /** unhappy contacts still to be weighed */
      waiting: z.int(),
      /** the reader may open the contacts */
      mayOpen: z.boolean(),
    }),
  },
  'missed.listContacts': {
    method: 'GET',
    path: '/missed-authority/contacts',
    access: 'contact.read',
    summary: 'The contacts behind one figure of missed authority; whose they were is not told',
    query: z.strictObject({ ...pageQuery, teamId: id, touchpoint: z.string().max(100), month }),
    status: 200,
    returns: pageOf(
      z.strictObject({
        contactId: id,
        subject: z.string(),
        customerName: z.string(),
        closedAt: instant,
        why: z.enum(['rated_low', 'not_clear', 'came_back']),
        powers: z.array(power),
      }),
    ),
  },
})
