import { sql } from 'kysely'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { findKnown } from '../../core/training/find-names.ts'
import { type Scenario, scenarioFaults } from '../../core/training/scenario.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { leaveOffer } from './offers.ts'
import { findScenario, presentDraft, type ScenarioRow } from './scenario-store.ts'

type Change = { scenarioId: string; revision: number }

/** @throws Problem not_found, edited_meanwhile, already_answered for one that is approved */
export async function saveScenario(
  work: Work,
  actor: Actor,
  input: Change & { content: Scenario; amountPercent?: number | undefined },
) {
  const row = await openDraft(work, actor, input)
  const { content, amountPercent: amount_percent = row.amount_percent } = input
  await work.tx
    .updateTable('scenario')
    .set({ content: JSON.stringify(content), amount_percent, revision: row.revision + 1 })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  return presentDraft({ ...row, content, amount_percent, revision: row.revision + 1 })
}

/**
 * Somebody says that nobody can be recognised. The original goes at once, and with it the way back to the contact; the
 * learning case it came from has been made use of (for which scenario is not told: it would be a way back).
 * @throws Problem not_complete with what is missing; names_somebody while a name that is known is still in it
 */
export async function approveScenario(work: Work, actor: Actor, input: Change) {
  const row = await openDraft(work, actor, input)
  const faults = scenarioFaults(row.content)
  if (faults.length > 0)
    throw new Problem(
      'not_complete',
      undefined,
      faults.map(({ path, fault }) => ({ path, message: fault })),
    )
  const named = namedIn(row.content, row.people ?? [])
  if (named.length > 0)
    throw new Problem(
      'names_somebody',
      undefined,
      named.map(({ path, text }) => ({ path, message: `names ${text}` })),
    )
  const { rows } = await sql<{ learning_case_id: string | null; contact_id: string | null }>`
    delete from scenario_original where client_id = ${row.client_id} and scenario_id = ${row.id}
    returning learning_case_id, contact_id`.execute(work.tx)
  const { learning_case_id: caseId, contact_id: contactId } = rows[0] ?? {}
  if (contactId) await leaveOffer(work, contactId)
  if (caseId)
    await work.tx
      .updateTable('learning_case')
      .set({ state: 'used', used_by: actor.personId, used_at: work.now })
      .where('client_id', '=', row.client_id)
      .where('id', '=', caseId)
      .where('state', '=', 'open')
      .execute()
  await work.tx
    .updateTable('scenario')
    .set({ state: 'approved', approved_by: actor.personId, approved_at: work.now })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  return presentDraft(found(await findScenario(work, actor, row.id)))
}

/** @throws Problem not_found for one that nobody approved */
export async function retireScenario(work: Work, actor: Actor, scenarioId: string): Promise<void> {
  const row = found(await findScenario(work, actor, scenarioId))
  if (row.state === 'draft') throw new Problem('not_found')
  await work.tx
    .updateTable('scenario')
    .set({ state: 'retired' })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
}

/** Names that are known of the case and still stand in a text, written as names are. */
export function namedIn(content: Scenario, people: readonly string[]): { path: string; text: string }[] {
  return textsOf(content).flatMap(({ path, text }) =>
    people.flatMap((name) =>
      findKnown(text, name)
        .map(({ start, end }) => ({ path, text: text.slice(start, end) }))
        .filter(({ text: written }) => /[\p{Lu}\u0620-\u064a]/u.test(written)),
    ),
  )
}

function textsOf({ title, situation, steps, after, reach }: Scenario): { path: string; text: string }[] {
  return [
    { path: 'title', text: title },
    { path: 'situation', text: situation },
    ...steps.flatMap(({ words, said, options }, nth) =>
      [words, said ?? '', ...options].map((text) => ({ path: `steps.${nth}`, text })),
    ),
    { path: 'after', text: after ?? '' },
    { path: 'reach', text: reach },
  ]
}

async function openDraft(work: Work, actor: Actor, { scenarioId, revision }: Change): Promise<ScenarioRow> {
  const row = found(await findScenario(work, actor, scenarioId, sql`for update of s`))
  if (row.state !== 'draft') throw new Problem('already_answered')
  if (row.revision !== revision) throw new Problem('edited_meanwhile')
  return row
}

/** Whether a mandate has a power at all: what may be practised is what may be decided. */
export const powersOf = (document: MandateDocument) => document.powers.map(({ kind }) => kind)
