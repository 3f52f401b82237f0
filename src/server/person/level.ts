import type { Level, PowerKind } from '../../core/mandate/document.ts'
import { recordEntries } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx, Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { findPerson } from './store.ts'

export type PersonLevel = { power: PowerKind; level: Level }

/** The powers with which a person is not at `full`. */
export async function listLevels(tx: Tx, personId: string): Promise<PersonLevel[]> {
  found(await findPerson(tx, personId))
  const rows = await tx
    .selectFrom('person_level')
    .select(['power', 'level'])
    .where('person_id', '=', personId)
    .orderBy('power')
    .execute()
  return rows as PersonLevel[]
}

/**
 * Sets how far a person has come with a power: it changes what they may decide from now on, so that the ledger
 * of each client they work for tells it.
 */
export async function setLevel(
  work: Work,
  administrator: Actor,
  input: PersonLevel & { personId: string },
): Promise<void> {
  const { tx, now } = work
  const { personId, power, level } = input
  const person = found(await findPerson(tx, personId))
  if (person.client_id !== null)
    throw new Problem('invalid_input', undefined, [{ path: 'params.personId', message: 'decides nothing' }])
  if (level === 'full')
    await tx.deleteFrom('person_level').where('person_id', '=', personId).where('power', '=', power).execute()
  else
    await tx
      .insertInto('person_level')
      .values({ person_id: personId, power, level, set_by: administrator.personId, at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['person_id', 'power'])
          .doUpdateSet({ level, set_by: administrator.personId, at: now }),
      )
      .execute()
  const teams = await tx
    .selectFrom('assignment as a')
    .innerJoin('team as t', 't.id', 'a.team_id')
    .select('t.client_id')
    .distinct()
    .where('a.person_id', '=', personId)
    .execute()
  await recordEntries(
    work,
    teams.map(({ client_id }) => ({
      clientId: client_id,
      kind: 'level.set' as const,
      actor: administrator.personId,
      facts: { person: personId, power, level },
    })),
  )
}
