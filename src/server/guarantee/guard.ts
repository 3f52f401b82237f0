import type { Refusal } from '../../contract/feedback.ts'
import type { Breach } from '../../contract/guarantee.ts'
import {
  type Assessment,
  assessGuarantee,
  pointersIn,
  type ReachedHow,
  type Written,
} from '../../core/guarantee/assess.ts'
import { type Standing, seenFrom } from '../../core/guarantee/feedback.ts'
import { recordEntries } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { invariant } from '../platform/problem.ts'
import { listProtected, type ProtectedRow } from './protected.ts'

export type Guarded = {
  place: Breach['place']
  clientId: string
  teamId: string
  siteId: string
  /** whose protected decisions the words may hold against them */
  aboutIds: readonly string[]
  written: Written
}

/**
 * Law 3, before anything is written about somebody. What breaks it leaves a refused breach for each person concerned,
 * with its ledger entry; the caller writes nothing else in this transaction, and commits it.
 * @returns null where the words are free
 */
export async function guardWriting(work: Work, actor: Actor, guarded: Guarded): Promise<Refusal | null> {
  const { written } = guarded
  const decisions = await listProtected(work, {
    authorId: actor.personId,
    aboutIds: guarded.aboutIds,
    contactId: written.contactId,
    decisionId: written.decisionId,
    ids: pointersIn(written.text).flatMap(uuidOf),
  })
  const said = assessGuarantee(written, decisions)
  if (said.verdict === 'allowed') return null
  const hows = [...new Set(said.reached.map(({ how }) => how))]
  if (said.reason === 'score_without_scope') return { breachId: null, reason: said.reason, hows }
  const breachId = await recordBreaches(work, actor, guarded, said, decisions)
  return { breachId, reason: said.reason, hows }
}

/** How this person stands to those who work in a team. */
export function standingOf(actor: Actor, place: { teamId: string; siteId: string }): Standing {
  if (actor.siteIds.includes(place.siteId)) return 'manager'
  return actor.coachTeamIds.includes(place.teamId) ? 'coach' : 'peer'
}

type Concerned = {
  clientId: string
  teamId: string
  aboutId: string
  decisionId: string | null
  how: ReachedHow
}

/** One breach for each person whose decision was reached. @returns the first, which keeps what was typed */
async function recordBreaches(
  work: Work,
  actor: Actor,
  guarded: Guarded,
  said: Extract<Assessment, { verdict: 'refused' }>,
  decisions: readonly ProtectedRow[],
): Promise<string> {
  const { place, written } = guarded
  let first: string | undefined
  for (const concerned of concernedBy(said, decisions)) {
    const { id } = await work.tx
      .insertInto('breach')
      .values({
        client_id: concerned.clientId,
        kind: 'refused',
        place,
        tried: written.kind,
        reason: said.reason,
        how: concerned.how,
        team_id: concerned.teamId,
        about_id: concerned.aboutId,
        author_id: actor.personId,
        decision_id: concerned.decisionId,
        seen_from: seenFrom(standingOf(actor, guarded)),
        at: work.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (first === undefined) {
      first = id
      await work.tx
        .insertInto('breach_words')
        .values({
          client_id: concerned.clientId,
          breach_id: id,
          author_id: actor.personId,
          text: written.text,
        })
        .execute()
    }
    await recordEntries(work, [
      {
        clientId: concerned.clientId,
        kind: 'breach.refused',
        actor: actor.personId,
        facts: {
          breach: id,
          place,
          tried: written.kind,
          reason: said.reason,
          how: concerned.how,
          team: concerned.teamId,
          agent: concerned.aboutId,
          decision: concerned.decisionId,
        },
        texts: { words: written.text },
      },
    ])
    for (const personId of [concerned.aboutId, actor.personId])
      work.publish({ topic: 'feedback', id, clientId: concerned.clientId, personId })
  }
  invariant(first !== undefined, 'a refusal concerns somebody')
  return first
}

function concernedBy(
  { reached }: Extract<Assessment, { verdict: 'refused' }>,
  decisions: readonly ProtectedRow[],
): Concerned[] {
  const byPerson = new Map<string, Concerned>()
  for (const { decisionId, how } of reached)
    for (const decision of decisions) {
      // none in particular: their decisions as such, of each of them
      if (decisionId !== null && decision.id !== decisionId) continue
      const { clientId, teamId, agentId: aboutId } = decision
      if (!byPerson.has(aboutId)) byPerson.set(aboutId, { clientId, teamId, aboutId, decisionId, how })
    }
  return [...byPerson.values()]
}

/** A pointer that is a whole UUID, with its dashes. */
function uuidOf(pointer: string): string[] {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(pointer)
  return parts ? [parts.slice(1).join('-')] : []
}
