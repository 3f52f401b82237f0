import { guardWriting } from '../guarantee/guard.ts'
import type { Actor } from '../platform/actor.ts'
import type { Database, Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { sideOf } from './present.ts'
import { findSession, listPartners, talkWork } from './store.ts'

type About = { clientId: string; teamId: string; siteId: string; aboutId: string; byCoach: boolean }
type Words = { text: string | null; contactIds: readonly string[] }

/**
 * Law 3 for what the two say to each other. In a transaction of its own, since what was refused stays on the record
 * while nothing else is written. @throws Problem guarantee_holds with the breach's id
 */
async function refuseBreach(
  db: Database,
  actor: Actor,
  { text, contactIds }: Words,
  findAbout: (work: Work) => Promise<About | null>,
): Promise<void> {
  if (!text) return
  const refusal = await talkWork(db, actor, async (work) => {
    const about = await findAbout(work)
    if (!about) return null
    // once for each contact brought, since each may hold a decision
    for (const contactId of contactIds.length > 0 ? contactIds : [null]) {
      const said = await guardWriting(work, actor, {
        place: 'coaching',
        clientId: about.clientId,
        teamId: about.teamId,
        siteId: about.siteId,
        aboutIds: [about.aboutId],
        written: {
          kind: about.byCoach ? 'coaching' : 'note',
          text,
          contactId,
          decisionId: null,
          pay: null,
          covers: [],
        },
      })
      if (said) return said
    }
    return null
  })
  if (refusal) throw new Problem('guarantee_holds', refusal.breachId ?? undefined)
}

export function guardStep(db: Database, actor: Actor, sessionId: string, words: Words): Promise<void> {
  return refuseBreach(db, actor, words, async (work) => {
    const row = await findSession(work.tx, actor.personId, sessionId)
    if (!row) return null
    const byCoach = sideOf(row, actor.personId) === 'coach'
    return {
      clientId: row.client_id,
      teamId: row.team_id,
      siteId: row.site_id,
      aboutId: byCoach ? row.agent_id : row.coach_id,
      byCoach,
    }
  })
}

export function guardAsking(
  db: Database,
  actor: Actor,
  to: { teamId: string; personId: string },
  words: Words,
): Promise<void> {
  return refuseBreach(db, actor, words, async (work) => {
    const partners = await listPartners(work.tx, actor)
    const partner = partners.find((one) => one.person_id === to.personId && one.team_id === to.teamId)
    const team = await work.tx
      .selectFrom('team')
      .select(['client_id', 'site_id'])
      .where('id', '=', to.teamId)
      .executeTakeFirst()
    if (!partner || !team) return null
    return {
      clientId: team.client_id,
      teamId: to.teamId,
      siteId: team.site_id,
      aboutId: to.personId,
      byCoach: partner.me === 'coach',
    }
  })
}
