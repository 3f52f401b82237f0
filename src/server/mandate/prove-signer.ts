import type { Actor } from '../platform/actor.ts'
import type { Platform } from '../platform/platform.ts'
import { Problem } from '../platform/problem.ts'

/** A password is entered again to sign. The people of the demo world have none: their signature says so. */
export async function proveSigner(
  { db, auth }: Platform,
  actor: Actor,
  password: string | undefined,
): Promise<'password' | 'demo'> {
  const operator = await db.kysely.selectFrom('operator').select('demo').executeTakeFirst()
  if (operator?.demo && !(await auth.hasPassword(actor.authUserId))) return 'demo'
  if (password === undefined || !(await auth.verifyPassword(actor.authUserId, password)))
    throw new Problem('wrong_credentials')
  return 'password'
}
