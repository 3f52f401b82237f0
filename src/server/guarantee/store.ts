import { sql } from 'kysely'
import type { Breach, GuaranteeSheet } from '../../contract/guarantee.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type Keyset = { beforeAt?: Date; beforeId?: string; limit: number }

/** `(at, id)` before the cursor, newest first. */
export function before(
  at: ReturnType<typeof sql>,
  id: ReturnType<typeof sql>,
  { beforeAt, beforeId }: Keyset,
) {
  return sql`(${beforeAt ?? null}::timestamptz is null or (date_trunc('milliseconds', ${at}), ${id})
    < (${beforeAt ?? null}::timestamptz, ${beforeId ?? null}::uuid))`
}

export type GuaranteeCounts = {
  client_id: string
  client_name: string
  given: number
  reported: number
  refused: number
  learning: number
  proposals: number
}

/** Counts by client; what each attempt became is counted once. */
export async function countGuarantees({ tx }: Work): Promise<GuaranteeCounts[]> {
  const { rows } = await sql<GuaranteeCounts>`
    select c.id as client_id, c.name as client_name,
      (select count(*) from decision d where d.client_id = c.id and d.guaranteed) as given,
      -- answered and found to be one: what nobody answered yet is told to nobody, not by a figure either
      (select count(*) from breach_answer ba where ba.client_id = c.id and ba.outcome = 'put_right') as reported,
      count(b.id) as refused,
      count(b.id) filter (where l.is) as learning,
      count(b.id) filter (where p.is and not l.is) as proposals
    from client c
    left join breach b on b.client_id = c.id and b.kind = 'refused'
    left join lateral (select exists (select 1 from learning_case l
      where l.client_id = b.client_id and l.breach_id = b.id) as is) l on true
    left join lateral (select exists (select 1 from proposal p
      where p.client_id = b.client_id and p.breach_id = b.id) as is) p on true
    group by c.id, c.name order by c.name`.execute(tx)
  return rows
}

export type BreachRow = {
  client_id: string
  id: string
  team_id: string
  team_name: string
  place: Breach['place']
  tried: Breach['tried']
  reason: Breach['reason']
  how: Breach['how']
  about_id: string
  author_id: string
  author_name: string
  decision_id: string | null
  power: PowerKind | null
  at: Date
  became: Breach['became']
}

const breachColumns = sql`
  select b.client_id, b.id, b.team_id, t.name as team_name, b.place, b.tried, b.reason, b.how, b.about_id, b.author_id,
    a.name as author_name, b.decision_id, d.power, b.at,
    case when exists (select 1 from learning_case l where l.client_id = b.client_id and l.breach_id = b.id) then 'learning'
      when exists (select 1 from proposal p where p.client_id = b.client_id and p.breach_id = b.id) then 'proposal'
      else 'nothing' end as became
  from breach b
  join team t on t.id = b.team_id
  join person a on a.id = b.author_id
  left join decision d on d.client_id = b.client_id and d.id = b.decision_id`

export async function listBreaches(work: Work, actor: Actor, keyset: Keyset): Promise<BreachRow[]> {
  const { rows } = await sql<BreachRow>`${breachColumns}
    where ${breachSeenBy(actor)} and ${before(sql`b.at`, sql`b.id`, keyset)}
    order by date_trunc('milliseconds', b.at) desc, b.id desc limit ${keyset.limit}`.execute(work.tx)
  return rows
}

export async function findBreach(
  work: Work,
  actor: Actor,
  breachId: string,
): Promise<(BreachRow & { words: string | null }) | undefined> {
  const { rows } = await sql<BreachRow>`${breachColumns}
    where b.id = ${breachId} and ${breachSeenBy(actor)}`.execute(work.tx)
  const row = rows[0]
  if (!row) return undefined
  const words = await work.tx
    .selectFrom('breach_words')
    .select('text')
    .where('breach_id', '=', breachId)
    .where('author_id', '=', actor.personId)
    .executeTakeFirst()
  return { ...row, words: words?.text ?? null }
}

/** The person concerned, the writer, and whoever stands above the writer. */
function breachSeenBy(actor: Actor) {
  return sql`(b.kind = 'refused' and (b.about_id = ${actor.personId} or b.author_id = ${actor.personId}
    or (b.seen_from = 'manager' and t.site_id = any (${actor.siteIds}::uuid[]))
    or ${actor.roles.includes('administrator')}))`
}

export type SheetRow = {
  id: string
  client_name: string
  customer_name: string
  power: PowerKind
  amount_minor: number
  currency: string
  days: number | null
  basis: GuaranteeSheet['basis']
  at: Date
  guaranteed: boolean
  mandate_number: number | null
  mandate_hash: string | null
  signatures: NonNullable<GuaranteeSheet['mandate']>['signatures']
  entry_id: string | null
  entry_hash: string | null
  seq: number | null
}

/** One's own decisions with what protects them. */
export async function listSheets(work: Work, actor: Actor, keyset: Keyset): Promise<SheetRow[]> {
  const { rows } = await sql<SheetRow>`
    select d.id, c.name as client_name, cu.name as customer_name, d.power, d.amount_minor, d.currency, d.days, d.basis,
      d.at, d.guaranteed, m.number as mandate_number, m.hash as mandate_hash,
      (select coalesce(json_agg(json_build_object('side', s.side, 'personName', coalesce(sp.name, ''),
              'at', to_char(s.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'method', s.method) order by s.at), '[]')
         from mandate_signature s left join person sp on sp.id = s.person_id
        where s.client_id = m.client_id and s.mandate_id = m.id) as signatures,
      de.entry_id, e.hash as entry_hash, lp.seq
    from decision d
    join client c on c.id = d.client_id
    join customer cu on cu.client_id = d.client_id and cu.id = d.customer_id
    left join mandate m on m.client_id = d.client_id and m.id = d.mandate_id
    left join decision_entry de on de.client_id = d.client_id and de.decision_id = d.id
    left join ledger_entry e on e.client_id = de.client_id and e.id = de.entry_id
    left join ledger_position lp on lp.client_id = de.client_id and lp.entry_id = de.entry_id
    where d.agent_id = ${actor.personId} and ${before(sql`d.at`, sql`d.id`, keyset)}
    order by date_trunc('milliseconds', d.at) desc, d.id desc limit ${keyset.limit}`.execute(work.tx)
  return rows
}
