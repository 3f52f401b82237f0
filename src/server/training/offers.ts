import { sql } from 'kysely'
import type { ScenarioOffer } from '../../contract/scenario.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { unused } from '../missed/unused.ts'
import type { Work } from '../platform/db.ts'

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
 * Cases from which something could be learned: questions that people left, customers who went unhappy while the mandate
 * had room, and decisions that were made. Nobody is named; the case itself is read once a draft is made of it.
 */
export async function listOffers({ tx }: Work): Promise<ScenarioOffer[]> {
  const { rows } = await sql<Row>`
    (select 'learning' as kind, l.id, c.name as client_name, l.power, l.touchpoint, l.language, l.at, l.question
      from learning_case l join client c on c.id = l.client_id
      where l.state = 'open' and l.decision_id is not null
        and not exists (select 1 from scenario_original o where o.client_id = l.client_id and o.learning_case_id = l.id)
      order by l.at desc limit ${ofEach})
    union all
    (select 'missed', ct.id, c.name, m.powers[1], ct.touchpoint, ct.language, m.closed_at, null
      from missed_authority m
      join contact ct on ct.client_id = m.client_id and ct.id = m.contact_id
      join client c on c.id = m.client_id
      where ${unused} and ct.source is null
        and not exists (select 1 from scenario_original o where o.client_id = ct.client_id and o.contact_id = ct.id)
      order by m.closed_at desc limit ${ofEach})
    union all
    (select 'decided', ct.id, c.name, d.power, ct.touchpoint, ct.language, ct.closed_at, null
      from decision d
      join contact ct on ct.client_id = d.client_id and ct.id = d.contact_id
      join client c on c.id = d.client_id
      where ct.closure = 'confirmed' and d.basis <> 'imported'
        and exists (select 1 from rating r where r.client_id = ct.client_id and r.contact_id = ct.id and r.words is not null)
        and not exists (select 1 from scenario_original o where o.client_id = ct.client_id and o.contact_id = ct.id)
      order by d.at desc limit ${ofEach})`.execute(tx)
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    clientName: row.client_name,
    power: row.power,
    touchpoint: row.touchpoint,
    language: row.language,
    at: row.at.toISOString(),
    question: row.question,
  }))
}
