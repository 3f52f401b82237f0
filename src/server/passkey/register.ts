import { randomBytes } from 'node:crypto'
import { verifyRegistrationResponse } from '@simplewebauthn/server'
import { utf8 } from '../../core/ledger/bytes.ts'
import { challengeOf, fromBase64Url, toBase64Url } from '../../core/passkey/assertion.ts'
import { coseAlgorithms, readCoseKey } from '../../core/passkey/cose.ts'
import { holdsPermission } from '../../core/person/permissions.ts'
import { proveSigner } from '../mandate/prove-signer.ts'
import type { Actor } from '../platform/actor.ts'
import type { Platform } from '../platform/platform.ts'
import { Problem } from '../platform/problem.ts'
import { listClientIds } from '../session/store.ts'
import { placeOf } from './place.ts'
import { tellRegistered, tellRemoved } from './record.ts'
import {
  deletePasskey,
  insertChallenge,
  insertPasskey,
  listPasskeys,
  lockPasskey,
  mostPasskeys,
  type PasskeyRow,
  takeChallenge,
} from './store.ts'

const algorithms = Object.values(coseAlgorithms)

/** What the browser is to make a passkey from. @throws Problem wrong_credentials, already_exists, passkey_unusable */
export async function beginRegistration(platform: Platform, actor: Actor, password: string | undefined) {
  const { rpId, usable } = placeOf(platform.config)
  if (!usable) throw new Problem('passkey_unusable')
  await proveSigner(platform, actor, { password })
  const challenge = toBase64Url(randomBytes(32))
  return platform.db.work(actor.clientIds, async (work) => {
    const mine = await listPasskeys(work.tx, actor.personId)
    if (mine.length >= mostPasskeys) throw new Problem('already_exists', `at most ${mostPasskeys} passkeys`)
    await insertChallenge(work, challenge, actor.personId)
    return {
      challenge,
      rp: { id: rpId, name: 'Cartabianca' },
      user: { id: toBase64Url(utf8(actor.personId)), name: actor.email, displayName: actor.name },
      algorithms,
      exclude: mine.map(({ credential }) => credential),
    }
  })
}

/** @throws Problem passkey_refused when it does not answer what was asked, already_exists */
export async function finishRegistration(
  { db, config }: Platform,
  actor: Actor,
  made: {
    name: string
    credential: string
    clientDataJSON: string
    attestationObject: string
    transports?: string[]
  },
): Promise<PasskeyRow> {
  const { origin, rpId } = placeOf(config)
  const { name, credential: id, clientDataJSON, attestationObject, transports = [] } = made
  const challenge = challengeOf(clientDataJSON)
  if (!challenge || !(await takeChallenge(db, challenge, actor.personId)))
    throw new Problem('passkey_refused')
  const { registrationInfo } = await verifyRegistrationResponse({
    response: {
      ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
      response: { clientDataJSON, attestationObject },
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => {
    throw new Problem('passkey_refused')
  })
  const credential = registrationInfo?.credential
  // What could not be verified offline for ever is not kept.
  const key = credential && readCoseKey(new Uint8Array(credential.publicKey))
  if (!key || credential.id !== id || !fromBase64Url(id)) throw new Problem('passkey_refused')
  return db.work(actor.clientIds, async (work) => {
    if (await lockPasskey(work.tx, id)) throw new Problem('already_exists')
    const row = await insertPasskey(work, {
      ...{ person_id: actor.personId, name, credential: id, transports },
      public_key: toBase64Url(new Uint8Array(credential.publicKey)),
      ...{ algorithm: key.algorithm, uses: credential.counter },
    })
    if (holdsPermission(actor.roles, 'mandate.sign'))
      for (const clientId of actor.clientIds) await tellRegistered(work, clientId, row)
    return row
  })
}

/** @throws Problem not_found for one that is not mine */
export async function removePasskey({ db }: Platform, actor: Actor, passkeyId: string): Promise<void> {
  // Also the ledgers of clients that this person no longer serves must say from when on it is nobody's.
  await db.work(await listClientIds(db), async (work) => {
    const removed = await deletePasskey(work.tx, actor.personId, passkeyId)
    if (!removed) throw new Problem('not_found')
    await tellRemoved(work, removed.clientIds, removed.row)
  })
}
