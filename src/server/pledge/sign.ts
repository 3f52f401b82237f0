import type { Language } from '../../contract/route.ts'
import { isSameName, pledgeHashes, pledgeVersion } from '../../core/pledge/text.ts'
import { recordEntries } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'

/**
 * Signs the pledge. Each client whose people this person stands above finds it in their own ledger.
 * @throws Problem invalid_input when it is not the text of now or not their name, already_signed
 */
export async function signPledge(
  work: Work,
  actor: Actor,
  signed: { version: number; language: Language; hash: string; name: string },
): Promise<void> {
  const { version, language, hash, name } = signed
  if (version !== pledgeVersion || hash !== pledgeHashes[pledgeVersion][language])
    throw new Problem('invalid_input', undefined, [
      { path: 'body.hash', message: 'not the text of now: reload it' },
    ])
  if (!isSameName(name, actor.name))
    throw new Problem('invalid_input', undefined, [
      { path: 'body.name', message: 'not the name in the account' },
    ])
  const row = await work.tx
    .insertInto('pledge')
    .values({ person_id: actor.personId, version, language, hash, signed_name: name, at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw new Problem('already_signed')
  await recordEntries(
    work,
    actor.clientIds.map((clientId) => ({
      clientId,
      kind: 'pledge.signed' as const,
      actor: actor.personId,
      facts: { pledge: row.id, version, language, text_hash: hash },
      texts: { name },
    })),
  )
  work.publish({ topic: 'culture', id: row.id })
}
