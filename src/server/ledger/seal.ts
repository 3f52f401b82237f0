import { sql } from 'kysely'
import { sameBytes, toHex } from '../../core/ledger/bytes.ts'
import { originOf, writeCheckpoint } from '../../core/ledger/checkpoint.ts'
import { appendLeaf, hashLeaf, rootOf, type Subtree } from '../../core/ledger/merkle.ts'
import type { Config } from '../platform/config.ts'
import type { Database, Tx, Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { sha256Bytes } from './crypto.ts'
import type { LedgerKeys } from './keys.ts'
import { findLatestSeal, insertSealKey, keyFor, listSealKeys, tryTakeSealing } from './seal-store.ts'
import { insertNodes, lowestKept, readFrontier } from './tree.ts'

/** Entries under one seal: some tens of milliseconds of work. */
const batch = 5000

/** `reason`: why nothing was sealed though something waits; a sentence for whoever runs the server. */
export type Sealed = { entries: number; reason?: string }

/** Seals what has its place, every three seconds, beside everything else: no decision ever waits for it. */
export function sealSweep({ db, log, config }: Platform, keys: LedgerKeys): Sweep {
  const said = new Map<string, string>()
  return {
    name: 'seal',
    everyMs: 3000,
    run: async () => {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      for (const { id } of rows) {
        const { reason } = await sealClient(db, id, keys, config.publicUrl)
        // Said once, not every three seconds; again when it is another reason.
        if (reason && said.get(id) !== reason) log.warn({ client: id, reason }, 'the ledger is not sealed')
        said.set(id, reason ?? '')
      }
    },
  }
}

/** Seals all that waits, batch by batch. */
export async function sealClient(
  db: Database,
  clientId: string,
  keys: LedgerKeys,
  publicUrl: Config['publicUrl'],
): Promise<Sealed> {
  for (let entries = 0; ; ) {
    const sealed = await db.work([clientId], (work) => sealEntries(work, clientId, keys, publicUrl))
    entries += sealed.entries
    if (sealed.entries < batch) return { ...sealed, entries }
  }
}

/**
 * Adds up to 5000 entries to a client's tree and signs a checkpoint over all of it. One sealer at a time per
 * client (an advisory lock); another just leaves. Never signs what does not go on from the last seal.
 */
export async function sealEntries(
  work: Work,
  clientId: string,
  keys: LedgerKeys,
  publicUrl: Config['publicUrl'],
): Promise<Sealed> {
  const { tx, now } = work
  if (!(await tryTakeSealing(tx, clientId))) return { entries: 0 }
  const last = await findLatestSeal(tx, clientId)
  const before = last?.size ?? 0
  const waiting = await listPlacedAfter(tx, clientId, before)
  if (waiting.length === 0) return { entries: 0 }
  const frontier = await readFrontier(tx, clientId, before)
  if (last && !sameBytes(rootOf(sha256Bytes, frontier), last.root))
    return refuse(`what entry ${before} and those before it say is not what was sealed`)
  const size = before + waiting.length
  if (waiting.at(-1)!.seq !== size) return refuse(`an entry is missing between ${before + 1} and ${size}`)

  const sealers = await listSealKeys(tx, clientId)
  if (sealers.length === 0) {
    if (!keys.own) return refuse('this machine holds no key of the ledger')
    const first = { publicKey: keys.own.publicKey, origin: originOf(new URL(publicUrl).host, clientId) }
    await insertSealKey(tx, { ...first, clientId, entryId: null, at: now })
    sealers.push({ name: first.origin, publicKey: first.publicKey, from: 0, at: now })
  }
  const sealer = keyFor(sealers, size)!
  const key = keys.find(sealer.publicKey)
  if (!key)
    return refuse(
      `it is sealed with the key ${toHex(sealer.publicKey).slice(0, 16)}…, which this machine does not hold: give it the same CARTABIANCA_LEDGER_KEY, or the same data/secrets/ledger-ed25519, as the others have`,
    )

  const nodes: (Subtree & { hash: Uint8Array })[] = []
  for (const { body } of waiting)
    appendLeaf(sha256Bytes, frontier, hashLeaf(sha256Bytes, Buffer.from(body, 'utf8')), (subtree, hash) => {
      if (subtree.level >= lowestKept) nodes.push({ ...subtree, hash })
    })
  await insertNodes(tx, clientId, nodes)
  const root = rootOf(sha256Bytes, frontier)
  const note = writeCheckpoint(sha256Bytes, { origin: sealer.name, size, root }, sealer.publicKey, key.sign)
  await tx
    .insertInto('ledger_seal')
    .values({ client_id: clientId, size, root: Buffer.from(root), note, at: now })
    .execute()
  return { entries: waiting.length }
}

function refuse(reason: string): Sealed {
  return { entries: 0, reason }
}

/** Places first, then their entries by id: a join of both is planned badly while the tables grow fast. */
async function listPlacedAfter(
  tx: Tx,
  clientId: string,
  seq: number,
): Promise<{ seq: number; body: string }[]> {
  const places = await tx
    .selectFrom('ledger_position')
    .select(['seq', 'entry_id'])
    .where('client_id', '=', clientId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(batch)
    .execute()
  if (places.length === 0) return []
  const { rows } = await sql<{ id: string; body: string }>`
    select id, body from ledger_entry
    where client_id = ${clientId} and id = any (${places.map(({ entry_id }) => entry_id)}::uuid[])`.execute(
    tx,
  )
  const bodies = new Map(rows.map(({ id, body }) => [id, body]))
  return places.map((place) => ({ seq: place.seq, body: bodies.get(place.entry_id)! }))
}
