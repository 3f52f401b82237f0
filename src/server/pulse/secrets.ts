import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import type { PulseAnswers } from '../../core/pulse/round.ts'

/**
 * What the pulse needs besides the database: keys from the server's secret, which is not in it. A ballot is a
 * verifiable oblivious pseudorandom function (RFC 9497) of bytes that only the person's browser knows.
 */
const { voprf } = ristretto255_oprf

export type BallotKey = { secretKey: Uint8Array; publicKey: Uint8Array }

/** One key for each round and site: a ballot drawn for one is worth nothing in another. */
export function ballotKeyOf(secret: string, round: number, siteId: string): BallotKey {
  return voprf.deriveKeyPair(bytesFrom(secret, 'ballot', round), new TextEncoder().encode(siteId))
}

export function evaluateBlinded({ secretKey, publicKey }: BallotKey, blinded: Uint8Array) {
  return voprf.blindEvaluate(secretKey, publicKey, blinded)
}

/** Whether a proof is the key's evaluation of the ballot: computed anew, as whoever holds the key can. */
export function isProven(key: BallotKey, ballot: Uint8Array, proof: Uint8Array): boolean {
  const { blind, blinded } = voprf.blind(ballot)
  const { evaluated, proof: right } = voprf.blindEvaluate(key.secretKey, key.publicKey, blinded)
  const expected = voprf.finalize(ballot, blind, evaluated, blinded, key.publicKey, right)
  return Buffer.from(expected).equals(Buffer.from(proof))
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** AES-256-GCM, so that the answers of an open round can't be read from the database. */
export function sealAnswers(secret: string, round: number, answers: PulseAnswers): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', bytesFrom(secret, 'seal', round), iv)
  // all of one length: it says nothing of what was passed over
  const text = JSON.stringify(answers).padEnd(160)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

/** @throws Error when it was sealed with another secret, or changed */
export function openAnswers(secret: string, round: number, text: string): PulseAnswers {
  const bytes = Buffer.from(text, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', bytesFrom(secret, 'seal', round), bytes.subarray(0, 12))
  cipher.setAuthTag(bytes.subarray(12, 28))
  return JSON.parse(Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8'))
}

function bytesFrom(secret: string, purpose: string, round: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `cartabianca pulse ${purpose} ${round}`, 32))
}
