import type { Side } from '../src/core/expectation/terms.ts'
import { demoExpectations, goals, type Wording } from './agreed.ts'
import { dayMs } from './calendar.ts'
import { demoTeams } from './people.ts'
import { idOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'

/** Goals, expectations, their wordings and what was said to them. */
export function writeExpectations(rows: Rows, facts: TimedFact[], now: number): void {
  const at = (daysAgo: number, hour = 10) =>
    Math.floor((now - daysAgo * dayMs) / dayMs) * dayMs + hour * 3_600_000
  const date = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  for (const [key, { client, by, words, because, daysAgo }] of Object.entries(goals))
    rows.goal.push({
      id: idOf('goal', key),
      client_id: client && idOf('client', client),
      words,
      because,
      written_by: idOf('person', by),
      created_at: new Date(at(daysAgo)),
    })
  for (const one of demoExpectations) {
    const clientId = idOf('client', demoTeams[one.team].client)
    const id = idOf('expectation', one.key)
    const place = { client_id: clientId, expectation_id: id }
    rows.expectation.push({
      client_id: clientId,
      id,
      team_id: idOf('team', one.team),
      bearer_id: one.bearer && idOf('person', one.bearer),
      counterpart_id: idOf('person', one.counterpart),
      runs: one.runs,
      created_at: new Date(at(one.daysAgo)),
    })
    const personOf = (side: Side) =>
      idOf('person', side === 'counterpart' ? one.counterpart : (one.bearer ?? one.speaks ?? one.counterpart))
    const write = (
      number: number,
      by: Side,
      daysAgo: number,
      wording: Wording,
      answered: { agrees: boolean; words?: string } | undefined,
    ) => {
      const other = by === 'bearer' ? 'counterpart' : 'bearer'
      rows.expectation_term.push({
        ...place,
        number,
        result: wording.result,
        measure: wording.measure,
        measure_words: wording.words,
        aim: wording.aim,
        from_date: date(at(one.daysAgo)),
        review_date: date(at(one.daysAgo) + wording.reviewDays * dayMs),
        goal_id: wording.goal ? idOf('goal', wording.goal) : null,
        written_by: personOf(by),
        at: new Date(at(daysAgo)),
      })
      const said = (side: Side, hour: number, agrees: boolean, words: string | null) =>
        rows.expectation_agreement.push({
          ...place,
          number,
          side,
          person_id: personOf(side),
          agrees,
          words,
          at: new Date(at(daysAgo, hour)),
        })
      said(by, 10, true, null)
      if (!answered) return
      said(other, 15, answered.agrees, answered.words ?? null)
      if (!answered.agrees) return
      facts.push({
        at: at(daysAgo, 15),
        decision: null,
        fact: {
          clientId,
          kind: 'expectation.agreed',
          actor: personOf(other),
          facts: {
            expectation: id,
            number,
            team: idOf('team', one.team),
            bearer: one.bearer ? idOf('person', one.bearer) : 'team',
            counterpart: idOf('person', one.counterpart),
            runs: one.runs,
            measure: wording.measure,
            aim: wording.aim,
            from: date(at(one.daysAgo)),
            review: date(at(one.daysAgo) + wording.reviewDays * dayMs),
            ends: false,
          },
          texts: { result: wording.result, measure_words: wording.words },
        },
      })
    }
    write(1, one.by, one.daysAgo, one.wording, one.answered)
    if (one.later) {
      const { by, daysAgo, wording, agrees, words } = one.later
      write(
        2,
        by,
        daysAgo,
        { ...one.wording, ...wording },
        agrees === undefined ? undefined : { agrees, ...(words ? { words } : {}) },
      )
    }
  }
}
