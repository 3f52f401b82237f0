import type { BreachOutcome } from '../../core/breach/above.ts'
import { refuseNames } from '../guarantee/team.ts'
import { recordEntries } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { dayOf } from './report.ts'
import { isReporter } from './secret.ts'
import { findAnswerable, findReport, type ReportRow } from './store.ts'

/**
 * Somebody above says for all what became of it. Only now it is in the ledger, and known to whom it concerned.
 * @throws Problem not_found, already_answered, names_somebody
 */
export async function answerBreach(
  work: Work,
  actor: Actor,
  secret: string,
  input: { breachId: string; outcome: BreachOutcome; words: string },
): Promise<void> {
  const row = found(await findAnswerable(work, actor, input.breachId))
  if (isReporter(secret, row.id, actor.personId, row.tag)) throw new Problem('not_found')
  if (row.outcome) throw new Problem('already_answered')
  const people = await work.tx
    .selectFrom('person')
    .select('name')
    .where('active', '=', true)
    .limit(5000)
    .execute()
  refuseNames(
    input.words,
    [
      ...people.map(({ name }) => name),
      ...row.concerned_name.split(/\s+/),
      ...(row.named_name ?? '').split(/\s+/),
    ].filter(Boolean),
    'body.words',
  )
  const place = { client_id: row.client_id, breach_id: row.id }
  const written = await work.tx
    .insertInto('breach_answer')
    .values({
      ...place,
      outcome: input.outcome,
      words: input.words,
      answered_by: actor.personId,
      at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('breach_id')
    .executeTakeFirst()
  if (!written) throw new Problem('already_answered')
  await recordEntries(work, [
    {
      clientId: row.client_id,
      kind: 'breach.answered',
      actor: actor.personId,
      facts: {
        breach: row.id,
        told_as: row.kind,
        told_on: dayOf(row.at).toISOString().slice(0, 10),
        concerned: row.concerned_id,
        level: row.goes_to,
        outcome: input.outcome,
      },
      texts: { words: input.words },
    },
  ])
  work.publish({ topic: 'culture', id: row.id, clientId: row.client_id })
}

/** Whoever told it lets whoever answers see their name, or hides it again. @throws Problem not_found, already_answered */
export async function nameReporter(
  work: Work,
  actor: Actor,
  secret: string,
  input: { breachId: string; named: boolean },
): Promise<ReportRow> {
  const row = found(await findReport(work, input.breachId))
  if (!isReporter(secret, row.id, actor.personId, row.tag)) throw new Problem('not_found')
  if (row.outcome) throw new Problem('already_answered')
  await work.tx
    .updateTable('breach_report')
    .set({ named_id: input.named ? actor.personId : null })
    .where('client_id', '=', row.client_id)
    .where('breach_id', '=', row.id)
    .execute()
  return found(await findReport(work, row.id))
}
