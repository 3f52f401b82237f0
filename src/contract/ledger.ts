import { z } from 'zod'
import { entryKinds } from '../core/ledger/entry.ts'
import { id, instant, pageOf, pageQuery, routes } from './route.ts'

export const ledgerEntry = z.strictObject({
  seq: z.int(),
  id,
  kind: z.enum(entryKinds),
  at: instant,
  /** the canonical bytes (RFC 8785) */
  body: z.string(),
  hash: z.string(),
  link: z.string(),
})

export const ledgerRoutes = routes({
  'entry.list': {
    method: 'GET',
    path: '/clients/:clientId/entries',
    access: 'ledger.read',
    summary: "A client's ledger, newest first",
    params: z.strictObject({ clientId: id }),
    query: z.strictObject({ ...pageQuery, kind: z.enum(entryKinds).optional() }),
    status: 200,
    returns: pageOf(ledgerEntry),
  },
  'ledger.verify': {
    method: 'GET',
    path: '/clients/:clientId/ledger',
    access: 'ledger.read',
    summary: 'How many entries, the newest link, and whether all of it verifies now',
    perMinute: 10,
    params: z.strictObject({ clientId: id }),
    status: 200,
    returns: z.strictObject({
      entries: z.int(),
      head: z.string(),
      fault: z.strictObject({ seq: z.int(), entryId: z.string().nullable(), fault: z.string() }).nullable(),
      verifiedAt: instant,
    }),
  },
})
