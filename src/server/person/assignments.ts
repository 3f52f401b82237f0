import type { Role } from '../../core/person/permissions.ts'
import type { Tx } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'

export type NewAssignment = { role: Role; teamId?: string; siteId?: string; clientId?: string }

/** Where each role is held; null: in the whole operator. */
const placeOfRole = {
  agent: 'teamId',
  coach: 'teamId',
  manager: 'siteId',
  client_representative: 'clientId',
  trainer: null,
  sponsor: null,
  administrator: null,
} as const satisfies Record<Role, keyof NewAssignment | null>

/**
 * Checks what the database's own checks would refuse, and what they can't see: each role with its kind of place
 * and no other, places that exist, none twice, and a client's people apart from the operator's own.
 * @returns the client whose person this is; null: one of the operator's own
 * @throws Problem invalid_input with the place of each fault
 */
export async function checkAssignments(
  tx: Tx,
  assignments: readonly NewAssignment[],
): Promise<string | null> {
  const faults: { path: string; message: string }[] = []
  const seen = new Set<string>()
  const fault = (index: number, field: string, message: string) =>
    faults.push({ path: `body.assignments.${index}.${field}`, message })
  for (const [index, assignment] of assignments.entries()) {
    const wanted = placeOfRole[assignment.role]
    for (const place of ['teamId', 'siteId', 'clientId'] as const) {
      if (place === wanted && !assignment[place]) fault(index, place, `a ${assignment.role} needs one`)
      if (place !== wanted && assignment[place]) fault(index, place, `a ${assignment.role} has none`)
    }
    const key = JSON.stringify([assignment.role, wanted && assignment[wanted]])
    if (seen.has(key)) fault(index, 'role', 'given twice')
    seen.add(key)
    if (wanted && assignment[wanted] && !(await exists(tx, wanted, assignment[wanted])))
      fault(index, wanted, 'does not exist')
  }
  const clientIds = new Set(
    assignments.map(({ role, clientId }) => (role === 'client_representative' ? clientId : null)),
  )
  if (clientIds.size > 1)
    faults.push({
      path: 'body.assignments',
      message: 'people of a client hold roles for that client only, and none of the operator',
    })
  if (faults.length > 0) throw new Problem('invalid_input', undefined, faults)
  return [...clientIds][0] ?? null
}

/** Puts these in place of what the person held. */
export async function replaceAssignments(
  tx: Tx,
  personId: string,
  assignments: readonly NewAssignment[],
  now: Date,
): Promise<void> {
  await tx.deleteFrom('assignment').where('person_id', '=', personId).execute()
  await tx
    .insertInto('assignment')
    .values(
      assignments.map((assignment, index) => ({
        person_id: personId,
        role: assignment.role,
        team_id: assignment.teamId ?? null,
        site_id: assignment.siteId ?? null,
        client_id: assignment.clientId ?? null,
        // A millisecond apart, so that they stay in the order given: the first says the person's time zone.
        created_at: new Date(now.getTime() + index),
      })),
    )
    .execute()
}

async function exists(tx: Tx, place: 'teamId' | 'siteId' | 'clientId', id: string): Promise<boolean> {
  const table = { teamId: 'team', siteId: 'site', clientId: 'client' } as const
  return (
    (await tx.selectFrom(table[place]).select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  )
}
