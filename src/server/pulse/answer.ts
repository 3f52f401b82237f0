import { type PulseAnswers, roundAt } from '../../core/pulse/round.ts'
import type { Work } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { ballotKeyOf, hashOf, isProven, sealAnswers } from './secrets.ts'

/**
 * Keeps answers, sealed, under a ballot that proves to be one of ours and says nothing else.
 * @throws Problem pulse_over when the round has closed; not_permitted for a ballot that is none;
 *   already_answered for one that was used
 */
export async function answerPulse(
  { tx, now }: Work,
  secret: string,
  input: { siteId: string; round: number; ballot: string; proof: string; answers: PulseAnswers },
): Promise<void> {
  const { siteId, round } = input
  if (roundAt(now.getTime()).number !== round) throw new Problem('pulse_over')
  const ballot = Buffer.from(input.ballot, 'hex')
  if (!isProven(ballotKeyOf(secret, round, siteId), ballot, Buffer.from(input.proof, 'hex')))
    throw new Problem('not_permitted')
  const kept = await tx
    .insertInto('pulse_sealed')
    .values({
      round,
      site_id: siteId,
      ballot_hash: hashOf(ballot),
      sealed: sealAnswers(secret, round, input.answers),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('round')
    .executeTakeFirst()
  if (!kept) throw new Problem('already_answered')
}
