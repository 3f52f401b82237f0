import type { PasskeyAnswer } from '../../contract/passkey.ts'
import { placeOf } from '../passkey/place.ts'
import type { SignerProof } from '../passkey/sign.ts'
import type { Actor } from '../platform/actor.ts'
import type { Platform } from '../platform/platform.ts'
import { Problem } from '../platform/problem.ts'

/**
 * With a passkey, which signs the document itself; without one a password is entered again, the weaker form. The
 * people of the demo world have neither: their signature says so.
 */
export async function proveSigner(
  { db, auth, config }: Platform,
  actor: Actor,
  given: { password?: string; assertion?: PasskeyAnswer },
): Promise<SignerProof> {
  const { password, assertion: answer } = given
  if (answer) return { method: 'passkey', answer, place: placeOf(config) }
  const operator = await db.kysely.selectFrom('operator').select('demo').executeTakeFirst()
  if (operator?.demo && !(await auth.hasPassword(actor.authUserId))) return { method: 'demo' }
  if (password === undefined || !(await auth.verifyPassword(actor.authUserId, password)))
    throw new Problem('wrong_credentials')
  return { method: 'password' }
}
