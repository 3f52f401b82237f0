import type { expectationRoutes } from '../../contract/expectation.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { answerTerm } from './answer.ts'
import { createGoal, listGoals, presentGoal, retireGoal } from './goal.ts'
import { presentExpectation, presentTerm } from './present.ts'
import { createExpectation, proposeTerm } from './propose.ts'
import { findExpectation, listExpectations, listTeamPeople, listTeams } from './store.ts'

export function expectationApi({ db }: Platform): Handlers<typeof expectationRoutes> {
  return {
    'expectation.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const items = []
        for (const row of await listExpectations(work.tx, actor))
          items.push(await presentExpectation(work, row, actor))
        const over = (state: string) => state === 'ended' || state === 'declined'
        return {
          items: items
            .filter(({ state }) => over(state) === (query.ended === 'true'))
            .sort((a, b) => Number(b.awaitsMe) - Number(a.awaitsMe)),
        }
      }),
    'expectation.show': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        const row = found(await findExpectation(work.tx, actor, params.expectationId))
        return { ...(await presentExpectation(work, row, actor)), terms: row.terms.map(presentTerm) }
      }),
    'expectation.people': ({ actor }) =>
      db.work(actor.clientIds, async ({ tx }) => {
        const people = await listTeamPeople(tx, actor.teamIds)
        const teams = await listTeams(tx, actor.teamIds)
        return {
          items: teams.map((team) => {
            const mine = actor.workTeamIds.includes(team.id)
            const coached = actor.coachTeamIds.includes(team.id)
            return {
              teamId: team.id,
              teamName: team.name,
              forTeam: mine || actor.roles.includes('manager'),
              people: people
                .filter((one) => one.team_id === team.id)
                // agents agree with those above them, not with one another
                .filter((one) => one.id === actor.personId || one.role !== 'agent' || coached || !mine)
                .map(({ id, name, role }) => ({ id, name, role, me: id === actor.personId })),
            }
          }),
        }
      }),
    'expectation.create': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => show(work, actor, await createExpectation(work, actor, body))),
    'expectation.propose': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await proposeTerm(work, actor, params.expectationId, body)
        return show(work, actor, params.expectationId)
      }),
    'expectation.answer': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await answerTerm(work, actor, {
          ...params,
          agrees: body.agrees,
          words: body.agrees ? null : body.words,
        })
        return show(work, actor, params.expectationId)
      }),
    'goal.list': ({ actor }) =>
      db.work(actor.clientIds, async ({ tx }) => ({ items: (await listGoals(tx)).map(presentGoal) })),
    'goal.create': ({ actor, body }) =>
      db.work(actor.clientIds, async (work) => showGoal(work, await createGoal(work, actor, body))),
    'goal.retire': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        await retireGoal(work, actor, params.goalId)
        return showGoal(work, params.goalId)
      }),
  }
}

async function show(work: Work, actor: Actor, expectationId: string) {
  return presentExpectation(work, found(await findExpectation(work.tx, actor, expectationId)), actor)
}

async function showGoal({ tx }: Work, goalId: string) {
  return presentGoal(found((await listGoals(tx, goalId))[0]))
}
