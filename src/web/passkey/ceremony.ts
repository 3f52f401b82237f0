import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser'
import type { PasskeyAnswer } from '../../contract/passkey.ts'
import { fromHex } from '../../core/ledger/bytes.ts'
import { toBase64Url } from '../../core/passkey/assertion.ts'
import type { ResultOf } from '../api.ts'

/** What the browser and its person do with passkeys: a box of the browser's own asks for the finger, the face, the PIN. */
export type PasskeyPlace = ResultOf<'passkey.list'>['place']
type Own = Pick<ResultOf<'passkey.list'>['items'][number], 'credential' | 'transports'>

/** Whether passkeys work on this very page, and if not, why. */
export function usabilityOf(place: PasskeyPlace): 'here' | 'not_allowed' | 'elsewhere' | 'no_browser' {
  if (!place.usable) return 'not_allowed'
  if (window.location.origin !== place.origin) return 'elsewhere'
  return window.isSecureContext && 'PublicKeyCredential' in window ? 'here' : 'no_browser'
}

/** Makes a passkey as the server asked for it. Whoever uses it must be verified: it signs in their name. */
export async function makePasskey({ challenge, rp, user, algorithms, exclude }: ResultOf<'passkey.begin'>) {
  const { id, response } = await startRegistration({
    optionsJSON: {
      ...{ challenge, rp, user, attestation: 'none' },
      pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' })),
      excludeCredentials: exclude.map((credential) => ({ id: credential, type: 'public-key' })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    },
  })
  const { clientDataJSON, attestationObject, transports } = response
  return { credential: id, clientDataJSON, attestationObject, transports: transports as string[] | undefined }
}

/** Has a passkey sign a challenge: one of these, or whichever the person has for this place. */
export async function askPasskey(
  { rpId }: PasskeyPlace,
  challenge: string,
  own: readonly Own[] = [],
): Promise<PasskeyAnswer> {
  const { id, response } = await startAuthentication({
    optionsJSON: {
      ...{ challenge, rpId, userVerification: 'required' },
      allowCredentials: own.map(({ credential, transports }) => ({
        ...{ id: credential, type: 'public-key' },
        transports: transports as AuthenticatorTransport[],
      })) as never,
    },
  })
  const { authenticatorData, clientDataJSON, signature } = response
  return { credential: id, authenticatorData, clientDataJSON, signature }
}

/** A document is signed by its hash: the 32 bytes are the challenge. @param hash in hex */
export function challengeOf(hash: string): string {
  return toBase64Url(fromHex(hash) ?? new Uint8Array())
}

export type Trouble = 'canceled' | 'twice' | 'failed'

/** Browsers say little on purpose: closed, timed out and not found look the same. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return 'twice'
  const name = error instanceof Error ? error.name : ''
  return name === 'NotAllowedError' || name === 'AbortError' ? 'canceled' : 'failed'
}
