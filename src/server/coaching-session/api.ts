import type { coachingSessionRoutes } from '../../contract/coaching-session.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { askSession } from './ask.ts'
import { calendarOf } from './calendar.ts'
import { guardAsking, guardStep } from './guard.ts'
import { presentDetail, presentSession } from './present.ts'
import { stepSession } from './step.ts'
import { findSession, listContactsOf, listPartners, listSessions, ownWork } from './store.ts'

export function coachingSessionApi({ db, config }: Platform): Handlers<typeof coachingSessionRoutes> {
  return {
    'coaching.list': ({ actor, query }) =>
      ownWork(db, actor, async ({ tx, now }) => {
        const cursor = readCursor(query.cursor, 2)
        const after = cursor && { at: cursorInstant(cursor[0]), id: cursorId(cursor[1]) }
        return pageFrom(
          await listSessions(tx, actor.personId, query, after),
          query.limit,
          (row) => [row.asked_at.toISOString(), row.id],
          (row) => presentSession(row, actor.personId, now),
        )
      }),
    'coaching.people': ({ actor }) =>
      ownWork(db, actor, async ({ tx }) => ({
        items: (await listPartners(tx, actor)).map((one) => ({
          personId: one.person_id,
          name: one.name,
          teamId: one.team_id,
          teamName: one.team_name,
          me: one.me,
        })),
      })),
    'coaching.contacts': ({ actor, query }) =>
      ownWork(db, actor, async ({ tx }) => {
        const mine = query.agentId === actor.personId && actor.workTeamIds.includes(query.teamId)
        const coached = (await listPartners(tx, actor)).some(
          (one) => one.me === 'coach' && one.person_id === query.agentId && one.team_id === query.teamId,
        )
        if (!mine && !coached) throw new Problem('not_found')
        return { items: await listContactsOf(tx, query) }
      }),
    'coaching.show': ({ actor, params }) => ownWork(db, actor, (work) => show(work, actor, params.sessionId)),
    'coaching.create': async ({ actor, body }) => {
      await guardAsking(db, actor, body, body)
      return ownWork(db, actor, async (work) => show(work, actor, await askSession(work, actor, body)))
    },
    'coaching.step': async ({ actor, params, body }) => {
      await guardStep(db, actor, params.sessionId, {
        text: 'text' in body ? body.text : null,
        contactIds: 'contactIds' in body ? body.contactIds : [],
      })
      return ownWork(db, actor, async (work) => {
        await stepSession(work, actor, params.sessionId, body)
        return show(work, actor, params.sessionId)
      })
    },
    'coaching.calendar': async ({ actor, params, reply }) => {
      const row = await ownWork(db, actor, ({ tx }) => findSession(tx, actor.personId, params.sessionId))
      const calendar = calendarOf(found(row), actor, config.publicUrl)
      reply.type('text/calendar; charset=utf-8; method=PUBLISH')
      reply.header('content-disposition', 'attachment; filename="coaching.ics"')
      return calendar
    },
  }
}

async function show({ tx, now }: Work, actor: Actor, sessionId: string) {
  return presentDetail(found(await findSession(tx, actor.personId, sessionId)), actor.personId, now)
}
