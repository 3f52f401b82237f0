import { sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { MandateDocument, PowerKind } from '../../core/mandate/document.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'

export type CaseRow = {
  client_id: string
  contact_id: string
  subject: string
  language: Language
  touchpoint: string
  closed_at: Date
  customer_name: string
  customer_city: string | null
  currency: string
  time_zone: string
  people: string[]
  rating_words: string | null
  decision: {
    power: PowerKind
    minor: number
    days: number | null
    currency: string
    at: string
    facts: Record<string, number | string | boolean>
  } | null
  missed: PowerKind[] | null
  mandate: MandateDocument
  mandate_number: number
}
export type CaseMessage = { kind: 'customer' | 'reply'; text: string; at: Date }

/**
 * A closed contact with all that a scenario is made of: the mandate of its day, what was decided, who is named in it.
 * @throws Problem not_found, contact_not_closed, no_mandate
 */
export async function readCase(
  { tx }: Work,
  contactId: string,
): Promise<{ row: CaseRow; messages: CaseMessage[] }> {
  const { rows } = await sql<CaseRow & { state: string }>`
    select ct.client_id, ct.id as contact_id, ct.subject, ct.language, ct.touchpoint, ct.closed_at, ct.state,
      cu.name as customer_name, cu.city as customer_city, coalesce(d.currency, cu.currency) as currency, s.time_zone,
      (select coalesce(array_agg(distinct p.name), '{}') from person p where p.id in (
         select a.person_id from assignment a where a.team_id = ct.team_id
         union select m.author_id from message m where m.client_id = ct.client_id and m.contact_id = ct.id)) as people,
      (select r.words from rating r where r.client_id = ct.client_id and r.contact_id = ct.id) as rating_words,
      case when d.id is null then null else json_build_object('power', d.power, 'minor', d.amount_minor, 'days', d.days,
        'currency', d.currency, 'at', d.at, 'facts', d.facts) end as decision,
      (select ma.powers from missed_authority ma where ma.client_id = ct.client_id and ma.contact_id = ct.id) as missed,
      m.document as mandate, m.number as mandate_number
    from contact ct
    join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
    join team t on t.id = ct.team_id
    join site s on s.id = t.site_id
    left join lateral (select * from decision d where d.client_id = ct.client_id and d.contact_id = ct.id
      order by d.at desc limit 1) d on true
    left join mandate m on m.client_id = ct.client_id
      and m.id = coalesce(d.mandate_id, mandate_in_force(ct.client_id, ct.team_id, coalesce(ct.closed_at, ct.opened_at)))
    where ct.id = ${contactId}`.execute(tx)
  const row = found(rows[0])
  if (row.state !== 'closed') throw new Problem('contact_not_closed')
  if (!row.mandate) throw new Problem('no_mandate')
  const messages = await sql<CaseMessage>`
    select kind, text, at from message where client_id = ${row.client_id} and contact_id = ${contactId} and kind <> 'note'
    order by at, id limit 200`.execute(tx)
  return { row, messages: messages.rows }
}

/** The contact that a learning case came from. @throws Problem not_found where it came from none */
export async function findContactOfCase({ tx }: Work, caseId: string): Promise<string> {
  const { rows } = await sql<{ contact_id: string }>`
    select d.contact_id from learning_case l
    join decision d on d.client_id = l.client_id and d.id = l.decision_id where l.id = ${caseId}`.execute(tx)
  return found(rows[0]).contact_id
}

/** What would be otherwise today: the version that would grant the request, with what was known then. */
export type PastCase = {
  power: PowerKind
  currency: string
  asked_at: Date
  facts: Record<string, number | string | boolean>
  mandate: MandateDocument
  mandate_number: number
}

/** The newest such request of a contact. @throws Problem not_found where the last look found none */
export async function findPastCase({ tx }: Work, contactId: string): Promise<PastCase> {
  const { rows } = await sql<PastCase>`
    select b.power, s.currency, b.asked_at, b.facts, m.document as mandate, m.number as mandate_number
    from backtest_case b
    join support_request s on s.client_id = b.client_id and s.id = b.support_request_id
    join mandate m on m.client_id = b.client_id and m.id = b.mandate_id
    where b.contact_id = ${contactId} order by b.asked_at desc limit 1`.execute(tx)
  return found(rows[0])
}

/** The newest mandate in force of a client, for a case that was pasted. @throws Problem no_mandate, not_found */
export async function findMandateOfClient({ tx, now }: Work, clientId: string) {
  const { rows } = await sql<{
    currencies: string[]
    time_zone: string
    document: MandateDocument | null
    number: number
  }>`
    select c.currencies, s.time_zone, m.document, m.number from client c
    join team t on t.client_id = c.id
    join site s on s.id = t.site_id
    left join mandate m on m.client_id = c.id and m.id = mandate_in_force(c.id, t.id, ${now})
    where c.id = ${clientId} order by m.number desc nulls last, t.id limit 1`.execute(tx)
  const row = found(rows[0])
  if (!row.document) throw new Problem('no_mandate')
  return { ...row, document: row.document }
}
