import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { command } from './apply.ts'
import { loadContactToWork } from './load.ts'
import { tellClosureProposed } from './tell.ts'
import { dayEnd } from './told.ts'

/**
 * Asks the customer, who alone closes the contact (law 4). Asking again mails again and starts the days anew. They
 * end with a day of the site's calendar: the moment of asking, which is the agent's own (law 6), must not be read
 * from the moment at which silence closes it.
 */
export async function proposeClosure(
  work: Work,
  actor: Actor,
  input: { contactId: string; publicUrl: string },
): Promise<void> {
  const contact = await loadContactToWork(work, actor, input.contactId)
  await command(
    work,
    contact,
    {
      type: 'propose_closure',
      agentId: actor.personId,
      now: dayEnd(work.now.getTime(), contact.row.time_zone),
      closingDays: contact.row.closing_days,
    },
    actor,
  )
  await tellClosureProposed(work, contact, input.publicUrl)
}

export async function withdrawClosure(work: Work, actor: Actor, contactId: string): Promise<void> {
  const contact = await loadContactToWork(work, actor, contactId)
  await command(work, contact, { type: 'withdraw_closure', agentId: actor.personId }, actor)
}
