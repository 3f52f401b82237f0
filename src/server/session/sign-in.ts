import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { findOperator, findPersonByAccount, listClientIds } from './store.ts'

type Door = { request: FastifyRequest; reply: FastifyReply }

/** @throws Problem wrong_credentials, the same for a wrong address, a wrong password, and a person who left */
export async function signInByPassword(
  platform: Platform,
  { request, reply }: Door,
  input: { email: string; password: string },
): Promise<{ personId: string }> {
  const authUserId = await platform.auth.signIn(input.email.toLowerCase(), input.password, request, reply)
  return admit(platform, authUserId, reply, 'wrong_credentials')
}

/** @throws Problem link_expired when the token is unknown, used or too old, or its person left */
export async function signInByToken(
  platform: Platform,
  { request, reply }: Door,
  token: string,
): Promise<{ personId: string }> {
  const authUserId = await platform.auth.redeemLinkToken(token, request, reply)
  return admit(platform, authUserId, reply, 'link_expired')
}

/**
 * Steps into a person of the demo world: a link made and followed at once, so that a demo session is a session
 * like any other.
 * @throws Problem demo_only outside the demo world; not_found
 */
export async function signInToDemo(
  platform: Platform,
  door: Door,
  personId: string,
): Promise<{ personId: string }> {
  const { db, auth } = platform
  const email = await db.work(await listClientIds(db), async ({ tx }) => {
    if (!(await findOperator(tx))?.demo) throw new Problem('demo_only')
    const person = await tx
      .selectFrom('person')
      .select('email')
      .where('id', '=', personId)
      .where('active', '=', true)
      .where('auth_user_id', 'is not', null)
      .executeTakeFirst()
    return found(person).email
  })
  return signInByToken(platform, door, found(await auth.makeLinkToken(email)))
}

/** Lets in whoever the account belongs to, unless their access was ended: then nothing of the sign-in stays. */
async function admit(
  { db, auth }: Platform,
  authUserId: string,
  reply: FastifyReply,
  refusal: 'wrong_credentials' | 'link_expired',
): Promise<{ personId: string }> {
  const person = await findPersonByAccount(db, authUserId)
  if (person?.active) return { personId: person.id }
  await auth.revokeAllSessions(authUserId)
  reply.removeHeader('set-cookie')
  throw new Problem(refusal)
}
