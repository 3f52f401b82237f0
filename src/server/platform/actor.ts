import type { Language } from '../../contract/route.ts'
import type { Assignment } from '../../contract/session.ts'
import type { Role } from '../../core/person/permissions.ts'

/** The person behind a request, with the reach of their roles. Loaded from the session, never from input. */
export type Actor = {
  personId: string
  authUserId: string
  sessionId: string
  name: string
  email: string
  language: Language
  roles: Role[]
  assignments: Assignment[]
  clients: { id: string; name: string; slug: string }[]
  clientIds: string[]
  /** teams whose contacts this person may see: own teams, or all teams of a manager's sites */
  teamIds: string[]
  /** teams this person works in, as agent or coach */
  workTeamIds: string[]
  /** teams this person coaches */
  coachTeamIds: string[]
  siteIds: string[]
  timeZone: string
}
