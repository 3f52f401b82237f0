import type { Me, sessionRoutes } from '../../contract/session.ts'
import { listLevels } from '../person/level.ts'
import type { Actor } from '../platform/actor.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { changePassword, listOwnSessions, revokeOwnSession, updateAccount } from './account.ts'
import { loadActor, tellSessionsChanged } from './actor.ts'
import { mailLinkIfKnown } from './mail-link.ts'
import { createFirstAdministrator } from './setup.ts'
import { signInByPassword, signInByToken, signInToDemo } from './sign-in.ts'
import { findOperator, hasAdministrator, listClientIds, listDemoPeople } from './store.ts'

export function sessionApi(platform: Platform): Handlers<typeof sessionRoutes> {
  const { db, auth } = platform
  return {
    'session.show': async ({ actor }) => {
      // Read anew: after a change of role or language the page asks this first.
      const present = actor && (await loadActor(db, actor))
      return db.work([], async ({ tx }) => {
        const operator = await findOperator(tx)
        return {
          person: present && presentMe(present),
          demo: operator?.demo ?? false,
          needsSetup: !(await hasAdministrator(tx)),
          operatorName: operator?.name ?? '',
        }
      })
    },
    'session.create': (call) => signInByPassword(platform, call, call.body),
    'session.createLink': async ({ body }) => {
      await mailLinkIfKnown(platform, body.email)
      return { sent: true as const }
    },
    'session.redeemLink': (call) => signInByToken(platform, call, call.body.token),
    'session.demoPeople': async () =>
      db.work(await listClientIds(db), async ({ tx }) => {
        if (!(await findOperator(tx))?.demo) return { items: [] }
        const people = await listDemoPeople(tx)
        return { items: people.map(({ id, ...person }) => ({ personId: id, ...person })) }
      }),
    'session.createDemo': (call) => signInToDemo(platform, call, call.body.personId),
    'session.destroy': async ({ actor, request, reply }) => {
      await auth.signOut(request, reply)
      tellSessionsChanged(platform, { personId: actor.personId, id: actor.sessionId })
      return undefined
    },
    'session.list': async ({ actor }) => ({ items: await listOwnSessions(platform, actor) }),
    'session.revoke': async ({ actor, params }) => {
      await revokeOwnSession(platform, actor, params.sessionId)
      return undefined
    },
    'setup.create': (call) => createFirstAdministrator(platform, call, call.body),
    'account.update': async ({ actor, body }) => presentMe(await updateAccount(platform, actor, body)),
    'account.listLevels': ({ actor }) =>
      db.work(actor.clientIds, async ({ tx }) => ({ items: await listLevels(tx, actor.personId) })),
    'account.changePassword': async ({ actor, body }) => {
      await changePassword(platform, actor, body)
      return undefined
    },
  }
}

function presentMe(actor: Actor): Me {
  return {
    personId: actor.personId,
    name: actor.name,
    email: actor.email,
    language: actor.language,
    roles: actor.roles,
    assignments: actor.assignments,
    clients: actor.clients,
    timeZone: actor.timeZone,
  }
}
