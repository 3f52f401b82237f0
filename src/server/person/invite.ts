import type { Language } from '../../contract/route.ts'
import type { Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { refuseDuplicate } from '../platform/refuse-duplicate.ts'
import { mailLink } from '../session/mail-link.ts'
import { findOperator } from '../session/store.ts'
import { checkAssignments, type NewAssignment, replaceAssignments } from './assignments.ts'
import { findPerson, type PersonRow } from './store.ts'

/**
 * Adds a person and mails them a link in their language; they set a password later if they want one.
 * @throws Problem already_exists when the address is somebody's; invalid_input for a role without its place
 */
export async function invitePerson(
  work: Work,
  platform: Platform,
  input: { name: string; email: string; language: Language; assignments: NewAssignment[] },
): Promise<PersonRow> {
  const { tx, now } = work
  const { auth } = platform
  const email = input.email.toLowerCase()
  const clientId = await checkAssignments(tx, input.assignments)
  const { id } = await tx
    .insertInto('person')
    .values({ client_id: clientId, name: input.name, email, language: input.language, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(refuseDuplicate)
  await replaceAssignments(tx, id, input.assignments, now)
  // The account commits on its own. If we fail after it, it is nobody's, and the next invitation finds it.
  const authUserId = (await auth.findUserId(email)) ?? (await auth.createUser({ email, name: input.name }))
  await tx.updateTable('person').set({ auth_user_id: authUserId }).where('id', '=', id).execute()
  await mailLink(work, platform, {
    clientId,
    name: input.name,
    email,
    language: input.language,
    kind: 'invitation',
    operatorName: (await findOperator(tx))?.name ?? '',
  })
  return found(await findPerson(tx, id))
}

/** @throws Problem not_found; not_permitted for somebody whose access was ended */
export async function mailNewLink(work: Work, platform: Platform, personId: string): Promise<void> {
  const person = found(await findPerson(work.tx, personId))
  if (!person.active) throw new Problem('not_permitted', 'This person has no access: give it back first.')
  await mailLink(work, platform, { ...person, clientId: person.client_id, kind: 'sign_in_link' })
}
