import { type Side, stateOf } from '../../core/expectation/terms.ts'
import { recordEntries } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { sidesOf } from './sides.ts'
import { findExpectation, lockExpectation } from './store.ts'

/**
 * The other side's word on a proposed wording. With the second yes it holds, and the ledger says so.
 * @throws Problem nothing_to_agree when it was answered, or another wording came after it
 */
export async function answerTerm(
  work: Work,
  actor: Actor,
  input: { expectationId: string; number: number; agrees: boolean; words: string | null },
): Promise<void> {
  await lockExpectation(work.tx, input.expectationId)
  const row = found(await findExpectation(work.tx, actor, input.expectationId))
  const { open, awaits } = stateOf(row.terms)
  const side = sidesOf(row, actor).find((one) => awaits.includes(one))
  if (open !== input.number || !side) throw new Problem('nothing_to_agree')
  await agreeOn(work, actor, { ...input, clientId: row.client_id, id: row.id, side })
  const term = row.terms.find(({ number }) => number === input.number)!
  if (!input.agrees || awaits.length > 1) return
  await recordEntries(work, [
    {
      clientId: row.client_id,
      kind: 'expectation.agreed',
      actor: actor.personId,
      facts: {
        expectation: row.id,
        number: term.number,
        team: row.team_id,
        bearer: row.bearer_id ?? 'team',
        counterpart: row.counterpart_id,
        runs: row.runs,
        measure: term.measure,
        aim: term.aim,
        from: term.from_date,
        review: term.review_date,
        ends: term.ends,
      },
      texts: { result: term.result, measure_words: term.measure_words },
    },
  ])
}

/** Writes one side's word. */
export async function agreeOn(
  work: Work,
  actor: Actor,
  word: {
    clientId: string
    id: string
    number: number
    side: Side
    agrees?: boolean
    words?: string | null
  },
): Promise<void> {
  await work.tx
    .insertInto('expectation_agreement')
    .values({
      client_id: word.clientId,
      expectation_id: word.id,
      number: word.number,
      side: word.side,
      person_id: actor.personId,
      agrees: word.agrees ?? true,
      words: word.words ?? null,
      at: work.now,
    })
    .execute()
  work.publish({ topic: 'expectation', id: word.id, clientId: word.clientId })
}
