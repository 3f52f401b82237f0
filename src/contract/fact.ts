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
  /** noted at the desk by another of us: the day is told, and not the moment (law 6) */
  day: calendarDate.nullable(),
})
export type ToldFact = z.infer<typeof toldFact>

const told = z.strictObject({ items: z.array(toldFact) })

/** A fact that may be told of a matter; `asked` where the mandate in force hangs on it. */
const tellableFact = z.strictObject({
  name: z.string(),
  type: z.enum(['number', 'text', 'boolean']),
  asked: z.boolean(),
})

export const factRoutes = routes({
  'fact.list': {
    method: 'GET',
    path: '/contacts/:contactId/facts',
    access: 'contact.read',
    summary:
      'What was told of this matter and of its customer, each with its source, and what may be told of it. The matter’s own goes before the customer’s',
    params: z.strictObject({ contactId: id }),
    status: 200,
    returns: z.strictObject({ items: z.array(toldFact), tellable: z.array(tellableFact) }),
  },
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
