import { sql } from 'kysely'
import type { PastCase } from '../../contract/backtest.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { holdsPermission, type Permission } from '../../core/person/permissions.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { PastAsk } from './store.ts'

type CaseRow = {
  kind: PastAsk['kind']
  id: string
  at: Date
  contact_id: string
  team_id: string
  subject: string
  customer_name: string
  team_name: string
  power: PowerKind
  amount_minor: number
  currency: string
  days: number | null
  reason: string
}

/** Past asks as cases one can read, with the way to look closer where this reader has one. */
export async function openCases(
  work: Work,
  actor: Actor,
  clientId: string,
  asks: readonly (Pick<PastAsk, 'kind' | 'id'> & { row: number })[],
): Promise<PastCase[]> {
  const idsOf = (kind: PastAsk['kind']) => asks.filter((ask) => ask.kind === kind).map(({ id }) => id)
  const { rows } = await sql<CaseRow>`
    select a.*, ct.subject, cu.name as customer_name, t.name as team_name
    from (
      select 'decision' as kind, d.client_id, d.id, d.at, d.contact_id, d.team_id, d.power, d.amount_minor, d.currency,
        d.days, d.reason from decision d
      where d.client_id = ${clientId} and d.id = any (${idsOf('decision')}::uuid[])
      union all
      select 'lift', s.client_id, s.id, s.asked_at, s.contact_id, s.team_id, s.power, s.amount_minor, s.currency,
        s.days, s.reason from support_request s
      where s.client_id = ${clientId} and s.id = any (${idsOf('lift')}::uuid[])) a
    join contact ct on ct.client_id = a.client_id and ct.id = a.contact_id
    join customer cu on cu.client_id = ct.client_id and cu.id = ct.customer_id
    join team t on t.id = a.team_id`.execute(work.tx)
  const byId = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))
  return asks.flatMap(({ kind, id, row }) => {
    const found = byId.get(`${kind} ${id}`)
    return found ? [presentCase(found, row, actor)] : []
  })
}

function presentCase(row: CaseRow, number: number, actor: Actor): PastCase {
  const may = (permission: Permission) => holdsPermission(actor.roles, permission)
  const mine = actor.teamIds.includes(row.team_id)
  return {
    row: number,
    at: row.at.toISOString(),
    subject: row.subject,
    customerName: row.customer_name,
    teamName: row.team_name,
    power: row.power,
    amount: { minor: row.amount_minor, currency: row.currency },
    days: row.days,
    reason: may(row.kind === 'decision' ? 'decision.read' : 'support.read') ? row.reason : null,
    contactId: may('contact.read') && mine ? row.contact_id : null,
    decisionId: row.kind === 'decision' && may('decision.read') ? row.id : null,
  }
}
