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
import { tellTimes } from './told.ts'

/** A contact, whole, for somebody who sees its team. @throws Problem not_found */
export async function showContact(work: Work, actor: Actor, contactId: string): Promise<ContactDetail> {
  const { row, doubts } = found(await loadContact(work, contactId, false))
  if (!actor.teamIds.includes(row.team_id)) throw new Problem('not_found')
  const line = await findContactLine(work, row)
  const customer = await findCustomer(work, row.customer_id)
  invariant(line && customer, 'a contact has its customer')
  const rating = await findRating(work, row)
  const named = namesAgents(actor, row.team_id)
  const messages = await listMessages(work, row)
  const events = await listEvents(work, row, actor.personId)
  const decisions = await listDecisionsOfContact(work, contactId, actor)
  const supportRequests = await listSupportOfContact(work, contactId, actor)
  const others = (personId: string | null) => personId !== null && personId !== actor.personId
  const told = tellTimes(
    [
      ...messages.map(({ at, author_id: author }) => ({
        at,
        // what a caller said was written down by whoever opened the contact
        veiled: others(author ?? (at.getTime() === row.opened_at.getTime() ? row.opened_by : null)),
      })),
      ...events.map(({ at, actor_id }) => ({ at, veiled: others(actor_id) })),
    ],
    [
      ...decisions.map(({ at }) => at),
      ...supportRequests.flatMap(({ askedAt, answeredAt }) =>
        answeredAt ? [askedAt, answeredAt] : [askedAt],
      ),
    ].map((at) => new Date(at)),
    row.time_zone,
  )
  return {
    ...presentContactLine(line, actor),
    clientName: row.client_name,
    teamName: row.team_name,
    mine: row.agent_id === actor.personId,
    customer: presentCustomer(customer),
    messages: messages.map((message, nth) => presentMessage(message, actor, named, told[nth]!)),
    doubts: doubts.map(presentDoubt),
    decisions,
    supportRequests,
    events: events.map((event, nth) => presentEvent(event, named, told[messages.length + nth]!)),
    rating: rating ? presentRating(rating) : null,
    closesAt: row.closes_at?.toISOString() ?? null,
    touchpoints: row.touchpoints,
  }
}
