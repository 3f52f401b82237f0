import type { Assignment } from '../../contract/session.ts'
import type { Role } from '../../core/person/permissions.ts'

/** A role and the one place it is held at; no place is the whole operator. */
export type DraftAssignment = { role: Role; placeId: string }

export type PlaceKind = 'team' | 'site' | 'client' | 'operator'

export const placeOf: Record<Role, PlaceKind> = {
  agent: 'team',
  coach: 'team',
  manager: 'site',
  trainer: 'operator',
  client_representative: 'client',
  sponsor: 'operator',
  administrator: 'operator',
}

export function isPlaced({ role, placeId }: DraftAssignment): boolean {
  return placeOf[role] === 'operator' || placeId !== ''
}

export function newAssignment({ role, placeId }: DraftAssignment) {
  switch (placeOf[role]) {
    case 'team':
      return { role, teamId: placeId }
    case 'site':
      return { role, siteId: placeId }
    case 'client':
      return { role, clientId: placeId }
    case 'operator':
      return { role }
  }
}

export function draftAssignment({ role, teamId, siteId, clientId }: Assignment): DraftAssignment {
  const places = { team: teamId, site: siteId, client: clientId, operator: null }
  return { role, placeId: places[placeOf[role]] ?? '' }
}
