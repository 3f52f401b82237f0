import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { command, publishContact } from './apply.ts'
import { type Contact, type DoubtRow, loadOwnContact } from './load.ts'
import { insertDoubt } from './store.ts'

/** Ten times what one contact has; beyond it, it is no longer one matter. */
export const maxDoubts = 30

export async function createDoubt(
  work: Work,
  actor: Actor,
  input: { contactId: string; question: string },
): Promise<DoubtRow> {
  const contact = await loadOwnContact(work, actor, input.contactId)
  if (contact.doubts.length >= maxDoubts)
    throw new Problem('invalid_input', undefined, [{ path: 'body.question', message: 'too many doubts' }])
  await takeBackProposal(work, contact, actor)
  const doubt = await insertDoubt(work, contact, { question: input.question, askedBy: actor.personId })
  publishContact(work, contact.row)
  return doubt
}

/** Answers a doubt, or answers it anew after the customer called it not clear. Only the customer clears it. */
export async function answerDoubt(
  work: Work,
  actor: Actor,
  input: { contactId: string; doubtId: string; text: string },
): Promise<DoubtRow> {
  const contact = await loadOwnContact(work, actor, input.contactId)
  const doubt = found(contact.doubts.find(({ id }) => id === input.doubtId))
  // The customer's word was given on the answer as it stands: it may not change under it.
  if (doubt.state === 'cleared') throw new Problem('already_answered')
  await takeBackProposal(work, contact, actor)
  await work.tx
    .updateTable('doubt')
    .set({ answer: input.text, answered_by: actor.personId, answered_at: work.now, answered: true })
    .where('client_id', '=', contact.row.client_id)
    .where('id', '=', doubt.id)
    .execute()
  publishContact(work, contact.row)
  return { ...doubt, answer: input.text, answered: true, answered_at: work.now }
}

/** @throws Problem not_permitted when the customer wrote it, already_answered when it has had an answer */
export async function removeDoubt(
  work: Work,
  actor: Actor,
  input: { contactId: string; doubtId: string },
): Promise<void> {
  const contact = await loadOwnContact(work, actor, input.contactId)
  const doubt = found(contact.doubts.find(({ id }) => id === input.doubtId))
  if (doubt.asked_by === null) throw new Problem('not_permitted', 'the customer wrote it')
  if (doubt.answer !== null || doubt.state === 'cleared') throw new Problem('already_answered')
  await takeBackProposal(work, contact, actor)
  await work.tx
    .deleteFrom('doubt')
    .where('client_id', '=', contact.row.client_id)
    .where('id', '=', doubt.id)
    .execute()
  publishContact(work, contact.row)
}

/** What the customer is asked to confirm stays as it was asked: changing it takes the question back. */
async function takeBackProposal(work: Work, contact: Contact, actor: Actor): Promise<void> {
  if (contact.state.state === 'with_customer')
    await command(work, contact, { type: 'withdraw_closure', agentId: actor.personId }, actor)
}
