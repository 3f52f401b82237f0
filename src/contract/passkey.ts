import { z } from 'zod'
import { id, instant, line, routes } from './route.ts'

/** Bytes as browsers write them: base64url without padding. */
const bytes = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[A-Za-z0-9_-]+$/)
const transports = z.array(z.string().max(30)).max(10)

/** What a browser answers when a passkey was used (a WebAuthn assertion). */
export const passkeyAnswer = z.strictObject({
  credential: bytes(2000),
  authenticatorData: bytes(4000),
  clientDataJSON: bytes(4000),
  signature: bytes(2000),
})
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>

export const passkey = z.strictObject({
  id,
  name: z.string(),
  /** the credential id, by which a browser finds it */
  credential: z.string(),
  transports,
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})

/** Where passkeys work here: the page must be of this origin, and the passkey is for this domain. */
export const passkeyPlace = z.strictObject({
  origin: z.string(),
  rpId: z.string(),
  /** false: the server's address is neither https nor localhost, so no browser allows passkeys on it */
  usable: z.boolean(),
})

export const passkeyRoutes = routes({
  'passkey.list': {
    method: 'GET',
    path: '/passkeys',
    access: 'signed_in',
    summary: 'My own passkeys, and where they work',
    status: 200,
    returns: z.strictObject({ items: z.array(passkey), place: passkeyPlace }),
  },
  'passkey.begin': {
    method: 'POST',
    path: '/passkey-registrations',
    access: 'signed_in',
    summary:
      'Ask for a new passkey, with my password as fresh proof: what the browser is to make (5 minutes, once)',
    perMinute: 10,
    body: z.strictObject({ password: line(256).optional() }),
    status: 201,
    returns: z.strictObject({
      challenge: z.string(),
      rp: z.strictObject({ id: z.string(), name: z.string() }),
      user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
      /** COSE numbers of the kinds of key that can be verified offline, the wished first */
      algorithms: z.array(z.int()),
      /** credential ids of mine: the same authenticator need not be registered twice */
      exclude: z.array(z.string()),
    }),
  },
  'passkey.create': {
    method: 'POST',
    path: '/passkeys',
    access: 'signed_in',
    summary: 'Keep the passkey that the browser made',
    perMinute: 10,
    body: z.strictObject({
      name: line(60),
      credential: bytes(2000),
      clientDataJSON: bytes(4000),
      attestationObject: bytes(20_000),
      transports: transports.optional(),
    }),
    status: 201,
    returns: passkey,
  },
  'passkey.remove': {
    method: 'DELETE',
    path: '/passkeys/:passkeyId',
    access: 'signed_in',
    summary: 'Remove one of my passkeys; what it signed stays signed',
    params: z.strictObject({ passkeyId: id }),
    status: 204,
  },
  'passkey.challenge': {
    method: 'POST',
    path: '/passkey-challenges',
    access: 'public',
    summary: 'What a passkey is to sign, to sign in (5 minutes, once)',
    perMinute: 30,
    status: 201,
    returns: z.strictObject({ challenge: z.string(), place: passkeyPlace }),
  },
  'passkey.signIn': {
    method: 'POST',
    path: '/passkey-sessions',
    access: 'public',
    summary: 'Sign in with a passkey',
    perMinute: 10,
    body: passkeyAnswer,
    status: 201,
    returns: z.strictObject({ personId: id }),
  },
})
