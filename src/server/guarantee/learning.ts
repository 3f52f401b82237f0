import { sql } from 'kysely'
import type { LearningCase } from '../../contract/guarantee.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { guardWriting } from './guard.ts'
import { before, findBreach, type Keyset } from './store.ts'
import { findTeam, listNames, refuseNames } from './team.ts'

type Input = {
  teamId: string
  power: PowerKind
  decisionId: string | null
  breachId: string | null
  question: string
}

/**
 * A decision becomes something to learn from. Nobody is in it: names of the team's people and of the customer are
 * refused, and so are words that would hold the decision against whoever made it.
 * @throws Problem not_found, names_somebody
 */
export async function writeLearningCase(work: Work, actor: Actor, input: Input) {
  const team = found(await findTeam(work, actor, input.teamId))
  const breach = input.breachId ? found(await findBreach(work, actor, input.breachId)) : null
  if (breach && breach.author_id !== actor.personId) throw new Problem('not_found')
  const decisionId = input.decisionId ?? breach?.decision_id ?? null
  const decision = decisionId ? found(await findPointed(work, team.client_id, decisionId)) : null
  const refusal = await guardWriting(work, actor, {
    place: 'learning',
    clientId: team.client_id,
    teamId: team.id,
    siteId: team.site_id,
    aboutIds: [],
    written: {
      kind: 'note',
      text: input.question,
      contactId: decision?.contact_id ?? null,
      // the pointer itself is what a learning case is: only its words are weighed
      decisionId: null,
      pay: null,
      covers: [],
    },
  })
  if (refusal) return { outcome: 'refused' as const, refusal }
  const people = await listNames(work, team.id)
  refuseNames(input.question, [...people, ...(decision ? [decision.customer_name] : [])], 'body.question')
  const { id } = await work.tx
    .insertInto('learning_case')
    .values({
      client_id: team.client_id,
      decision_id: decisionId,
      power: decision?.power ?? input.power,
      touchpoint: decision?.touchpoint ?? null,
      language: decision?.language ?? null,
      question: input.question,
      breach_id: breach && breach.client_id === team.client_id ? breach.id : null,
      author_id: actor.personId,
      at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const row = await findLearningCase(work, id)
  invariant(row, 'a case just written is there')
  return { outcome: 'written' as const, learningCase: presentLearningCase(row, actor) }
}

/** A trainer says what was made of it. @throws Problem not_found, already_answered, names_somebody */
export async function useLearningCase(work: Work, actor: Actor, caseId: string, note: string) {
  await sql`select 1 from learning_case where id = ${caseId} for update`.execute(work.tx)
  const row = found(await findLearningCase(work, caseId))
  if (row.state !== 'open') throw new Problem('already_answered')
  const decision = row.decision_id ? await findPointed(work, row.client_id, row.decision_id) : undefined
  if (decision)
    refuseNames(note, [...(await listNames(work, decision.team_id)), decision.customer_name], 'body.note')
  await work.tx
    .updateTable('learning_case')
    .set({ state: 'used', used_by: actor.personId, used_at: work.now, used_note: note })
    .where('client_id', '=', row.client_id)
    .where('id', '=', caseId)
    .execute()
  return presentLearningCase({ ...row, state: 'used', used_note: note }, actor)
}

type LearningRow = {
  client_id: string
  client_name: string
  id: string
  decision_id: string | null
  power: PowerKind
  amount_minor: number | null
  currency: string | null
  days: number | null
  touchpoint: string | null
  language: string | null
  mandate_number: number | null
  question: string
  author_id: string
  at: Date
  state: 'open' | 'used'
  used_note: string | null
}

const columns = sql`
  select l.client_id, c.name as client_name, l.id, l.decision_id, l.power, d.amount_minor, d.currency, d.days, l.touchpoint, l.language,
    m.number as mandate_number, l.question, l.author_id, l.at, l.state, l.used_note
  from learning_case l
  join client c on c.id = l.client_id
  left join decision d on d.client_id = l.client_id and d.id = l.decision_id
  left join mandate m on m.client_id = d.client_id and m.id = d.mandate_id`

async function findLearningCase({ tx }: Work, caseId: string): Promise<LearningRow | undefined> {
  const { rows } = await sql<LearningRow>`${columns} where l.id = ${caseId}`.execute(tx)
  return rows[0]
}

export async function listLearningCases({ tx }: Work, keyset: Keyset): Promise<LearningRow[]> {
  const { rows } = await sql<LearningRow>`${columns} where ${before(sql`l.at`, sql`l.id`, keyset)}
    order by date_trunc('milliseconds', l.at) desc, l.id desc limit ${keyset.limit}`.execute(tx)
  return rows
}

export function presentLearningCase(row: LearningRow, reader: Actor): LearningCase {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    power: row.power,
    amount:
      row.amount_minor !== null && row.currency !== null
        ? { minor: row.amount_minor, currency: row.currency }
        : null,
    days: row.days,
    touchpoint: row.touchpoint,
    language: row.language,
    mandateNumber: row.mandate_number,
    question: row.question,
    mine: row.author_id === reader.personId,
    at: row.at.toISOString(),
    state: row.state,
    usedNote: row.used_note,
    mayUse: row.state === 'open' && reader.roles.includes('trainer'),
  }
}

async function findPointed({ tx }: Work, clientId: string, decisionId: string) {
  const { rows } = await sql<{
    contact_id: string
    team_id: string
    power: PowerKind
    touchpoint: string
    language: string
    customer_name: string
  }>`
    select d.contact_id, d.team_id, d.power, ct.touchpoint, ct.language, cu.name as customer_name
    from decision d
    join contact ct on ct.client_id = d.client_id and ct.id = d.contact_id
    join customer cu on cu.client_id = d.client_id and cu.id = d.customer_id
    where d.client_id = ${clientId} and d.id = ${decisionId}`.execute(tx)
  return rows[0]
}
