import type { coachingRoutes } from '../../contract/coaching.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorDate, cursorId, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found } from '../platform/problem.ts'
import { type LookedTeam, scopeOf } from './ask.ts'
import { listTeams, lookBack } from './look.ts'
import { moveOpportunity } from './move.ts'
import { presentLooked, presentOpportunity } from './present.ts'
import { showSeries } from './series.ts'
import { findOpportunity, listCases, listLooked, listOpportunities } from './store.ts'

export function coachingApi({ db }: Platform): Handlers<typeof coachingRoutes> {
  return {
    'opportunity.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const key = readCursor(query.cursor, 3)
        const before = key && { week: cursorDate(key[0]), nth: Number(key[1]) || 0, id: cursorId(key[2]) }
        const rows = await listOpportunities(work, actor, query.view, {
          ...(before ? { before } : {}),
          limit: query.limit + 1,
        })
        const page = pageFrom(
          rows,
          query.limit,
          ({ week, nth, id }) => [week, nth, id],
          (row) => presentOpportunity(row, actor),
        )
        const looked = await listLooked(work.tx, actor.workTeamIds)
        return { ...page, looked: looked.map((row) => presentLooked(row, actor)) }
      }),
    'opportunity.show': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        const row = found(await findOpportunity(work.tx, actor, params.opportunityId))
        const team = { id: row.team_id, client_id: row.client_id, time_zone: row.time_zone }
        const mayOpen = actor.teamIds.includes(row.team_id)
        const contacts = mayOpen
          ? await listCases(work.tx, row.kind, row.subject, scopeOf(team, row.week, row.weeks))
          : []
        return {
          ...presentOpportunity(row, actor),
          contacts: contacts.map((one) => ({
            id: one.id,
            subject: one.subject,
            customerName: one.customer_name,
            openedAt: one.opened_at.toISOString(),
          })),
        }
      }),
    'opportunity.move': ({ actor, params, body }) =>
      db.work(actor.clientIds, async (work) => {
        await moveOpportunity(work, actor, { id: params.opportunityId, ...body })
        return presentOpportunity(found(await findOpportunity(work.tx, actor, params.opportunityId)), actor)
      }),
    'opportunity.look': async ({ actor, params }) => {
      const team = await db.work(actor.clientIds, (work) =>
        findTeam(work, actor, params.teamId, actor.coachTeamIds),
      )
      await lookBack(db, team)
      return db.work(actor.clientIds, async ({ tx }) =>
        presentLooked(found((await listLooked(tx, [team.id]))[0]), actor),
      )
    },
    'series.show': ({ actor, params }) =>
      db.work(actor.clientIds, async (work) => {
        const team = await findTeam(work, actor, params.teamId, actor.teamIds)
        return { team: { id: team.id, name: team.name }, ...(await showSeries(work, team)) }
      }),
  }
}

/** One of these teams. @throws Problem not_found for any other */
async function findTeam(
  work: Work,
  actor: Actor,
  teamId: string,
  among: readonly string[],
): Promise<LookedTeam> {
  const teams = []
  for (const clientId of among.includes(teamId) ? actor.clientIds : [])
    teams.push(...(await listTeams(work, clientId)))
  return found(teams.find(({ id }) => id === teamId))
}
