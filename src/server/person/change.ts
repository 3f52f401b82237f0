import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { hasAdministrator, lockAdministrators } from '../session/store.ts'
import { checkAssignments, type NewAssignment, replaceAssignments } from './assignments.ts'
import { releaseLostContacts } from './release.ts'
import { findPerson, lockPerson, type PersonRow } from './store.ts'

/**
 * Changes a person's name, roles or access. Their sessions are ended after commit (by the caller), and a person
 * without access is nobody from the commit on.
 * @throws Problem not_found; invalid_input; not_permitted for what would leave no administrator
 */
export async function changePerson(
  work: Work,
  administrator: Actor,
  personId: string,
  change: { name?: string; active?: boolean; assignments?: NewAssignment[] },
): Promise<PersonRow> {
  const { tx, now } = work
  await lockAdministrators(tx)
  const person = found(await lockPerson(tx, personId))
  if (change.assignments) {
    const clientId = await checkAssignments(tx, change.assignments)
    if (clientId !== person.client_id) refuseOtherSide()
    await replaceAssignments(tx, personId, change.assignments, now)
  }
  const fields = {
    ...(change.name !== undefined ? { name: change.name } : {}),
    ...(change.active !== undefined ? { active: change.active } : {}),
  }
  if (Object.keys(fields).length > 0)
    await tx.updateTable('person').set(fields).where('id', '=', personId).execute()
  await refuseWithoutAdministrator(tx)
  await releaseLostContacts(work, administrator, personId)
  return found(await findPerson(tx, personId))
}

async function refuseWithoutAdministrator(tx: Tx): Promise<void> {
  if (!(await hasAdministrator(tx)))
    throw new Problem('not_permitted', 'This is the last administrator: make another one first.')
}

/** What somebody signed for a client must stay that client's to see: their name goes with client_id. */
function refuseOtherSide(): never {
  throw new Problem('invalid_input', undefined, [
    {
      path: 'body.assignments',
      message: 'a person of a client stays one: invite them again under another address',
    },
  ])
}
