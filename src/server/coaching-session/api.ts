import type { coachingSessionRoutes } from '../../contract/coaching-session.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { askSession } from './ask.ts'
import { calendarOf } from './calendar.ts'
import { guardAsking, guardStep } from './guard.ts'
import { presentDetail, presentSession, sideOf } from './present.ts'
import { stepSession } from './step.ts'
import { findSession, listBringable, listPartners, listSessions, talkWork } from './store.ts'

export function coachingSessionApi({ db, config }: Platform): Handlers<typeof coachingSessionRoutes> {
  return {
    'coaching.list': ({ actor, query }) =>
      talkWork(db, actor, async ({ tx, now }) => {
        const cursor = readCursor(query.cursor, 1)
        const after = cursor && cursorId(cursor[0])
        return pageFrom(
          await listSessions(tx, actor.personId, query, after),
          query.limit,
          (row) => [row.id],
          (row) => presentSession(row, actor.personId, now),
        )
      }),
    'coaching.people': ({ actor }) =>
      talkWork(db, actor, async ({ tx }) => ({
        items: (await listPartners(tx, actor)).map((one) => ({
          personId: one.person_id,
          name: one.name,
          teamId: one.team_id,
          teamName: one.team_name,
          me: one.me,
        })),
      })),
    'coaching.ownContacts': ({ actor, query }) =>
      talkWork(db, actor, async (work) => {
        if (!actor.workTeamIds.includes(query.teamId)) throw new Problem('not_found')
        return {
          items: await listBringable(work, { teamId: query.teamId, agentId: actor.personId, by: 'agent' }),
        }
      }),
    'coaching.contacts': ({ actor, params }) =>
      talkWork(db, actor, async (work) => {
        const row = found(await findSession(work.tx, actor.personId, params.sessionId))
        const by = sideOf(row, actor.personId)
        return { items: await listBringable(work, { teamId: row.team_id, agentId: row.agent_id, by }) }
      }),
    'coaching.show': ({ actor, params }) =>
      talkWork(db, actor, (work) => show(work, actor, params.sessionId)),
    'coaching.create': async ({ actor, body }) => {
      await guardAsking(db, actor, body, body)
      return talkWork(db, actor, async (work) => show(work, actor, await askSession(work, actor, body)))
    },
    'coaching.step': async ({ actor, params, body }) => {
      await guardStep(db, actor, params.sessionId, {
        text: 'text' in body ? body.text : null,
        contactIds: 'contactIds' in body ? body.contactIds : [],
      })
      return talkWork(db, actor, async (work) => {
        await stepSession(work, actor, params.sessionId, body)
        return show(work, actor, params.sessionId)
      })
    },
    'coaching.calendar': async ({ actor, params, reply }) => {
      const calendar = await talkWork(db, actor, async ({ tx, now }) =>
        calendarOf(found(await findSession(tx, actor.personId, params.sessionId)), actor, {
          publicUrl: config.publicUrl,
          now,
        }),
      )
      reply.type('text/calendar; charset=utf-8; method=PUBLISH')
      reply.header('content-disposition', 'attachment; filename="coaching.ics"')
      return calendar
    },
  }
}

async function show({ tx, now }: Work, actor: Actor, sessionId: string) {
  return presentDetail(found(await findSession(tx, actor.personId, sessionId)), actor.personId, now)
}
