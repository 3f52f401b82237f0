import { sql } from 'kysely'
import type { PasskeyAlgorithm } from '../../core/passkey/cose.ts'
import type { Database, Tx, Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'

export type PasskeyRow = {
  id: string
  person_id: string
  name: string
  credential: string
  public_key: string
  algorithm: PasskeyAlgorithm
  uses: number
  transports: string[]
  created_at: Date
  last_used_at: Date | null
}

/** Nobody needs more; a list without an end would be one to flood. */
export const mostPasskeys = 20

export async function listPasskeys(tx: Tx, personId: string): Promise<PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`
    select * from passkey where person_id = ${personId} order by created_at, id limit ${mostPasskeys}`.execute(
    tx,
  )
  return rows
}

/** A passkey by what the browser calls it, held until commit: of two uses at once, one counts after the other. */
export async function lockPasskey(tx: Tx, credential: string): Promise<PasskeyRow | undefined> {
  const { rows } = await sql<PasskeyRow>`
    select * from passkey where credential = ${credential} for update`.execute(tx)
  return rows[0]
}

export async function insertPasskey(
  work: Work,
  row: Omit<PasskeyRow, 'id' | 'created_at' | 'last_used_at'>,
): Promise<PasskeyRow> {
  const { rows } = await sql<PasskeyRow>`
    insert into passkey (person_id, name, credential, public_key, algorithm, uses, transports, created_at)
    values (${row.person_id}, ${row.name}, ${row.credential}, ${row.public_key}, ${row.algorithm}, ${row.uses},
      ${row.transports}, ${work.now})
    on conflict do nothing returning *`.execute(work.tx)
  return found(rows[0])
}

export async function countUse(work: Work, passkeyId: string, uses: number): Promise<void> {
  await work.tx
    .updateTable('passkey')
    .set({ uses, last_used_at: work.now })
    .where('id', '=', passkeyId)
    .execute()
}

/** @returns false when that client's ledger knew already */
export async function insertTold(tx: Tx, clientId: string, passkeyId: string): Promise<boolean> {
  const row = await tx
    .insertInto('passkey_told')
    .values({ client_id: clientId, passkey_id: passkeyId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('client_id')
    .executeTakeFirst()
  return row !== undefined
}

/** @returns the passkey that was removed, and in whose ledgers it stands; undefined when it isn't this person's */
export async function deletePasskey(
  tx: Tx,
  personId: string,
  passkeyId: string,
): Promise<{ row: PasskeyRow; clientIds: string[] } | undefined> {
  const { rows } = await sql<PasskeyRow>`
    select * from passkey where id = ${passkeyId} and person_id = ${personId} for update`.execute(tx)
  const [row] = rows
  if (!row) return undefined
  const told = await tx
    .deleteFrom('passkey_told')
    .where('passkey_id', '=', passkeyId)
    .returning('client_id')
    .execute()
  await tx.deleteFrom('passkey').where('id', '=', passkeyId).execute()
  return { row, clientIds: told.map(({ client_id }) => client_id) }
}

/** Keeps a challenge for some minutes, and lets go of those whose time is over. */
export async function insertChallenge(
  { tx, now }: Work,
  challenge: string,
  personId: string | null,
): Promise<void> {
  await tx.deleteFrom('passkey_challenge').where('expires_at', '<=', now).execute()
  await tx
    .insertInto('passkey_challenge')
    .values({ challenge, person_id: personId, expires_at: new Date(now.getTime() + challengeMs) })
    .execute()
}

/** Five minutes: time to find a phone, and no longer. */
const challengeMs = 300_000

/** Takes a challenge, in a transaction of its own: whatever comes of it, it is good once. */
export function takeChallenge(db: Database, challenge: string, personId: string | null): Promise<boolean> {
  return db.work([], async ({ tx, now }) => {
    const taken = await tx
      .deleteFrom('passkey_challenge')
      .where('challenge', '=', challenge)
      .where('person_id', personId === null ? 'is' : '=', personId)
      .where('expires_at', '>', now)
      .returning('challenge')
      .executeTakeFirst()
    return taken !== undefined
  })
}
