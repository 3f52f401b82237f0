import { sql } from 'kysely'
import type { ScenarioOffer } from '../../contract/scenario.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { mostNeeded } from '../../core/training/path.ts'
import { unused } from '../missed/unused.ts'
import type { Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'

type Row = {
  kind: ScenarioOffer['kind']
  id: string
  client_name: string
  power: PowerKind
  touchpoint: string | null
  language: string | null
  at: Date
  question: string | null
}

/** Twenty of each kind: nobody looks through more to choose one. */
const ofEach = 20

/**
 * Cases from which something could be learned: requests that led to nothing and would be decided at once today,
 * customers who went unhappy while the mandate had room, questions that people left, and decisions that were made. Nobody is named; the case itself is read once a draft is made of it.
 */
export async function listOffers(work: Work): Promise<{
  items: ScenarioOffer[]
  looked: { asks: number; week: string } | null
  lacking: Lacking[]
}> {
  const { tx } = work
  const { rows } = await sql<Row>`
    (select 'asked' as kind, ct.id, c.name as client_name, b.power, ct.touchpoint, ct.language, b.asked_at as at,
        null as question
      from (select distinct on (client_id, contact_id) * from backtest_case
        order by client_id, contact_id, asked_at desc) b
      join contact ct on ct.client_id = b.client_id and ct.id = b.contact_id
      join client c on c.id = b.client_id
      where ct.state = 'closed' and ${stillOffered}
      order by b.asked_at desc limit ${ofEach})
    union all
    (select 'missed', ct.id, c.name, m.powers[1], ct.touchpoint, ct.language, m.closed_at, null
      from missed_authority m
      join contact ct on ct.client_id = m.client_id and ct.id = m.contact_id
      join client c on c.id = m.client_id
      where ${unused} and ct.source is null and ${stillOffered}
        and not exists (select 1 from backtest_case b where b.client_id = ct.client_id and b.contact_id = ct.id)
      order by m.closed_at desc limit ${ofEach})
    union all
    (select 'learning', l.id, c.name, l.power, l.touchpoint, l.language, l.at, l.question
      from learning_case l join client c on c.id = l.client_id
      where l.state = 'open' and l.decision_id is not null
        and not exists (select 1 from scenario_original o where o.client_id = l.client_id and o.learning_case_id = l.id)
      order by l.at desc limit ${ofEach})
    union all
    (select 'decided', ct.id, c.name, d.power, ct.touchpoint, ct.language, ct.closed_at, null
      from decision d
      join contact ct on ct.client_id = d.client_id and ct.id = d.contact_id
      join client c on c.id = d.client_id
      where ct.closure = 'confirmed' and d.basis <> 'imported'
        and exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id and r.words is not null)
        and ${stillOffered}
      order by d.at desc limit ${ofEach})`.execute(tx)
  const week = await sql<{ asks: number; week: string }>`
    select sum(asks)::int as asks, max(week) as week from (
      select distinct on (client_id) asks, week from backtest_week order by client_id, week desc) last
    having count(*) > 0`.execute(tx)
  return {
    items: rows.map(present),
    looked: week.rows[0] ?? null,
    lacking: await listLacking(work),
  }
}

type Lacking = { clientId: string; clientName: string; powers: PowerKind[] }

/** Where the path asks for more cases than there are: of powers that a mandate in force has. */
async function listLacking({ tx, now }: Work): Promise<Lacking[]> {
  const { rows } = await sql<{ clientId: string; clientName: string; power: PowerKind; there: number }>`
    select c.id as "clientId", c.name as "clientName", p.power, (select count(*)::int from scenario s
      where s.client_id = c.id and s.power = p.power and s.state = 'approved') as there
    from client c
    join lateral (select distinct power ->> 'kind' as power from team t
      join mandate m on m.client_id = t.client_id and m.id = mandate_in_force(t.client_id, t.id, ${now}),
      jsonb_array_elements(m.document -> 'powers') power where t.client_id = c.id) p on true
    order by c.name, c.id`.execute(tx)
  const lacking = new Map<string, Lacking>()
  for (const { clientId, clientName, power, there } of rows) {
    if (there >= mostNeeded(power)) continue
    const one = lacking.get(clientId) ?? { clientId, clientName, powers: [] }
    lacking.set(clientId, { ...one, powers: [...one.powers, power] })
  }
  return [...lacking.values()]
}

/** Offers a contact no more. Whether a scenario was made of it or it was left out is not told. */
export async function leaveOffer({ tx }: Work, contactId: string): Promise<void> {
  const { rows } = await sql<{
    client_id: string
  }>`select client_id from contact where id = ${contactId}`.execute(tx)
  await tx
    .insertInto('offer_left')
    .values({ client_id: found(rows[0]).client_id, contact_id: contactId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Of a contact `ct`: no draft stands on it, and nobody left it out. */
const stillOffered = sql`not exists (select 1 from scenario_original o where o.client_id = ct.client_id and o.contact_id = ct.id)
  and not exists (select 1 from offer_left l where l.client_id = ct.client_id and l.contact_id = ct.id)`

function present(row: Row): ScenarioOffer {
  return {
    kind: row.kind,
    id: row.id,
    clientName: row.client_name,
    power: row.power,
    touchpoint: row.touchpoint,
    language: row.language,
    at: row.at.toISOString(),
    question: row.question,
  }
}
