import { roundAt } from '../../core/pulse/round.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { ballotKeyOf, evaluateBlinded, hashOf } from './secrets.ts'
import { sitesOf } from './store.ts'

/**
 * One ballot a person and round. What is evaluated is blind: it tells nothing of the ballot that comes back.
 * @throws Problem pulse_over for another round than the open one; already_answered for a second ballot
 */
export async function drawBallot(
  work: Work,
  actor: Actor,
  secret: string,
  input: { siteId: string; round: number; blinded: string },
) {
  const mine = await sitesOf(work.tx, actor)
  if (!mine.some(({ id }) => id === input.siteId)) throw new Problem('not_found')
  if (roundAt(work.now.getTime()).number !== input.round) throw new Problem('pulse_over')
  const blinded = Buffer.from(input.blinded, 'hex')
  const hash = hashOf(blinded)
  await work.tx
    .insertInto('pulse_draw')
    .values({ round: input.round, person_id: actor.personId, blinded_hash: hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const drawn = await work.tx
    .selectFrom('pulse_draw')
    .select('blinded_hash')
    .where('round', '=', input.round)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst()
  if (drawn?.blinded_hash !== hash) throw new Problem('already_answered')
  const key = ballotKeyOf(secret, input.round, input.siteId)
  try {
    const { evaluated, proof } = evaluateBlinded(key, blinded)
    return { evaluated: Buffer.from(evaluated).toString('hex'), proof: Buffer.from(proof).toString('hex') }
  } catch {
    throw new Problem('invalid_input', undefined, [{ path: 'body.blinded', message: 'not a group element' }])
  }
}
