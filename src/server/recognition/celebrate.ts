import { sql } from 'kysely'
import type { ParsedOf } from '../../contract/route.ts'
import type { storyRoutes } from '../../contract/story.ts'
import { guardWriting } from '../guarantee/guard.ts'
import type { Actor } from '../platform/actor.ts'
import type { Database, Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { type Celebrated, findDecision, findReadable, findThanked } from './store.ts'

type Wish = ParsedOf<(typeof storyRoutes)['story.celebrate']>['body']
type SaidAs = 'colleague' | 'coach' | 'manager' | 'client'

/**
 * Celebrates in one's own words; said again, they replace the earlier ones. Law 3's guard reads them as praise: blame
 * in its clothes is refused, and stays on the record.
 * @returns the story's id
 * @throws Problem not_found, not_permitted for what is one's own, guarantee_holds
 */
export async function celebrate(db: Database, actor: Actor, wish: Wish): Promise<string> {
  const done = await db.work(actor.clientIds, async (work) => {
    const what = await findWhat(work, actor, wish)
    if (what.agent_id === actor.personId) throw new Problem('not_permitted')
    const refusal = await guardWriting(work, actor, {
      place: 'feedback',
      clientId: what.client_id,
      teamId: what.team_id,
      siteId: what.site_id,
      aboutIds: [what.agent_id],
      written: {
        kind: 'praise',
        text: wish.words,
        contactId: what.contact_id,
        decisionId: what.decision_id,
        pay: null,
        covers: [],
      },
    })
    if (refusal) return { refusal }
    const id = await openStory(work, what)
    await say(
      work,
      { clientId: what.client_id, storyId: id },
      saidAs(actor, what),
      actor.personId,
      wish.words,
    )
    tell(work, what, id)
    return { id }
  })
  if (done.refusal) throw new Problem('guarantee_holds', done.refusal.breachId ?? undefined)
  return done.id
}

/** The story of a decision, or of a customer's words: the one there is, or a new one. */
export async function openStory(work: Work, what: Celebrated): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from story where client_id = ${what.client_id} and contact_id = ${what.contact_id}
      and decision_id is not distinct from ${what.decision_id}::uuid`.execute(work.tx)
  if (rows[0]) return rows[0].id
  const { client_id, team_id, agent_id, contact_id, decision_id } = what
  const written = await work.tx
    .insertInto('story')
    .values({ client_id, team_id, agent_id, contact_id, decision_id, at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (written) return written.id
  // somebody celebrated the same thing in this very moment
  const again = await sql<{ id: string }>`
    select id from story where client_id = ${what.client_id} and contact_id = ${what.contact_id}
      and decision_id is not distinct from ${what.decision_id}::uuid`.execute(work.tx)
  invariant(again.rows[0], 'what conflicts is there')
  return again.rows[0].id
}

export async function say(
  work: Work,
  { clientId, storyId }: { clientId: string; storyId: string },
  as: SaidAs | 'customer',
  personId: string | null,
  words: string | null,
): Promise<void> {
  const conflict =
    personId === null
      ? sql`(client_id, story_id) where said_as = 'customer'`
      : sql`(client_id, story_id, person_id) where person_id is not null`
  await sql`
    insert into story_words (client_id, story_id, said_as, person_id, words, at)
    values (${clientId}, ${storyId}, ${as}, ${personId}, ${words}, ${work.now})
    on conflict ${conflict} do update set words = excluded.words, at = excluded.at`.execute(work.tx)
}

/** The agent hears of it at once. */
export function tell(work: Work, what: Pick<Celebrated, 'client_id' | 'agent_id'>, storyId: string): void {
  work.publish({ topic: 'culture', id: storyId, clientId: what.client_id, personId: what.agent_id })
}

async function findWhat(work: Work, actor: Actor, wish: Wish): Promise<Celebrated> {
  if (wish.of === 'decision') return found(await findDecision(work, actor, wish.decisionId))
  if (wish.of === 'contact') return found(await findThanked(work, actor, wish.contactId))
  return found(await findReadable(work, actor, wish.storyId))
}

function saidAs(actor: Actor, what: Celebrated): SaidAs {
  if (actor.siteIds.includes(what.site_id)) return 'manager'
  if (actor.coachTeamIds.includes(what.team_id)) return 'coach'
  return actor.teamIds.includes(what.team_id) || !actor.roles.includes('client_representative')
    ? 'colleague'
    : 'client'
}
