import { CompiledQuery } from 'kysely'
import type { Lift } from '../../core/mandate/evaluate.ts'
import { liftsKept, presentLift } from '../mandate/authority.ts'
import { type MandateInForce, readDocument, selectInForce } from '../mandate/store.ts'
import type { Actor } from '../platform/actor.ts'
import { together, type Work } from '../platform/db.ts'
import { type ContactForDecision, contactForDecision, fromContact } from './store.ts'

/** What an agent's request is about, as it stands. */
export type Asked = {
  contact: ContactForDecision
  /** undefined when none binds the team */
  mandate: MandateInForce | undefined
  /** grants «for this customer» that still hold */
  lifts: Lift[]
  /** what the same key has made before */
  earlier: Made | undefined
}

/** A decision that an idempotency key made, and of what request. */
export type Made = { id: string; request_hash: string | null }

/**
 * All that is to be known of a contact before a request is weighed, in one way to the database; undefined when there
 * is no such contact in these teams. Whoever comes with the same key waits here until the first is done: the key is
 * locked by the first statement, so that the second, which sees what is committed by then, finds what it made.
 */
export async function findAsked(
  { tx, now }: Work,
  actor: Actor,
  { contactId, idempotencyKey }: { contactId: string; idempotencyKey: string },
): Promise<Asked | undefined> {
  const { personId, workTeamIds } = actor
  const [first, second] = await together(tx, [
    CompiledQuery.raw(askedText, [contactId, workTeamIds, now, keyLock(personId, idempotencyKey)]),
    CompiledQuery.raw(earlierText, [contactId, personId, idempotencyKey]),
  ])
  const row = first?.rows[0] as Row | undefined
  if (!row) return undefined
  const { mandate_id, number, signed_by_client_at, time_zone, overlays, lifts, ...contact } = row
  return {
    contact,
    mandate: mandate_id
      ? {
          ...{ id: mandate_id, number, signed_by_client_at, time_zone, overlays },
          document: await readDocument(tx, mandate_id),
        }
      : undefined,
    lifts: lifts.map(presentLift),
    earlier: second?.rows[0] as Made | undefined,
  }
}

/** What is locked, hashed, for a key of an agent. */
export function keyLock(agentId: string, key: string): string {
  return `${agentId} ${key}`
}

type Row = ContactForDecision &
  Omit<MandateInForce, 'id' | 'document'> & {
    /** null, as all that is the mandate's, when there is none */
    mandate_id: string | null
    lifts: Parameters<typeof presentLift>[0][]
  }

const askedText = `
  select ${contactForDecision},
    m.id as mandate_id, m.number, m.signed_by_client_at, m.time_zone, m.overlays,
    (select coalesce(json_agg(l), '[]') from (
       select power, amount_minor, currency, days from lift
       where client_id = ct.client_id and customer_id = ct.customer_id and until > $3
       limit ${liftsKept}) l) as lifts,
    pg_advisory_xact_lock(hashtextextended($4, 0))
  ${fromContact}
  left join lateral (${selectInForce('t.id = ct.team_id and t.client_id = ct.client_id', '$3')}) m on true
  where ct.id = $1 and ct.team_id = any ($2::uuid[])`

const earlierText = `
  select id, request_hash from decision
  where client_id = (select ct.client_id from contact ct where ct.id = $1) and agent_id = $2 and idempotency_key = $3`
