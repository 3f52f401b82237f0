import type { ContactDetail } from '../../contract/contact.ts'
import { presentCustomer } from '../customer/present.ts'
import { findCustomer } from '../customer/store.ts'
import { listDecisionsOfContact } from '../decision/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { listSupportOfContact } from '../support/store.ts'
import { loadContact } from './load.ts'
import {
  namesAgents,
  presentContactLine,
  presentDoubt,
  presentEvent,
  presentMessage,
  presentRating,
} from './present.ts'
import { findContactLine, findRating, listEvents, listMessages } from './store.ts'

/** A contact, whole, for somebody who sees its team. @throws Problem not_found */
export async function showContact(work: Work, actor: Actor, contactId: string): Promise<ContactDetail> {
  const { row, doubts } = found(await loadContact(work, contactId, false))
  if (!actor.teamIds.includes(row.team_id)) throw new Problem('not_found')
  const line = await findContactLine(work, row)
  const customer = await findCustomer(work, row.customer_id)
  invariant(line && customer, 'a contact has its customer')
  const rating = await findRating(work, row)
  const named = namesAgents(actor, row.team_id)
  return {
    ...presentContactLine(line, actor),
    clientName: row.client_name,
    teamName: row.team_name,
    mine: row.agent_id === actor.personId,
    customer: presentCustomer(customer),
    messages: (await listMessages(work, row)).map((message) => presentMessage(message, actor, named)),
    doubts: doubts.map(presentDoubt),
    decisions: await listDecisionsOfContact(work, contactId, actor),
    supportRequests: await listSupportOfContact(work, contactId, actor),
    events: (await listEvents(work, row, actor.personId)).map((event) => presentEvent(event, named)),
    rating: rating ? presentRating(rating) : null,
    closesAt: row.closes_at?.toISOString() ?? null,
    touchpoints: row.touchpoints,
  }
}
