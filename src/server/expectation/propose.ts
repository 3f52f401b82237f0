import type { expectationRoutes } from '../../contract/expectation.ts'
import type { ParsedOf } from '../../contract/route.ts'
import { findProposalFaults, type Side, stateOf } from '../../core/expectation/terms.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { agreeOn } from './answer.ts'
import { sidesOf } from './sides.ts'
import { findExpectation, listTeamPeople, listTeams, lockExpectation } from './store.ts'

type Create = ParsedOf<(typeof expectationRoutes)['expectation.create']>['body']
type Change = ParsedOf<(typeof expectationRoutes)['expectation.propose']>['body']
type Wording = Extract<Change, { change: 'reworded' }>

/** From the front line up; who stands higher serves those below (law 5 runs both ways). */
const ranks = { agent: 0, coach: 1, manager: 2 } as const

/**
 * Proposes a result between two people of a team, or between the team and one above it. Who proposes has agreed.
 * @throws Problem names_an_activity when it is measured by what people do instead of what comes of it
 */
export async function createExpectation(work: Work, actor: Actor, input: Create): Promise<string> {
  const { tx, now } = work
  const { teamId, bearerId, counterpartId } = input
  const team = found(actor.teamIds.includes(teamId) ? (await listTeams(tx, [teamId]))[0] : null)
  const people = await listTeamPeople(tx, [teamId])
  const rankOf = (personId: string) =>
    Math.max(...people.filter((one) => one.id === personId).map((one) => ranks[one.role]), -1)
  const [below, above] = [bearerId === null ? -0.5 : rankOf(bearerId), rankOf(counterpartId)]
  if ((bearerId !== null && below < 0) || above < 0) throw new Problem('not_found')
  if (below === above || (bearerId === null && above === 0))
    throw new Problem('invalid_input', undefined, [
      { path: 'body.counterpartId', message: 'someone above or below in the same team' },
    ])
  const runs = below < above ? 'down' : 'up'
  const side = sidesOf({ bearer_id: bearerId, counterpart_id: counterpartId, team_id: teamId }, actor)[0]
  if (!side) throw new Problem('not_permitted')
  refuseFaults(input, runs)
  const { id } = await tx
    .insertInto('expectation')
    .values({
      client_id: team.client_id,
      team_id: teamId,
      bearer_id: bearerId,
      counterpart_id: counterpartId,
      runs,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeTerm(work, actor, { clientId: team.client_id, id, number: 1, side, wording: input, ends: false })
  return id
}

/** Another wording, or its end; the agreed one holds until both agree on this. */
export async function proposeTerm(work: Work, actor: Actor, expectationId: string, change: Change) {
  await lockExpectation(work.tx, expectationId)
  const row = found(await findExpectation(work.tx, actor, expectationId))
  const side = sidesOf(row, actor)[0]
  if (!side) throw new Problem('not_permitted')
  const { state, holds } = stateOf(row.terms)
  if (state === 'ended') throw new Problem('nothing_to_agree')
  const held = row.terms.find(({ number }) => number === holds)
  if (change.change === 'ended' && !held) throw new Problem('nothing_to_agree')
  const wording =
    change.change === 'reworded'
      ? change
      : {
          result: held!.result,
          measure: held!.measure,
          measureWords: held!.measure_words,
          aim: held!.aim,
          fromDate: held!.from_date,
          reviewDate: held!.review_date,
          goalId: held!.goal?.id ?? null,
        }
  if (change.change === 'reworded') refuseFaults(change, row.runs)
  await writeTerm(work, actor, {
    clientId: row.client_id,
    id: row.id,
    number: row.terms.length + 1,
    side,
    wording,
    ends: change.change === 'ended',
  })
}

function refuseFaults(wording: Omit<Wording, 'change'>, runs: 'down' | 'up'): void {
  const faults = findProposalFaults(wording, runs)
  if (faults.length === 0) return
  const activity = faults.some(({ fault }) => fault === 'activity')
  throw new Problem(
    activity ? 'names_an_activity' : 'invalid_input',
    undefined,
    faults.map((fault) => ({
      path: `body.${fault.place}`,
      message: fault.fault === 'activity' ? fault.activity.kind : fault.fault,
    })),
  )
}

async function writeTerm(
  work: Work,
  actor: Actor,
  term: {
    clientId: string
    id: string
    number: number
    side: Side
    wording: Omit<Wording, 'change'>
    ends: boolean
  },
): Promise<void> {
  const { wording } = term
  if (wording.goalId) {
    const goal = await work.tx
      .selectFrom('goal')
      .select('id')
      .where('id', '=', wording.goalId)
      .where((e) => e.or([e('client_id', 'is', null), e('client_id', '=', term.clientId)]))
      .executeTakeFirst()
    found(goal)
  }
  await work.tx
    .insertInto('expectation_term')
    .values({
      client_id: term.clientId,
      expectation_id: term.id,
      number: term.number,
      result: wording.result,
      measure: wording.measure,
      measure_words: wording.measureWords,
      aim: wording.aim,
      from_date: wording.fromDate,
      review_date: wording.reviewDate,
      goal_id: wording.goalId,
      ends: term.ends,
      written_by: actor.personId,
      at: work.now,
    })
    .execute()
  await agreeOn(work, actor, { clientId: term.clientId, id: term.id, number: term.number, side: term.side })
}
