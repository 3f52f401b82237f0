import type { Language } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { loadActor, tellSessionsChanged } from './actor.ts'

/** Changes my name or language. @returns me as I am now */
export async function updateAccount(
  platform: Platform,
  actor: Actor,
  change: { name?: string; language?: Language },
): Promise<Actor> {
  const { name, language } = change
  if (name !== undefined || language !== undefined) {
    await platform.db.work(actor.clientIds, ({ tx }) =>
      tx
        .updateTable('person')
        .set({ ...(name !== undefined ? { name } : {}), ...(language !== undefined ? { language } : {}) })
        .where('id', '=', actor.personId)
        .execute(),
    )
    tellSessionsChanged(platform, { personId: actor.personId })
  }
  return found(await loadActor(platform.db, actor))
}

/**
 * Sets my password, and ends my other sessions: whoever changes a password may have lost the old one.
 * @throws Problem wrong_credentials when there is one and `current` is not it
 */
export async function changePassword(
  platform: Platform,
  actor: Actor,
  input: { current?: string; next: string },
): Promise<void> {
  const { auth } = platform
  if (await auth.hasPassword(actor.authUserId)) {
    const right = await auth.verifyPassword(actor.authUserId, input.current ?? '')
    if (!right) throw new Problem('wrong_credentials')
  }
  await auth.setPassword(actor.authUserId, input.next)
  for (const session of await auth.listSessions(actor.authUserId))
    if (session.id !== actor.sessionId) await auth.revokeSession(session.token)
  tellSessionsChanged(platform, { personId: actor.personId })
}

/** @throws Problem not_found for a session that is not mine */
export async function revokeOwnSession(platform: Platform, actor: Actor, sessionId: string): Promise<void> {
  const own = await platform.auth.listSessions(actor.authUserId)
  await platform.auth.revokeSession(found(own.find((session) => session.id === sessionId)).token)
  tellSessionsChanged(platform, { personId: actor.personId, id: sessionId })
}

export async function listOwnSessions({ auth, clock }: Platform, actor: Actor) {
  const now = clock()
  const sessions = await auth.listSessions(actor.authUserId)
  return sessions
    .filter((session) => session.expiresAt > now)
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map((session) => ({
      id: session.id,
      current: session.id === actor.sessionId,
      userAgent: session.userAgent || null,
      createdAt: session.createdAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
    }))
}
