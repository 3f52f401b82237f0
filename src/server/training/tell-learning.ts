import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Learned, type Statement, statementOf, xapiVersion } from '../../core/training/xapi.ts'
import type { Actor } from '../platform/actor.ts'
import type { Config } from '../platform/config.ts'
import type { Work } from '../platform/db.ts'
import { enqueue, type JobTask } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'

/** Where records go, if anywhere: what of the configuration is needed. */
export type LearningPlace = Pick<Config, 'lrs' | 'publicUrl'>

const payload = z.strictObject({ recordId: z.uuid() })

/** A record store answers within this, or it is tried again. */
const timeoutMs = 10_000

/**
 * Writes what was learned as a statement, in the transaction of what it tells of, and has it sent. Nothing is written
 * where no record store is set. People of client companies have no records: they are not ours to keep.
 */
export async function recordLearning(
  work: Work,
  actor: Actor,
  place: LearningPlace,
  learned: Pick<Learned, 'verb' | 'about'>,
): Promise<void> {
  if (!place.lrs || actor.roles.includes('client_representative')) return
  const { rows } = await sql<{ alias: string }>`
    with made as (insert into learner_alias (person_id) values (${actor.personId})
      on conflict (person_id) do nothing returning alias)
    select alias from made union all select alias from learner_alias where person_id = ${actor.personId} limit 1`.execute(
    work.tx,
  )
  const id = randomUUID()
  const statement = statementOf(
    { id, alias: rows[0]!.alias, at: work.now.toISOString(), ...learned },
    place.publicUrl,
  )
  await work.tx
    .insertInto('learning_record')
    .values({ id, person_id: actor.personId, statement: JSON.stringify(statement), at: work.now })
    .execute()
  await enqueue(work, 'learning.tell', { recordId: id })
}

/** Sends a statement to the record store, at least once: its id makes twice the same as once. */
export function tellLearningJob({ db, config }: Platform): JobTask {
  return async (input) => {
    const { recordId } = payload.parse(input)
    const { lrs } = config
    if (!lrs) return
    const record = await db.work([], ({ tx }) =>
      tx
        .selectFrom('learning_record')
        .select(['statement', 'sent_at'])
        .where('id', '=', recordId)
        .executeTakeFirst(),
    )
    if (!record || record.sent_at) return
    const error = await send(lrs, record.statement as unknown as Statement)
    if (error) throw new Error(`record store: ${error}`)
    await db.work([], ({ tx, now }) =>
      tx.updateTable('learning_record').set({ sent_at: now }).where('id', '=', recordId).execute(),
    )
  }
}

/** @returns what went wrong, or null when the store has the statement. 409: it had it before */
async function send(lrs: NonNullable<Config['lrs']>, statement: Statement): Promise<string | null> {
  try {
    const response = await fetch(`${lrs.url}/statements?statementId=${statement.id}`, {
      method: 'PUT',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'x-experience-api-version': xapiVersion,
        authorization: `Basic ${Buffer.from(`${lrs.key}:${lrs.secret}`).toString('base64')}`,
      },
      body: JSON.stringify(statement),
    })
    await response.body?.cancel()
    return response.ok || response.status === 409 ? null : `status ${response.status}`
  } catch (error) {
    return (error as Error).name
  }
}
