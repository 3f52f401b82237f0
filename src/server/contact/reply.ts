import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { publishContact } from './apply.ts'
import { loadContactToWork, loadOwnContact } from './load.ts'
import type { MessageRow } from './present.ts'
import { insertMessage } from './store.ts'
import { tellReply } from './tell.ts'

/**
 * A reply goes to the customer by mail and stands on their page; it is the agent's who has the contact.
 * A note stays inside, and anybody who works in the team may leave one.
 */
export async function writeMessage(
  work: Work,
  actor: Actor,
  input: { contactId: string; kind: 'reply' | 'note'; text: string; publicUrl: string },
): Promise<MessageRow> {
  const load = input.kind === 'reply' ? loadOwnContact : loadContactToWork
  const { row } = await load(work, actor, input.contactId)
  const message = await insertMessage(work, row, {
    kind: input.kind,
    authorId: actor.personId,
    text: input.text,
  })
  if (input.kind === 'reply') await tellReply(work, row, input.text, input.publicUrl)
  publishContact(work, row)
  return { ...message, author_name: actor.name }
}
