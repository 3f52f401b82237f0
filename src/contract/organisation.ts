import { z } from 'zod'
import { id, instant, language, line, routes } from './route.ts'

export const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)
/** IANA zone. */
export const timeZone = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}, 'unknown time zone')
export const currency = z.string().regex(/^[A-Z]{3}$/)
const touchpoint = z.string().regex(/^[a-z][a-z_]{1,30}$/)

export const client = z.strictObject({
  id,
  slug,
  name: z.string(),
  languages: z.array(language),
  currencies: z.array(currency),
  touchpoints: z.array(z.string()),
  /** days of silence after which a proposed closure becomes unconfirmed */
  closingDays: z.int(),
  /** where decisions are carried out (signed webhook); null: nowhere yet */
  fulfilmentUrl: z.string().nullable(),
})
export type Client = z.infer<typeof client>

const clientFields = {
  name: line(80),
  languages: z.array(language).min(1).max(4),
  currencies: z.array(currency).min(1).max(10),
  touchpoints: z.array(touchpoint).min(1).max(40),
  closingDays: z.int().min(1).max(60),
  fulfilmentUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
}

export const site = z.strictObject({ id, name: z.string(), timeZone: z.string() })
export const team = z.strictObject({
  id,
  name: z.string(),
  clientId: id,
  clientName: z.string(),
  siteId: id,
  siteName: z.string(),
  languages: z.array(language),
})

const clientSecret = z.strictObject({
  secret: z.string().nullable(),
  /** until when webhooks are signed with the secret before as well */
  beforeUntil: instant.nullable(),
})

export const organisationRoutes = routes({
  'client.list': {
    method: 'GET',
    path: '/clients',
    access: 'organisation.read',
    summary: 'The client companies I may see (at most 200)',
    status: 200,
    returns: z.strictObject({ items: z.array(client) }),
  },
  'client.create': {
    method: 'POST',
    path: '/clients',
    access: 'organisation.write',
    summary: 'Add a client company',
    body: z.strictObject({ slug, ...clientFields, fulfilmentUrl: clientFields.fulfilmentUrl.default(null) }),
    status: 201,
    returns: client,
  },
  'client.update': {
    method: 'PATCH',
    path: '/clients/:clientId',
    access: 'organisation.write',
    summary: 'Change a client company',
    params: z.strictObject({ clientId: id }),
    body: z.strictObject(clientFields).partial(),
    status: 200,
    returns: client,
  },
  'client.revealSecret': {
    method: 'GET',
    path: '/clients/:clientId/fulfilment-secret',
    access: 'organisation.write',
    summary:
      "The secret with which the client's system checks our webhooks (standardwebhooks.com); null without an address",
    params: z.strictObject({ clientId: id }),
    status: 200,
    returns: clientSecret,
  },
  'client.changeSecret': {
    method: 'POST',
    path: '/clients/:clientId/fulfilment-secrets',
    access: 'organisation.write',
    summary:
      'Make a new webhook secret. For 24 hours webhooks carry a signature by each, so that nothing is lost meanwhile',
    perMinute: 10,
    params: z.strictObject({ clientId: id }),
    status: 201,
    returns: clientSecret,
  },
  'site.list': {
    method: 'GET',
    path: '/sites',
    access: 'organisation.read',
    summary: 'The sites (at most 200)',
    status: 200,
    returns: z.strictObject({ items: z.array(site) }),
  },
  'site.create': {
    method: 'POST',
    path: '/sites',
    access: 'organisation.write',
    summary: 'Add a site',
    body: z.strictObject({ name: line(80), timeZone }),
    status: 201,
    returns: site,
  },
  'team.list': {
    method: 'GET',
    path: '/teams',
    access: 'organisation.read',
    summary: 'The teams of the clients I may see (at most 500)',
    status: 200,
    returns: z.strictObject({ items: z.array(team) }),
  },
  'team.create': {
    method: 'POST',
    path: '/teams',
    access: 'organisation.write',
    summary: 'Add a team at a site, serving one client',
    body: z.strictObject({
      name: line(80),
      clientId: id,
      siteId: id,
      languages: z.array(language).min(1).max(4),
    }),
    status: 201,
    returns: team,
  },
})
