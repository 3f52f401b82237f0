import { z } from 'zod'
import { calendarDate, id, instant, money, routes } from './route.ts'

/** By name; null: no longer known. Numbers, short codes, yes or no, as the client's mandates declare them. */
export const toldFacts = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_]{1,40}$/),
    z.union([z.int(), z.string().min(1).max(40), z.boolean(), z.null()]),
  )
  .refine((facts) => Object.keys(facts).length <= 40, 'at most 40 facts at once')

/** A fact somebody told, as it stands now, with its source. */
export const toldFact = z.strictObject({
  name: z.string(),
  value: z.union([z.int(), z.string(), z.boolean()]),
  /** about this matter, or about the customer whatever the matter */
  about: z.enum(['contact', 'customer']),
  /** an agent heard it, the client's own file says so, or it came by import */
  source: z.enum(['agent', 'client_file', 'import']),
  at: instant,
})
export type ToldFact = z.infer<typeof toldFact>

const told = z.strictObject({ items: z.array(toldFact) })

export const factRoutes = routes({
  'fact.tellOfContact': {
    method: 'PUT',
    path: '/contacts/:contactId/facts',
    access: 'contact.work',
    summary:
      'Tell what I know of this matter and a condition of the mandate asks for, such as the days late. Kept with its source; the ledger holds its hash',
    params: z.strictObject({ contactId: id }),
    body: z.strictObject({ facts: toldFacts }),
    status: 200,
    returns: told,
  },
  'fact.tellOfCustomer': {
    method: 'PUT',
    path: '/customers/:customerId/facts',
    access: 'fact.write',
    summary:
      'Tell what the client’s own systems know of a customer: since when, their value, and the facts that the client’s mandates declare. Left out stays as it is',
    params: z.strictObject({ customerId: id }),
    body: z.strictObject({
      since: calendarDate.nullable().optional(),
      value: money.nullable().optional(),
      facts: toldFacts.default({}),
    }),
    status: 200,
    returns: told,
  },
})
