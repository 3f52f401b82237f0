import { sql } from 'kysely'
import type { Proposal } from '../../contract/guarantee.ts'
import { namesIn } from '../../core/guarantee/assess.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, invariant, Problem } from '../platform/problem.ts'
import { guardWriting } from './guard.ts'
import { before, findBreach, type Keyset } from './store.ts'
import { findTeam, listTeamPeople } from './team.ts'

type Input = { teamId: string; power: PowerKind; change: string; why: string; breachId: string | null }

/** A change of the mandate is proposed: of the rule, not of anybody who used it. @throws Problem not_found */
export async function writeProposal(work: Work, actor: Actor, input: Input) {
  const team = found(await findTeam(work, actor, input.teamId))
  const breach = input.breachId ? found(await findBreach(work, actor, input.breachId)) : null
  if (breach && breach.author_id !== actor.personId) throw new Problem('not_found')
  const refusal = await guardProposal(work, actor, team, `${input.change}\n${input.why}`)
  if (refusal) return { outcome: 'refused' as const, refusal }
  const { id } = await work.tx
    .insertInto('proposal')
    .values({
      client_id: team.client_id,
      team_id: team.id,
      power: input.power,
      change: input.change,
      why: input.why,
      breach_id: breach && breach.client_id === team.client_id ? breach.id : null,
      author_id: actor.personId,
      at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const row = await findProposal(work, actor, id)
  invariant(row, 'a proposal just written is there')
  return { outcome: 'written' as const, proposal: presentProposal(row, actor) }
}

/** Law 3 on the words of an answer; the caller commits what it leaves, and then refuses. */
export async function guardProposalAnswer(work: Work, actor: Actor, proposalId: string, text: string) {
  const row = await findProposal(work, actor, proposalId)
  if (!row) return null
  return guardProposal(work, actor, { id: row.team_id, client_id: row.client_id, site_id: row.site_id }, text)
}

/** Whoever is named is who it may be about. */
async function guardProposal(
  work: Work,
  actor: Actor,
  team: { id: string; client_id: string; site_id: string },
  text: string,
) {
  const people = await listTeamPeople(work, team.id)
  return guardWriting(work, actor, {
    place: 'proposal',
    clientId: team.client_id,
    teamId: team.id,
    siteId: team.site_id,
    aboutIds: people
      .filter(({ name }) => namesIn(text, [name, ...name.split(/\s+/)]).length > 0)
      .map(({ id }) => id),
    written: { kind: 'proposal', text, contactId: null, decisionId: null, pay: null, covers: [] },
  })
}

/** @throws Problem not_found, already_answered, not_permitted for one's own, invalid_input for a decline without reason */
export async function answerProposal(
  work: Work,
  actor: Actor,
  input: { proposalId: string; answer: 'accepted' | 'declined'; reason?: string },
) {
  await sql`select 1 from proposal where id = ${input.proposalId} for update`.execute(work.tx)
  const row = found(await findProposal(work, actor, input.proposalId))
  if (row.state !== 'open') throw new Problem('already_answered')
  if (!mayAnswer(row, actor)) throw new Problem('not_permitted')
  if (input.answer === 'declined' && !input.reason)
    throw new Problem('invalid_input', undefined, [
      { path: 'body.reason', message: 'a decline needs its reason' },
    ])
  await work.tx
    .updateTable('proposal')
    .set({
      state: input.answer,
      answered_by: actor.personId,
      answered_at: work.now,
      answer: input.reason ?? null,
    })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  const answered = await findProposal(work, actor, row.id)
  invariant(answered, 'it was there a moment ago')
  return presentProposal(answered, actor)
}

type ProposalRow = {
  client_id: string
  client_name: string
  id: string
  team_id: string
  team_name: string
  site_id: string
  power: PowerKind
  change: string
  why: string
  author_id: string
  author_name: string
  at: Date
  state: Proposal['state']
  answer: string | null
  answered_by_name: string | null
}

const columns = sql`
  select p.client_id, c.name as client_name, p.id, p.team_id, t.name as team_name, t.site_id, p.power, p.change, p.why, p.author_id,
    a.name as author_name, p.at, p.state, p.answer, b.name as answered_by_name
  from proposal p
  join client c on c.id = p.client_id
  join team t on t.id = p.team_id
  join person a on a.id = p.author_id
  left join person b on b.id = p.answered_by`

const seenBy = (actor: Actor) =>
  sql`(p.team_id = any (${actor.teamIds}::uuid[]) or ${actor.roles.includes('administrator')})`

async function findProposal({ tx }: Work, actor: Actor, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await sql<ProposalRow>`${columns} where p.id = ${id} and ${seenBy(actor)}`.execute(tx)
  return rows[0]
}

export async function listProposals({ tx }: Work, actor: Actor, keyset: Keyset): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`${columns}
    where ${seenBy(actor)} and ${before(sql`p.at`, sql`p.id`, keyset)}
    order by date_trunc('milliseconds', p.at) desc, p.id desc limit ${keyset.limit}`.execute(tx)
  return rows
}

export function presentProposal(row: ProposalRow, reader: Actor): Proposal {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    teamName: row.team_name,
    power: row.power,
    change: row.change,
    why: row.why,
    mine: row.author_id === reader.personId,
    authorName: row.author_name,
    at: row.at.toISOString(),
    state: row.state,
    answer: row.answer,
    answeredByName: row.answered_by_name,
    mayAnswer: row.state === 'open' && mayAnswer(row, reader),
  }
}

/** The manager of the site, or an administrator; nobody their own. */
function mayAnswer(row: Pick<ProposalRow, 'author_id' | 'site_id'>, reader: Actor): boolean {
  if (row.author_id === reader.personId) return false
  return reader.roles.includes('administrator') || reader.siteIds.includes(row.site_id)
}
