import type { passkeyRoutes } from '../../contract/passkey.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { placeOf } from './place.ts'
import { beginRegistration, finishRegistration, removePasskey } from './register.ts'
import { challengeToSignIn, signInByPasskey } from './sign-in.ts'
import { listPasskeys, type PasskeyRow } from './store.ts'

export function passkeyApi(platform: Platform): Handlers<typeof passkeyRoutes> {
  const { db, config } = platform
  return {
    'passkey.list': async ({ actor }) => {
      const rows = await db.work(actor.clientIds, ({ tx }) => listPasskeys(tx, actor.personId))
      return { items: rows.map(presentPasskey), place: placeOf(config) }
    },
    'passkey.begin': ({ actor, body }) => beginRegistration(platform, actor, body.password),
    'passkey.create': async ({ actor, body }) =>
      presentPasskey(await finishRegistration(platform, actor, body)),
    'passkey.remove': async ({ actor, params }) => {
      await removePasskey(platform, actor, params.passkeyId)
      return undefined
    },
    'passkey.challenge': () => challengeToSignIn(platform),
    'passkey.signIn': (call) => signInByPasskey(platform, call, call.body),
  }
}

function presentPasskey(row: PasskeyRow) {
  return {
    id: row.id,
    name: row.name,
    credential: row.credential,
    transports: row.transports,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}
