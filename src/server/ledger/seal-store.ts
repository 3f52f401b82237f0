import { sql } from 'kysely'
import type { NoteKey } from '../../core/ledger/note.ts'
import type { Tx } from '../platform/db.ts'

export type Seal = { size: number; root: Buffer; note: string; at: Date }
/** `from`: the place of the entry that named the key; 0 for the first, null while its entry has no place yet */
export type SealKey = NoteKey & { from: number | null; at: Date }

export async function findLatestSeal(tx: Tx, clientId: string): Promise<Seal | undefined> {
  return seals(tx, clientId).orderBy('size', 'desc').limit(1).executeTakeFirst()
}

export async function findSeal(tx: Tx, clientId: string, size: number): Promise<Seal | undefined> {
  return seals(tx, clientId).where('size', '=', size).executeTakeFirst()
}

/** The first seal over an entry: the same whenever one asks. */
export async function findSealOver(tx: Tx, clientId: string, seq: number): Promise<Seal | undefined> {
  return seals(tx, clientId).where('size', '>=', seq).orderBy('size').limit(1).executeTakeFirst()
}

export async function listSealsAfter(tx: Tx, clientId: string, size: number, limit: number): Promise<Seal[]> {
  return seals(tx, clientId).where('size', '>', size).orderBy('size').limit(limit).execute()
}

export async function countSealsUpTo(tx: Tx, clientId: string, size: number): Promise<number> {
  const { count } = await tx
    .selectFrom('ledger_seal')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('client_id', '=', clientId)
    .where('size', '<=', size)
    .executeTakeFirstOrThrow()
  return count
}

/** In the order in which they seal. */
export async function listSealKeys(tx: Tx, clientId: string): Promise<SealKey[]> {
  const { rows } = await sql<{ public_key: Buffer; origin: string; from: number | null; at: Date }>`
    select k.public_key, k.origin, case when k.entry_id is null then 0 else p.seq end as from, k.at
    from ledger_key k
    left join ledger_entry e on e.client_id = k.client_id and e.id = k.entry_id
    left join ledger_position p on p.client_id = k.client_id and p.entry_id = k.entry_id
    where k.client_id = ${clientId}
    order by e.arrival nulls first`.execute(tx)
  return rows.map(({ public_key, origin, from, at }) => ({
    name: origin,
    publicKey: new Uint8Array(public_key),
    from,
    at,
  }))
}

/** The key that seals so many entries: the last one named among them. */
export function keyFor<Key extends { from: number | null }>(
  keys: readonly Key[],
  size: number,
): Key | undefined {
  return keys.findLast(({ from }) => from !== null && from <= size)
}

export async function insertSealKey(
  tx: Tx,
  key: { clientId: string; publicKey: Uint8Array; origin: string; entryId: string | null; at: Date },
): Promise<void> {
  await tx
    .insertInto('ledger_key')
    .values({
      client_id: key.clientId,
      public_key: Buffer.from(key.publicKey),
      origin: key.origin,
      entry_id: key.entryId,
      at: key.at,
    })
    .execute()
}

/** One at a time per client, until the transaction ends. @returns false when another holds the turn */
export async function tryTakeSealing(tx: Tx, clientId: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`seal ${clientId}`}, 0)) as taken`.execute(tx)
  return rows[0]?.taken === true
}

/** The same, waiting for its turn. */
export async function takeSealing(tx: Tx, clientId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`seal ${clientId}`}, 0))`.execute(tx)
}

function seals(tx: Tx, clientId: string) {
  return tx.selectFrom('ledger_seal').select(['size', 'root', 'note', 'at']).where('client_id', '=', clientId)
}
