import { operations } from 'virtual:operations'
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { PulseAnswers } from '../../core/pulse/round.ts'
import { call, ProblemError } from '../api.ts'

const { voprf } = ristretto255_oprf

/** The stamp that came back was not made with the key that the server names: nothing goes out. */
export class ForgedStamp extends Error {}

type Kept = { round: number; siteId: string; ballot: string; blind: string; blinded: string }
const place = 'pulse.ballot'

/** Draws a ballot in my name, unblinds it here, and gives it back with the answers and without my name. */
export async function giveBallot(
  { round, siteId, publicKey }: { round: number; siteId: string; publicKey: string },
  answers: PulseAnswers,
): Promise<void> {
  const kept = keptBallot(round, siteId)
  const { evaluated, proof } = await call('pulse.draw', { body: { siteId, round, blinded: kept.blinded } })
  let output: Uint8Array
  try {
    output = voprf.finalize(
      hexToBytes(kept.ballot),
      hexToBytes(kept.blind),
      hexToBytes(evaluated),
      hexToBytes(kept.blinded),
      hexToBytes(publicKey),
      hexToBytes(proof),
    )
  } catch {
    throw new ForgedStamp()
  }
  await sendNameless({ siteId, round, ballot: kept.ballot, proof: bytesToHex(output), answers })
  localStorage.removeItem(place)
}

/** The same ballot after a cut line: another would be refused. It leaves this browser only unblinded. */
function keptBallot(round: number, siteId: string): Kept {
  const stored = localStorage.getItem(place)
  const kept = stored ? (JSON.parse(stored) as Kept) : null
  if (kept?.round === round && kept.siteId === siteId) return kept
  const ballot = crypto.getRandomValues(new Uint8Array(32))
  const { blind, blinded } = voprf.blind(ballot)
  const fresh: Kept = {
    round,
    siteId,
    ballot: bytesToHex(ballot),
    blind: bytesToHex(blind),
    blinded: bytesToHex(blinded),
  }
  localStorage.setItem(place, JSON.stringify(fresh))
  return fresh
}

/** Without cookies, and without the address of the page it comes from. */
async function sendNameless(body: object): Promise<void> {
  const [method, path] = operations['pulse.answer']
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  })
  if (!answer.ok) throw new ProblemError(await answer.json())
}
