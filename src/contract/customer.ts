import { z } from 'zod'
import { calendarDate, id, instant, language, line, money, pageOf, pageQuery, routes } from './route.ts'

/** Expected remaining lifetime value, with where it comes from; low and high are its 80 % interval. */
export const customerValue = z.strictObject({
  minor: z.int(),
  lowMinor: z.int().nullable(),
  highMinor: z.int().nullable(),
  currency: z.string(),
  /** code of the source: `client_file` (supplied by the client), `model`, `import` */
  source: z.string(),
  at: instant,
})

export const customer = z.strictObject({
  id,
  clientId: id,
  name: z.string(),
  language,
  currency: z.string(),
  /** calendar date since which the person is a customer */
  since: z.string().nullable(),
  city: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  value: customerValue.nullable(),
})
export type Customer = z.infer<typeof customer>

export const pastContact = z.strictObject({
  id,
  subject: z.string(),
  touchpoint: z.string(),
  openedAt: instant,
  /** opened by hand, by another of us: the day is told, and not the moment (law 6) */
  openedDay: calendarDate.nullable(),
  state: z.enum(['waiting', 'with_agent', 'with_customer', 'closed']),
  closure: z.enum(['confirmed', 'unconfirmed']).nullable(),
})
export const pastDecision = z.strictObject({
  id,
  contactId: id,
  power: z.string(),
  amount: money,
  days: z.int().nullable(),
  reason: z.string(),
  at: instant,
})
/** A support request that was declined, with its reason: the customer's record keeps it. */
export const pastDecline = z.strictObject({
  id,
  contactId: id,
  power: z.string().nullable(),
  reason: z.string(),
  at: instant,
})

const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9 ().-]{5,25}$/)

export const customerRoutes = routes({
  'customer.list': {
    method: 'GET',
    path: '/customers',
    access: 'customer.read',
    summary: 'Customers of my clients, by name; `search` looks in name, e-mail and phone',
    query: z.strictObject({ ...pageQuery, clientId: id.optional(), search: z.string().max(80).optional() }),
    status: 200,
    returns: pageOf(customer),
  },
  'customer.show': {
    method: 'GET',
    path: '/customers/:customerId',
    access: 'customer.read',
    summary: 'A customer with value, past contacts, past decisions and declined requests (newest 50 of each)',
    params: z.strictObject({ customerId: id }),
    status: 200,
    returns: z.strictObject({
      customer,
      contacts: z.array(pastContact),
      decisions: z.array(pastDecision),
      declines: z.array(pastDecline),
    }),
  },
  'customer.update': {
    method: 'PATCH',
    path: '/customers/:customerId',
    access: 'customer.write',
    summary:
      'Correct how a customer is called or reached; without an e-mail nobody can answer from a private link',
    params: z.strictObject({ customerId: id }),
    body: z.strictObject({ name: line(120), language, email: z.email().max(254), phone }).partial(),
    status: 200,
    returns: customer,
  },
  'customer.create': {
    method: 'POST',
    path: '/customers',
    access: 'customer.write',
    summary: 'Add a customer, for example somebody who calls for the first time',
    body: z.strictObject({
      clientId: id,
      name: line(120),
      language,
      currency: z.string().regex(/^[A-Z]{3}$/),
      email: z.email().max(254).optional(),
      phone: phone.optional(),
    }),
    status: 201,
    returns: customer,
  },
})
