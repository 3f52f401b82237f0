import { Temporal } from 'temporal-polyfill'
import type { Expectation, ExpectationTerm } from '../../contract/expectation.ts'
import { standingOf } from '../../core/expectation/measure.ts'
import { stateOf } from '../../core/expectation/terms.ts'
import { wilsonInterval } from '../../core/statistics/proportion.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { countMeasure } from './counts.ts'
import { sidesOf } from './sides.ts'
import type { ExpectationRow, TermRow } from './store.ts'

export async function presentExpectation(
  work: Work,
  row: ExpectationRow,
  reader: Actor,
): Promise<Expectation> {
  const state = stateOf(row.terms)
  const term = (number: number | null) => {
    const wanted = row.terms.find((one) => one.number === number)
    return wanted ? presentTerm(wanted) : null
  }
  const mine = sidesOf(row, reader)
  const holds = term(state.holds)
  return {
    id: row.id,
    clientId: row.client_id,
    team: { id: row.team_id, name: row.team_name },
    bearerName: row.bearer_name,
    counterpartName: row.counterpart_name,
    runs: row.runs,
    mySide: mine[0] ?? null,
    state: state.state,
    holds,
    open: term(state.open),
    awaitsMe: state.awaits.some((side) => mine.includes(side)),
    standing: holds && (await presentStanding(work, row, holds)),
  }
}

export function presentTerm(row: TermRow): ExpectationTerm {
  return {
    number: row.number,
    result: row.result,
    measure: row.measure,
    measureWords: row.measure_words,
    aim: row.aim,
    fromDate: row.from_date,
    reviewDate: row.review_date,
    goal: row.goal,
    ends: row.ends,
    writtenBy: row.written_by,
    at: row.at,
    agreements: row.agreements,
  }
}

/** Whole weeks only, so that no two readings differ by a day's work. */
async function presentStanding({ tx, now }: Work, row: ExpectationRow, holds: ExpectationTerm) {
  const zone = row.time_zone
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const start = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(zone).epochMilliseconds)
  const counted = await countMeasure(tx, holds.measure, {
    clientId: row.client_id,
    teamId: row.team_id,
    agentId: row.runs === 'down' && !(await coaches(tx, row)) ? row.bearer_id : null,
    since: start(Temporal.PlainDate.from(holds.fromDate)),
    until: start(monday),
  })
  return { ...standingOf(holds.measure, holds.aim, counted, wilsonInterval), until: monday.toString() }
}

/** A coach answers for what the whole team reaches. */
async function coaches(tx: Work['tx'], row: ExpectationRow): Promise<boolean> {
  if (row.bearer_id === null) return false
  const held = await tx
    .selectFrom('assignment')
    .select('id')
    .where('person_id', '=', row.bearer_id)
    .where('team_id', '=', row.team_id)
    .where('role', '=', 'coach')
    .executeTakeFirst()
  return held !== undefined
}
