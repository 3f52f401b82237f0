import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Canonical } from '../../core/ledger/canonical.ts'
import { type EntryKind, saltedHash, sealEntry } from '../../core/ledger/entry.ts'
import type { Work } from '../platform/db.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export type Fact = {
  clientId: string
  kind: EntryKind
  /** id of the person who acted; `customer` or `system` otherwise */
  actor: string
  /** random ids, codes, integers: nothing that names a person */
  facts: Record<string, Canonical>
  /** free texts, which enter as salted hashes `<field>_hash`; their salts are kept outside */
  texts?: Record<string, string>
}

/**
 * Writes facts into a client's ledger, in the transaction of what they tell: if an entry can't be written,
 * nothing of it happened (law 7). Takes no lock on anything shared; the sequencer orders entries after commit.
 * @returns the ids of the entries, in the order given
 */
export async function recordEntries(work: Work, facts: readonly Fact[]): Promise<string[]> {
  const entries = facts.map((fact) => {
    const salts = Object.fromEntries(
      Object.keys(fact.texts ?? {}).map((field) => [field, randomBytes(16).toString('hex')]),
    )
    const hashed = Object.fromEntries(
      Object.entries(fact.texts ?? {}).map(([field, text]) => [
        `${field}_hash`,
        saltedHash(sha256, salts[field]!, text),
      ]),
    )
    const id = randomUUID()
    const sealed = sealEntry(
      {
        v: 1,
        id,
        client: fact.clientId,
        kind: fact.kind,
        at: work.now.toISOString(),
        actor: fact.actor,
        facts: { ...fact.facts, ...hashed },
      },
      sha256,
    )
    return { id, fact, salts, ...sealed }
  })
  if (entries.length === 0) return []
  await work.tx
    .insertInto('ledger_entry')
    .values(
      entries.map(({ id, fact, body, hash }) => ({
        client_id: fact.clientId,
        id,
        kind: fact.kind,
        at: work.now,
        body,
        hash,
      })),
    )
    .execute()
  const salts = entries.flatMap(({ id, fact, salts }) =>
    Object.entries(salts).map(([field, salt]) => ({ client_id: fact.clientId, entry_id: id, field, salt })),
  )
  if (salts.length > 0) await work.tx.insertInto('ledger_salt').values(salts).execute()
  return entries.map((entry) => entry.id)
}
