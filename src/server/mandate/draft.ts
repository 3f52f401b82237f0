import type { mandateRoutes } from '../../contract/mandate.ts'
import type { ParsedOf } from '../../contract/route.ts'
import { type Canonical, canonicalJson } from '../../core/ledger/canonical.ts'
import { findMandateFaults } from '../../core/mandate/faults.ts'
import { refuseOtherClient } from '../ledger/api.ts'
import { sha256 } from '../ledger/record.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'

/**
 * A new version for some teams of a client, numbered after the last. Nothing changes for anybody until both
 * sides have signed it.
 * @throws Problem mandate_faulty with each fault and its place; not_found for another client's teams
 */
export async function draftMandate(
  work: Work,
  actor: Actor,
  { clientId, teamIds, from, document }: ParsedOf<(typeof mandateRoutes)['mandate.create']>['body'],
): Promise<string> {
  refuseOtherClient(actor, clientId)
  const faults = findMandateFaults(document)
  if (faults.length > 0)
    throw new Problem(
      'mandate_faulty',
      undefined,
      faults.map(({ place, fault }) => ({ path: `body.document.${place}`, message: fault })),
    )
  const unique = [...new Set(teamIds)]
  // The client's row orders those who draft at the same time, so that numbers follow one another.
  await work.tx
    .selectFrom('client')
    .select('id')
    .where('id', '=', clientId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const teams = await work.tx
    .selectFrom('team')
    .select('id')
    .where('client_id', '=', clientId)
    .where('id', 'in', unique)
    .execute()
  if (teams.length !== unique.length) throw new Problem('not_found')
  const last = await work.tx
    .selectFrom('mandate')
    .select((e) => e.fn.max('number').as('number'))
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  const canonical = canonicalJson(document as unknown as Canonical)
  const { id } = await work.tx
    .insertInto('mandate')
    .values({
      client_id: clientId,
      number: (last?.number ?? 0) + 1,
      document: JSON.stringify(document),
      canonical,
      hash: sha256(canonical),
      in_force_from: from ? new Date(from) : work.now,
      created_by: actor.personId,
      created_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('mandate_team')
    .values(unique.map((teamId) => ({ client_id: clientId, mandate_id: id, team_id: teamId })))
    .execute()
  work.publish({ topic: 'mandate', id, clientId })
  return id
}
