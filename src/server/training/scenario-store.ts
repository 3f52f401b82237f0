import { type RawBuilder, sql } from 'kysely'
import type { Language } from '../../contract/route.ts'
import type { ScenarioDraft, ScenarioListed } from '../../contract/scenario.ts'
import type { MandateDocument, PowerKind } from '../../core/mandate/document.ts'
import { type Scenario, scenarioFaults } from '../../core/training/scenario.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type OriginalLine = { by: 'customer' | 'us' | 'after'; text: string }

export type ScenarioRow = {
  client_id: string
  client_name: string
  id: string
  source: ScenarioListed['source']
  language: Language
  touchpoint: string | null
  power: PowerKind
  currency: string
  mandate: MandateDocument
  mandate_number: number
  time_zone: string
  weighed_at: Date
  facts: Record<string, number | string | boolean>
  content: Scenario
  amount_percent: number
  doubtful: ScenarioDraft['doubtful']
  state: ScenarioListed['state']
  revision: number
  created_at: Date
  practised: number
  original: OriginalLine[] | null
  people: string[] | null
}

const columns = (reader: Actor) => sql`
  select s.client_id, c.name as client_name, s.id, s.source, s.language, s.touchpoint, s.power, s.currency, s.mandate, s.mandate_number,
    s.time_zone, s.weighed_at, s.facts, s.content, s.amount_percent, s.doubtful, s.state, s.revision, s.created_at,
    (select count(*)::int from practice p where p.client_id = s.client_id and p.scenario_id = s.id
      and p.person_id = ${reader.personId} and p.finished_at is not null) as practised,
    o.lines as original, o.people
  from scenario s
  join client c on c.id = s.client_id
  left join scenario_original o on o.client_id = s.client_id and o.scenario_id = s.id`

export async function findScenario(
  { tx }: Work,
  reader: Actor,
  scenarioId: string,
  lock: RawBuilder<unknown> = sql``,
): Promise<ScenarioRow | undefined> {
  const { rows } = await sql<ScenarioRow>`${columns(reader)} where s.id = ${scenarioId} ${lock}`.execute(tx)
  return rows[0]
}

export async function listScenarios(
  { tx }: Work,
  reader: Actor,
  page: { state: 'approved' | 'draft'; beforeAt?: Date; beforeId?: string; limit: number },
): Promise<ScenarioRow[]> {
  const after =
    page.beforeAt === undefined
      ? sql`true`
      : sql`(date_trunc('milliseconds', s.created_at), s.id) < (${page.beforeAt}, ${page.beforeId}::uuid)`
  const { rows } = await sql<ScenarioRow>`${columns(reader)} where s.state = ${page.state} and ${after}
    order by date_trunc('milliseconds', s.created_at) desc, s.id desc limit ${page.limit}`.execute(tx)
  return rows
}

export function presentListed(row: ScenarioRow): ScenarioListed {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    source: row.source,
    language: row.language,
    touchpoint: row.touchpoint,
    power: row.power,
    currency: row.currency,
    mandateNumber: row.mandate_number,
    title: row.content.title,
    state: row.state,
    at: row.created_at.toISOString(),
    practised: row.practised,
  }
}

export function presentDraft(row: ScenarioRow): ScenarioDraft {
  return {
    ...presentListed(row),
    revision: row.revision,
    amountPercent: row.amount_percent,
    content: row.content,
    original: row.original,
    doubtful: row.state === 'draft' ? row.doubtful : [],
    faults: scenarioFaults(row.content),
  }
}
