import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { Assignment } from '../../contract/session.ts'
import { type Role, roles } from '../../core/person/permissions.ts'
import type { Actor } from '../platform/actor.ts'
import type { Auth } from '../platform/auth.ts'
import type { Database } from '../platform/db.ts'
import type { FindActor } from '../platform/http.ts'
import type { Live } from '../platform/live.ts'
import type { Platform } from '../platform/platform.ts'

/**
 * How long a person's reach is remembered, in ms: an agent's screen asks several things at once. The session
 * itself is looked up in the database each time, so that an ended one is refused at once, everywhere.
 */
const rememberedMs = 2000
/** Sessions remembered at most; beyond it all are forgotten, which costs each a query. */
const rememberedSessions = 2000

const memories = new WeakMap<FindActor, Memory>()

/** Who asks, from the session cookie. Without `live` nothing is remembered, since nobody would say to forget. */
export function makeFindActor({ db, auth, live }: { db: Database; auth: Auth; live?: Live }): FindActor {
  const memory = new Memory()
  live?.subscribe((event) => {
    if (event.topic === 'session') memory.clear()
  })
  const findActor: FindActor = async (request) => {
    const session = await auth.findSession(request)
    if (!session) return null
    const remembered = memory.get(session.sessionId)
    if (remembered) return remembered
    const asOf = memory.generation
    const actor = await loadActor(db, session)
    if (live && actor) memory.set(actor, asOf)
    return actor
  }
  memories.set(findActor, memory)
  return findActor
}

/**
 * Says that sessions ended or that somebody's reach changed: this process forgets now, the others when the
 * event arrives. Call it after commit.
 */
export function tellSessionsChanged(
  { live, findActor }: Pick<Platform, 'live' | 'findActor'>,
  who: { personId?: string; id?: string } = {},
): void {
  memories.get(findActor)?.clear()
  live.publish([{ topic: 'session', ...who }])
}

type ActorRow = {
  id: string
  name: string
  email: string
  language: Language
  clients: Actor['clients']
  teams: string[]
  assignments: {
    role: Role
    team_id: string | null
    team_name: string | null
    site_id: string | null
    site_name: string | null
    client_id: string | null
    client_name: string | null
    time_zone: string | null
  }[]
}

/** The person of a session with all their reach, in one query; null when there is none or they are not active. */
export async function loadActor(
  db: Database,
  session: { sessionId: string; authUserId: string },
): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    select p.id, p.name, p.email, p.language,
      (select coalesce(json_agg(c), '[]') from find_clients_of_person(p.id) c) as clients,
      (select coalesce(json_agg(t), '[]') from find_teams_of_person(p.id) t) as teams,
      (select coalesce(json_agg(a), '[]') from find_assignments_of_person(p.id) a) as assignments
    from find_person_by_auth_user(${session.authUserId}) p where p.active`.execute(db.kysely)
  const row = rows[0]
  if (!row) return null
  const held = row.assignments
  const idsOf = (id: 'team_id' | 'site_id', ...wanted: Role[]) => [
    ...new Set(held.flatMap((a) => (wanted.includes(a.role) && a[id] ? [a[id]] : []))),
  ]
  return {
    ...session,
    personId: row.id,
    name: row.name,
    email: row.email,
    language: row.language,
    roles: roles.filter((role) => held.some((assignment) => assignment.role === role)),
    assignments: held.map(presentAssignment),
    clients: row.clients,
    clientIds: row.clients.map((client) => client.id),
    teamIds: row.teams,
    workTeamIds: idsOf('team_id', 'agent', 'coach'),
    coachTeamIds: idsOf('team_id', 'coach'),
    siteIds: idsOf('site_id', 'manager'),
    timeZone: held[0]?.time_zone ?? 'Europe/Rome',
  }
}

export function presentAssignment(row: Omit<ActorRow['assignments'][number], 'time_zone'>): Assignment {
  return {
    role: row.role,
    teamId: row.team_id,
    teamName: row.team_name,
    siteId: row.site_id,
    siteName: row.site_name,
    clientId: row.client_id,
    clientName: row.client_name,
  }
}

/** Actors by session, for a moment. */
class Memory {
  private readonly bySession = new Map<string, { actor: Actor; until: number }>()
  /** counts the times everything was forgotten: what was read before such a time must not be kept after it */
  generation = 0

  get(sessionId: string): Actor | null {
    const entry = this.bySession.get(sessionId)
    return entry && performance.now() < entry.until ? entry.actor : null
  }

  set(actor: Actor, asOf: number): void {
    if (asOf !== this.generation) return
    if (this.bySession.size >= rememberedSessions) this.bySession.clear()
    this.bySession.set(actor.sessionId, { actor, until: performance.now() + rememberedMs })
  }

  clear(): void {
    this.generation++
    this.bySession.clear()
  }
}
