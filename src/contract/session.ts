import { z } from 'zod'
import { levels, powerKinds } from '../core/mandate/document.ts'
import { roles } from '../core/person/permissions.ts'
import { id, instant, language, line, routes } from './route.ts'

const role = z.enum(roles)
const email = z.email().max(254)
/** At least 10 characters, as NIST SP 800-63B's floor of 8 with a margin; no composition rules. */
const password = z.string().min(10).max(256)

/** Where a person holds a role: one team, one site, one client, or (all null) the whole operator. */
export const assignment = z.strictObject({
  role,
  teamId: id.nullable(),
  teamName: z.string().nullable(),
  siteId: id.nullable(),
  siteName: z.string().nullable(),
  clientId: id.nullable(),
  clientName: z.string().nullable(),
})
export type Assignment = z.infer<typeof assignment>

/** The powers with which a person is not at full. */
export const personLevels = z.strictObject({
  items: z.array(z.strictObject({ power: z.enum(powerKinds), level: z.enum(levels) })),
})

export const me = z.strictObject({
  personId: id,
  name: z.string(),
  email: z.string(),
  language,
  roles: z.array(role),
  assignments: z.array(assignment),
  /** clients whose records this person may see */
  clients: z.array(z.strictObject({ id, name: z.string(), slug: z.string() })),
  /** IANA zone of the person's site, for dates on screen */
  timeZone: z.string(),
})
export type Me = z.infer<typeof me>

export const sessionRoutes = routes({
  'session.show': {
    method: 'GET',
    path: '/session',
    access: 'public',
    summary: 'Who is signed in, and what kind of place this is',
    status: 200,
    returns: z.strictObject({
      person: me.nullable(),
      /** the demo world is loaded: people may be stepped into */
      demo: z.boolean(),
      /** no administrator exists yet: the one-time link printed at start makes the first */
      needsSetup: z.boolean(),
      operatorName: z.string(),
    }),
  },
  'session.create': {
    method: 'POST',
    path: '/session',
    access: 'public',
    summary: 'Sign in with e-mail and password',
    perMinute: 10,
    body: z.strictObject({ email, password: z.string().min(1).max(256) }),
    status: 201,
    returns: z.strictObject({ personId: id }),
  },
  'session.createLink': {
    method: 'POST',
    path: '/session-links',
    access: 'public',
    summary: 'Mail me a link that signs me in once; answers the same whether or not the address is known',
    perMinute: 5,
    body: z.strictObject({ email }),
    status: 202,
    returns: z.strictObject({ sent: z.literal(true) }),
  },
  'session.redeemLink': {
    method: 'POST',
    path: '/session-links/redemption',
    access: 'public',
    summary: 'Sign in with the token of a link; it works once',
    perMinute: 10,
    body: z.strictObject({ token: z.string().min(16).max(200) }),
    status: 201,
    returns: z.strictObject({ personId: id }),
  },
  'session.demoPeople': {
    method: 'GET',
    path: '/demo-people',
    access: 'public',
    summary: 'The people of the demo world; empty outside it',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          role,
          place: z.string(),
          languages: z.array(language),
        }),
      ),
    }),
  },
  'session.createDemo': {
    method: 'POST',
    path: '/demo-sessions',
    access: 'public',
    summary: 'Step into a person of the demo world; refused outside it',
    perMinute: 240,
    body: z.strictObject({ personId: id }),
    status: 201,
    returns: z.strictObject({ personId: id }),
  },
  'session.destroy': {
    method: 'DELETE',
    path: '/session',
    access: 'signed_in',
    summary: 'Sign out',
    status: 204,
  },
  'session.list': {
    method: 'GET',
    path: '/sessions',
    access: 'signed_in',
    summary: 'My own sessions',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.string(),
          current: z.boolean(),
          userAgent: z.string().nullable(),
          createdAt: instant,
          expiresAt: instant,
        }),
      ),
    }),
  },
  'session.revoke': {
    method: 'DELETE',
    path: '/sessions/:sessionId',
    access: 'signed_in',
    summary: 'End one of my own sessions',
    params: z.strictObject({ sessionId: z.string().min(1).max(100) }),
    status: 204,
  },
  'setup.create': {
    method: 'POST',
    path: '/setup',
    access: 'public',
    summary: 'Make the first administrator with the one-time token printed at start',
    perMinute: 10,
    body: z.strictObject({
      token: z.string().min(16).max(200),
      operatorName: line(120),
      name: line(120),
      email,
      password,
      language,
    }),
    status: 201,
    returns: z.strictObject({ personId: id }),
  },
  'account.update': {
    method: 'PATCH',
    path: '/account',
    access: 'signed_in',
    summary: 'Change my name or my language',
    body: z.strictObject({ name: line(120).optional(), language: language.optional() }),
    status: 200,
    returns: me,
  },
  'account.listLevels': {
    method: 'GET',
    path: '/account/levels',
    access: 'signed_in',
    summary: 'My own levels: the powers with which I am a trainee or a senior; with all others I am at full',
    status: 200,
    returns: personLevels,
  },
  'account.changePassword': {
    method: 'PUT',
    path: '/account/password',
    access: 'signed_in',
    summary: 'Set my password; the current one is asked for when there is one',
    perMinute: 10,
    body: z.strictObject({ current: z.string().max(256).optional(), next: password }),
    status: 204,
  },
})
