import { hash as hashOnce, randomBytes, randomUUID } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import type { Canonical } from '../../core/ledger/canonical.ts'
import { type EntryKind, saltedHash, sealEntry } from '../../core/ledger/entry.ts'
import { type Tx, together, type Work } from '../platform/db.ts'

/** In one call: for texts as short as ours, making a hash object costs more than hashing. */
export const sha256 = (text: string): string => hashOnce('sha256', text)

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

/** Where ids and salts come from. The demo world brings its own, to be the same each time. */
export type EntryRandom = { uuid(): string; hex(bytes: number): string }

const systemRandom: EntryRandom = {
  uuid: () => randomUUID(),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
}

/** The rows that tell facts: what `recordEntries` writes, in the order given. */
export function sealFacts(facts: readonly Fact[], at: Date, random: EntryRandom = systemRandom) {
  return facts.map((fact) => {
    const salts = Object.fromEntries(Object.keys(fact.texts ?? {}).map((field) => [field, random.hex(16)]))
    const hashed = Object.fromEntries(
      Object.entries(fact.texts ?? {}).map(([field, text]) => [
        `${field}_hash`,
        saltedHash(sha256, salts[field]!, text),
      ]),
    )
    const id = random.uuid()
    const { clientId, kind, actor } = fact
    const { body, hash } = sealEntry(
      {
        v: 1,
        id,
        client: clientId,
        kind,
        at: at.toISOString(),
        actor,
        facts: { ...fact.facts, ...hashed },
      },
      sha256,
    )
    return {
      entry: { client_id: clientId, id, kind, at, body, hash },
      salts: Object.entries(salts).map(([field, salt]) => ({
        client_id: clientId,
        entry_id: id,
        field,
        salt,
      })),
    }
  })
}

/**
 * Writes facts into a client's ledger, in the transaction of what they tell: if an entry can't be written,
 * nothing of it happened (law 7). Takes no lock on anything shared; the sequencer orders entries after commit.
 * @returns the ids of the entries, in the order given
 */
export async function recordEntries(
  work: Work,
  facts: readonly Fact[],
  random: EntryRandom = systemRandom,
): Promise<string[]> {
  const sealed = sealFacts(facts, work.now, random)
  await together(work.tx, insertsOf(work.tx, sealed))
  return sealed.map(({ entry }) => entry.id)
}

/** The statements that write sealed facts, in their order. */
export function insertsOf(tx: Tx, sealed: ReturnType<typeof sealFacts>): CompiledQuery[] {
  if (sealed.length === 0) return []
  const salts = sealed.flatMap((one) => one.salts)
  return [
    tx
      .insertInto('ledger_entry')
      .values(sealed.map(({ entry }) => entry))
      .compile(),
    ...(salts.length > 0 ? [tx.insertInto('ledger_salt').values(salts).compile()] : []),
  ]
}
