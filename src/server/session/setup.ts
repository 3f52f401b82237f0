import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { Platform } from '../platform/platform.ts'
import { Problem } from '../platform/problem.ts'
import { refuseDuplicate } from '../platform/refuse-duplicate.ts'
import { hasAdministrator, lockAdministrators } from './store.ts'

/** A setup link is followed while somebody sits before the terminal; the next start prints a new one. */
const validHours = 24

/**
 * A fresh one-time token for making the first administrator; null when there is one. Several processes may each
 * print theirs: the first that is used ends all.
 */
export async function makeSetupToken({ db }: Pick<Platform, 'db'>): Promise<string | null> {
  const token = randomBytes(32).toString('base64url')
  return db.work([], async ({ tx, now }) => {
    await lockAdministrators(tx)
    if (await hasAdministrator(tx)) return null
    await sql`delete from setup where created_at < ${oldest(now)}`.execute(tx)
    await sql`insert into setup (token_hash, created_at) values (${hash(token)}, ${now})`.execute(tx)
    return token
  })
}

/**
 * Makes the operator and its first administrator, and signs them in. Of several at once, one succeeds.
 * @throws Problem setup_done when an administrator exists; link_expired for a token that is not ours or too old
 */
export async function createFirstAdministrator(
  { db, auth }: Platform,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  input: {
    token: string
    operatorName: string
    name: string
    email: string
    password: string
    language: Language
  },
): Promise<{ personId: string }> {
  const email = input.email.toLowerCase()
  const personId = await db.work([], async ({ tx, now }) => {
    await lockAdministrators(tx)
    if (await hasAdministrator(tx)) throw new Problem('setup_done')
    const { rows } = await sql`
      select 1 from setup where token_hash = ${hash(input.token)} and created_at >= ${oldest(now)}`.execute(
      tx,
    )
    if (rows.length === 0) throw new Problem('link_expired')
    await sql`delete from setup`.execute(tx)
    await tx
      .insertInto('operator')
      .values({ name: input.operatorName, created_at: now })
      .onConflict((conflict) => conflict.column('one').doUpdateSet({ name: input.operatorName }))
      .execute()
    const { id } = await tx
      .insertInto('person')
      .values({ name: input.name, email, language: input.language, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch(refuseDuplicate)
    await tx
      .insertInto('assignment')
      .values({ person_id: id, role: 'administrator', created_at: now })
      .execute()
    // The account commits on its own. If we fail after it, it is nobody's, and the next try finds it.
    const known = await auth.findUserId(email)
    if (known) await auth.setPassword(known, input.password)
    const authUserId = known ?? (await auth.createUser({ email, name: input.name, password: input.password }))
    await tx.updateTable('person').set({ auth_user_id: authUserId }).where('id', '=', id).execute()
    return id
  })
  await auth.signIn(email, input.password, request, reply)
  return { personId }
}

const hash = (token: string): string => createHash('sha256').update(token).digest('hex')
const oldest = (now: Date): Date => new Date(now.getTime() - validHours * 3_600_000)
