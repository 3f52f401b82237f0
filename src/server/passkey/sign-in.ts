import { randomBytes } from 'node:crypto'
import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PasskeyAnswer } from '../../contract/passkey.ts'
import { challengeOf, fromBase64Url, toBase64Url } from '../../core/passkey/assertion.ts'
import type { Platform } from '../platform/platform.ts'
import { found, Problem } from '../platform/problem.ts'
import { signInByToken } from '../session/sign-in.ts'
import { listClientIds } from '../session/store.ts'
import { placeOf } from './place.ts'
import { countUse, insertChallenge, lockPasskey, takeChallenge } from './store.ts'

/** A challenge for whoever comes: which passkey answers says who it is. */
export async function challengeToSignIn({ db, config }: Platform) {
  const challenge = toBase64Url(randomBytes(32))
  await db.work([], (work) => insertChallenge(work, challenge, null))
  return { challenge, place: placeOf(config) }
}

/**
 * Signs in whose passkey answered: a link made and followed at once, so that the session is one like any other.
 * @throws Problem passkey_refused, the same for an unknown passkey and a wrong answer; link_expired for a person who left
 */
export async function signInByPasskey(
  platform: Platform,
  door: { request: FastifyRequest; reply: FastifyReply },
  answer: PasskeyAnswer,
): Promise<{ personId: string }> {
  const { db, auth, config } = platform
  const { origin, rpId } = placeOf(config)
  const { credential: id, authenticatorData, clientDataJSON, signature } = answer
  // Before the transaction: two connections held at once by many would leave none for anybody.
  const challenge = challengeOf(clientDataJSON)
  if (!challenge || !(await takeChallenge(db, challenge, null))) throw new Problem('passkey_refused')
  const email = await db.work(await listClientIds(db), async (work) => {
    const passkey = await lockPasskey(work.tx, id)
    if (!passkey) throw new Problem('passkey_refused')
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { authenticatorData, clientDataJSON, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id,
        publicKey: new Uint8Array(found(fromBase64Url(passkey.public_key))),
        counter: passkey.uses,
      },
    }).catch(() => {
      throw new Problem('passkey_refused')
    })
    if (!verified) throw new Problem('passkey_refused')
    await countUse(work, passkey.id, authenticationInfo.newCounter)
    const person = await work.tx
      .selectFrom('person')
      .select('email')
      .where('id', '=', passkey.person_id)
      .executeTakeFirst()
    return found(person).email
  })
  return signInByToken(platform, door, found(await auth.makeLinkToken(email)))
}
