import { sql } from 'kysely'
import type { Series } from '../../contract/coaching.ts'
import {
  type CountedWeek,
  fewestSeriesPeople,
  readSeries,
  type SeriesMeasure,
  seriesMeasureKinds,
} from '../../core/coaching/series.ts'
import { happyFrom } from '../../core/contact/happy.ts'
import type { Tx, Work } from '../platform/db.ts'
import type { LookedTeam } from './ask.ts'
import { mondayOf, mondaysFrom, startOf, weeksBefore } from './weeks.ts'

/** Half a year: long enough for limits, short enough to be about this team. */
const weeksShown = 26

/** A team's weeks. Of fewer than three people nothing is shown: their team's share would be theirs. */
export async function showSeries(
  { tx, now }: Work,
  team: LookedTeam,
): Promise<{ enoughPeople: boolean; items: Series[] }> {
  const last = weeksBefore(mondayOf(now, team.time_zone), 1)
  const scope = { team, first: weeksBefore(last, weeksShown - 1), end: mondayOf(now, team.time_zone) }
  const enoughPeople = await haveManyPeople(tx, scope)
  const items: Series[] = []
  for (const measure of seriesMeasureKinds) {
    const counted = enoughPeople ? await countWeeks(tx, measure, scope) : []
    items.push({ measure, ...readSeries(measure, fillWeeks(counted, scope.first, endOf(measure, last))) })
  }
  return { enoughPeople, items }
}

type Scope = { team: LookedTeam; first: string; end: string }

/** Whoever ended in a week has seven days to come back: of the last week nobody can say yet. */
function endOf(measure: SeriesMeasure, last: string): string {
  return measure === 'returns' ? weeksBefore(last, 1) : last
}

/** From the first week in which anything was counted. */
function fillWeeks(counted: readonly CountedWeek[], first: string, last: string): CountedWeek[] {
  const byWeek = new Map(counted.map((one) => [one.week, one]))
  const from = counted.find(({ week }) => week >= first)?.week
  if (!from || from > last) return []
  return mondaysFrom(from, last).map((week) => byWeek.get(week) ?? { week, count: 0, of: 0 })
}

async function haveManyPeople(tx: Tx, scope: Scope): Promise<boolean> {
  const { rows } = await sql<{ many: boolean }>`
    select count(distinct ct.agent_id) >= ${fewestSeriesPeople} as many from contact ct
    where ${contacts(scope)} and ${within('ct.closed_at', scope)}`.execute(tx)
  return rows[0]!.many
}

async function countWeeks(tx: Tx, measure: SeriesMeasure, scope: Scope): Promise<CountedWeek[]> {
  const { rows } = await sql<CountedWeek>`
    select week::text, count(*) filter (where hit) as count, count(*) as of
    from (${cases[measure](scope)}) cases group by week order by week`.execute(tx)
  return rows
}

const contacts = ({ team }: Scope) =>
  sql`ct.client_id = ${team.client_id} and ct.team_id = ${team.id} and ct.channel <> 'import'`
const within = (column: string, { team, first, end }: Scope) =>
  sql`${sql.ref(column)} >= ${startOf(first, team.time_zone)} and ${sql.ref(column)} < ${startOf(end, team.time_zone)}`
const weekOf = (column: string, { team }: Scope) =>
  sql`date_trunc('week', ${sql.ref(column)} at time zone ${team.time_zone})::date as week`

const cases: Record<SeriesMeasure, (scope: Scope) => ReturnType<typeof sql>> = {
  confirmed: (scope) => sql`
    select ${weekOf('ct.closed_at', scope)}, ct.closure = 'confirmed' as hit
    from contact ct where ${contacts(scope)} and ${within('ct.closed_at', scope)}`,
  // of those that ended, those back within seven days
  returns: (scope) => sql`
    select ${weekOf('ended.at', scope)}, exists (select 1 from contact_event r
      where r.client_id = ended.client_id and r.contact_id = ended.id and r.kind = 'reopened'
        and r.at > ended.at and r.at < ended.at + interval '7 days') as hit
    from (select ct.client_id, ct.id, min(e.at) as at from contact ct
      join contact_event e on e.client_id = ct.client_id and e.contact_id = ct.id
        and e.kind in ('closed_confirmed', 'closed_unconfirmed') and ${within('e.at', scope)}
      where ${contacts(scope)} group by ct.client_id, ct.id) ended`,
  happy: (scope) => sql`
    select ${weekOf('r.at', scope)}, r.csat >= ${happyFrom} as hit
    from contact ct join rating r on r.client_id = ct.client_id and r.contact_id = ct.id
    where ${contacts(scope)} and r.csat is not null and ${within('r.at', scope)}`,
  // passed upwards by silence, or granted by it: nobody answered in time
  support_in_time: (scope) => sql`
    select ${weekOf('sr.asked_at', scope)}, (sr.state in ('granted', 'declined', 'solved') and sr.answered_at <= sr.due_at
      and not exists (select 1 from support_passing p
        where p.client_id = sr.client_id and p.support_request_id = sr.id)) as hit
    from support_request sr where sr.client_id = ${scope.team.client_id} and sr.team_id = ${scope.team.id}
      and ${within('sr.asked_at', scope)} and (sr.state <> 'open' or sr.due_at < ${startOf(scope.end, scope.team.time_zone)})`,
}
