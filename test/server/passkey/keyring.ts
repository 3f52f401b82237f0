import { expect } from 'vitest'
import { type ExportReport, verifyExport } from '../../../src/core/ledger/verify-export.ts'
import { toBase64Url } from '../../../src/core/passkey/assertion.ts'
import type { PasskeyAlgorithm } from '../../../src/core/passkey/cose.ts'
import { verifier } from '../../../src/server/ledger/crypto.ts'
import { exportLedger } from '../../../src/server/ledger/export.ts'
import { draftMandate } from '../../../src/server/mandate/draft.ts'
import { findMandate } from '../../../src/server/mandate/store.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Authenticator, makeAuthenticator } from '../../authenticator.ts'
import { type Answer, type Running, startLittleServer } from '../running.ts'
import { smallMandate } from '../world.ts'

const password = 'a sentence to remember'
/** What every refusal of a passkey looks like. */
export const refused = [401, 'passkey_refused']
/** A document is signed by its hash. @param hash in hex */
export const challengeOf = (hash: string): string => toBase64Url(Buffer.from(hash, 'hex'))

type Made = { name?: string } & Parameters<Authenticator['register']>[1]
type Document = { id: string; hash: string }

/** The little world's people with passkeys in their hands, on a server where passkeys work. */
export type Keyring = {
  running: Running
  place: { origin: string; rpId: string }
  password: string
  /** each call from an address of its own: the doors' limits count by address */
  call: Running['call']
  /** a passkey of a person who has a password */
  register(
    actor: Actor,
    algorithm?: PasskeyAlgorithm,
    name?: string,
  ): Promise<{ authenticator: Authenticator; id: string }>
  challengeFor(actor: Actor): Promise<string>
  keep(actor: Actor, authenticator: Authenticator, challenge: string, made?: Made): Promise<Answer>
  draft(): Promise<Document>
  sign(actor: Actor, document: Document, assertion: unknown): Promise<Answer>
  verifyExported(clientId: string): Promise<ExportReport>
}

export async function openKeyring(): Promise<Keyring> {
  const running = await startLittleServer({ host: 'localhost', trustProxy: true })
  const place = { origin: running.url, rpId: 'localhost' }
  const known = new Set<Actor>()
  let calls = 0
  const ring: Keyring = {
    running,
    place,
    password,
    call(actor, operationId, request = {}) {
      calls += 1
      const headers = { 'x-forwarded-for': `10.0.${calls >> 8}.${calls & 255}`, ...request.headers }
      return running.call(actor, operationId, { ...request, headers })
    },
    async register(actor, algorithm = 'ES256', name = 'Phone') {
      const authenticator = makeAuthenticator(place, algorithm)
      const answer = await ring.keep(actor, authenticator, await ring.challengeFor(actor), { name })
      expect([answer.status, answer.body.code]).toEqual([201, undefined])
      return { authenticator, id: String(answer.body.id) }
    },
    async challengeFor(actor) {
      if (!known.has(actor)) await ring.call(actor, 'account.changePassword', { body: { next: password } })
      known.add(actor)
      const begun = await ring.call(actor, 'passkey.begin', { body: { password } })
      expect(begun.status).toBe(201)
      return String(begun.body.challenge)
    },
    keep(actor, authenticator, challenge, { name = 'Phone', ...changes } = {}) {
      const made = authenticator.register(challenge, changes)
      const body = { name, credential: authenticator.credential, ...made }
      return ring.call(actor, 'passkey.create', { body })
    },
    draft() {
      const { alpha, administrator } = running.world
      return running.base.db.work([alpha.id], async (work) => {
        const id = await draftMandate(work, administrator, {
          ...{ clientId: alpha.id, teamIds: [alpha.teamId], from: undefined, document: smallMandate },
        })
        return { id, hash: (await findMandate(work, id))!.hash }
      })
    },
    sign: (actor, { id, hash }, assertion) =>
      ring.call(actor, 'mandate.sign', { params: { mandateId: id }, body: { hash, assertion } }),
    async verifyExported(clientId) {
      const reader = verifyExport(verifier)
      for await (const line of (await exportLedger(running.base.db, clientId))!.lines)
        reader.add(Buffer.from(line))
      return reader.end()
    },
  }
  return ring
}
