import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyExport } from '../../../src/core/ledger/verify-export.ts'
import { toBase64Url } from '../../../src/core/passkey/assertion.ts'
import type { PasskeyAlgorithm } from '../../../src/core/passkey/cose.ts'
import { verifier } from '../../../src/server/ledger/crypto.ts'
import { exportLedger } from '../../../src/server/ledger/export.ts'
import { draftMandate } from '../../../src/server/mandate/draft.ts'
import { findMandate } from '../../../src/server/mandate/store.ts'
import { draftOverlay } from '../../../src/server/overlay/draft.ts'
import { findOverlay } from '../../../src/server/overlay/store.ts'
import { listPasskeys } from '../../../src/server/passkey/store.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { type Authenticator, makeAuthenticator } from '../../authenticator.ts'
import { type Running, startLittleServer } from '../running.ts'
import { smallMandate, smallOverlay } from '../world.ts'

let running: Running
let place: { origin: string; rpId: string }
beforeAll(async () => {
  running = await startLittleServer({ host: 'localhost', trustProxy: true })
  place = { origin: running.url, rpId: 'localhost' }
})
afterAll(() => running.close())

let calls = 0
/** Each from an address of its own: the doors' limits count by address. */
const call: Running['call'] = (actor, operationId, request = {}) => {
  calls += 1
  const headers = { 'x-forwarded-for': `10.0.${calls >> 8}.${calls & 255}`, ...request.headers }
  return running.call(actor, operationId, { ...request, headers })
}

const password = 'a sentence to remember'
const known = new Set<Actor>()

/** A passkey of a person who has a password. */
async function register(actor: Actor, algorithm: PasskeyAlgorithm = 'ES256', name = 'Phone') {
  const authenticator = makeAuthenticator(place, algorithm)
  const answer = await keep(actor, authenticator, await challengeFor(actor), { name })
  expect([answer.status, answer.body.code]).toEqual([201, undefined])
  return { authenticator, id: String(answer.body.id) }
}
async function challengeFor(actor: Actor): Promise<string> {
  if (!known.has(actor)) await call(actor, 'account.changePassword', { body: { next: password } })
  known.add(actor)
  const begun = await call(actor, 'passkey.begin', { body: { password } })
  expect(begun.status).toBe(201)
  return String(begun.body.challenge)
}
function keep(
  actor: Actor,
  authenticator: Authenticator,
  challenge: string,
  { name = 'Phone', ...changes }: { name?: string } & Parameters<Authenticator['register']>[1] = {},
) {
  const made = authenticator.register(challenge, changes)
  return call(actor, 'passkey.create', {
    body: { name, credential: authenticator.credential, ...made },
  })
}
async function draft(): Promise<{ id: string; hash: string }> {
  const { alpha, administrator } = running.world
  return running.base.db.work([alpha.id], async (work) => {
    const id = await draftMandate(work, administrator, {
      ...{ clientId: alpha.id, teamIds: [alpha.teamId], from: undefined, document: smallMandate },
    })
    return { id, hash: (await findMandate(work, id))!.hash }
  })
}
const challengeOf = (hash: string) => toBase64Url(Buffer.from(hash, 'hex'))
const sign = (actor: Actor, { id, hash }: { id: string; hash: string }, assertion: unknown) =>
  call(actor, 'mandate.sign', { params: { mandateId: id }, body: { hash, assertion } })
const refused = [401, 'passkey_refused']

describe('signing', () => {
  test.each(['ES256', 'EdDSA', 'RS256'] as const)(
    'a mandate with %s, and it verifies offline',
    async (kind) => {
      const { alpha } = running.world
      const [manager, client] = [
        await register(alpha.manager, kind),
        await register(alpha.representative, kind),
      ]
      const mandate = await draft()
      const challenge = challengeOf(mandate.hash)
      const first = await sign(alpha.manager, mandate, manager.authenticator.answer(challenge))
      expect([first.status, first.body.code]).toEqual([200, undefined])
      const second = await sign(alpha.representative, mandate, client.authenticator.answer(challenge))
      expect(second.body.state).toBe('in_force')
      const signatures = second.body.signatures as { side: string; method: string }[]
      expect(signatures.map(({ side, method }) => `${side} ${method}`).sort()).toEqual([
        'client passkey',
        'operator passkey',
      ])
      await running.server.sweep()
      const report = await verifyExported(alpha.id)
      expect(report.fault).toBeNull()
      expect(report.byPasskey).toBeGreaterThanOrEqual(2)
    },
  )

  test('an overlay, and it travels in the export', async () => {
    const { alpha } = running.world
    const { authenticator } = await register(alpha.manager)
    const { body } = await call(alpha.manager, 'mandate.list', { query: { limit: '1' } })
    const [inForce] = body.items as [{ id: string }]
    const overlay = await running.base.db.work([alpha.id], async (work) => {
      const id = await draftOverlay(work, alpha.manager, { mandateId: inForce.id, document: smallOverlay })
      return { id, hash: (await findOverlay(work, id))!.hash }
    })
    const answer = await call(alpha.manager, 'overlay.sign', {
      params: { overlayId: overlay.id },
      body: { hash: overlay.hash, assertion: authenticator.answer(challengeOf(overlay.hash)) },
    })
    expect(answer.body).toMatchObject({ signatures: [{ side: 'operator', method: 'passkey' }] })
    await running.server.sweep()
    expect(await verifyExported(alpha.id)).toMatchObject({ overlays: 1, fault: null })
  })

  test('is refused with an answer over anything else, without verification, or of somebody else', async () => {
    const { alpha, administrator } = running.world
    const { authenticator } = await register(alpha.manager)
    const mandate = await draft()
    const right = challengeOf(mandate.hash)
    const wrong = [
      authenticator.answer(challengeOf('0'.repeat(64))),
      authenticator.answer(right, { flags: 1 }),
      authenticator.answer(right, { flags: 4 }),
      authenticator.answer(right, { origin: 'https://evil.example' }),
      authenticator.answer(right, { rpId: 'evil.example' }),
      authenticator.answer(right, { type: 'webauthn.create' }),
      authenticator.answer(right, { crossOrigin: true }),
      makeAuthenticator(place).answer(right),
      { ...makeAuthenticator(place).answer(right), credential: authenticator.credential },
    ]
    for (const answer of wrong) {
      const { status, body } = await sign(alpha.manager, mandate, answer)
      expect([status, body.code]).toEqual(refused)
    }
    const others = await sign(administrator, mandate, authenticator.answer(right))
    expect([others.status, others.body.code]).toEqual(refused)
    expect((await sign(alpha.manager, mandate, authenticator.answer(right))).status).toBe(200)
  })

  test('is refused when the passkey’s count goes back: it was copied', async () => {
    const { alpha } = running.world
    const { authenticator } = await register(alpha.manager)
    const [one, two] = [await draft(), await draft()]
    const count = 40
    expect(
      (await sign(alpha.manager, one, authenticator.answer(challengeOf(one.hash), { count }))).status,
    ).toBe(200)
    const again = await sign(alpha.manager, two, authenticator.answer(challengeOf(two.hash), { count }))
    expect([again.status, again.body.code]).toEqual(refused)
  })

  test('by password is recorded as that', async () => {
    const { alpha } = running.world
    await challengeFor(alpha.manager)
    const mandate = await draft()
    const { body } = await call(alpha.manager, 'mandate.sign', {
      params: { mandateId: mandate.id },
      body: { hash: mandate.hash, password },
    })
    expect(body).toMatchObject({ signatures: [{ method: 'password' }] })
  })
})

describe('registering', () => {
  test('needs a fresh proof', async () => {
    const { alpha } = running.world
    await challengeFor(alpha.coach)
    for (const body of [{}, { password: 'not this one' }]) {
      const { status, body: said } = await call(alpha.coach, 'passkey.begin', { body })
      expect([status, said.code]).toEqual([401, 'wrong_credentials'])
    }
  })

  test('a challenge is good once, for its person, for five minutes', async () => {
    const { alpha, beta } = running.world
    const challenge = await challengeFor(alpha.coach)
    const code = async (answer: ReturnType<typeof keep>) => (await answer).body.code
    expect(await code(keep(beta.coach, makeAuthenticator(place), challenge))).toBe('passkey_refused')
    expect(await code(keep(alpha.coach, makeAuthenticator(place), challenge, { flags: 0x41 }))).toBe(
      'passkey_refused',
    )
    expect(await code(keep(alpha.coach, makeAuthenticator(place), challenge))).toBe('passkey_refused')
    const old = await challengeFor(alpha.coach)
    running.base.clock.now = new Date(running.base.clock.now.getTime() + 300_001)
    expect(await code(keep(alpha.coach, makeAuthenticator(place), old))).toBe('passkey_refused')
    const other = { origin: 'https://evil.example' }
    expect(
      await code(keep(alpha.coach, makeAuthenticator(place), await challengeFor(alpha.coach), other)),
    ).toBe('passkey_refused')
  })

  test('one authenticator’s credential can’t be somebody else’s too', async () => {
    const { alpha, beta } = running.world
    const { authenticator } = await register(alpha.coach)
    const answer = await keep(beta.coach, authenticator, await challengeFor(beta.coach))
    expect([answer.status, answer.body.code]).toEqual([409, 'already_exists'])
  })

  test('mine are listed to me alone, and only I remove them', async () => {
    const { alpha, beta } = running.world
    const { id } = await register(alpha.agent, 'ES256', 'My phone')
    expect((await call(alpha.agent, 'passkey.list')).body).toMatchObject({
      items: [{ id, name: 'My phone', lastUsedAt: null }],
      place: { ...place, usable: true },
    })
    for (const stranger of [alpha.agent2, beta.agent]) {
      expect((await call(stranger, 'passkey.list')).body.items).toEqual([])
      const answer = await call(stranger, 'passkey.remove', { params: { passkeyId: id } })
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    }
    expect((await call(alpha.agent, 'passkey.remove', { params: { passkeyId: id } })).status).toBe(204)
    expect((await call(alpha.agent, 'passkey.list')).body.items).toEqual([])
  })

  test('the database shows a client nothing of another’s people', async () => {
    const { alpha, beta } = running.world
    await register(beta.representative)
    for (const [clients, seen] of [[[alpha.id], 0] as const, [[], 0] as const, [[beta.id], 1] as const]) {
      const rows = await running.base.db.work(clients, ({ tx }) =>
        listPasskeys(tx, beta.representative.personId),
      )
      expect(rows).toHaveLength(seen)
    }
  })

  test('of who may sign is told in their clients’ ledgers, once, and so is its removal', async () => {
    const { alpha, beta, administrator } = running.world
    const { id, authenticator } = await register(administrator)
    const mandate = await draft()
    await sign(administrator, mandate, authenticator.answer(challengeOf(mandate.hash)))
    await call(administrator, 'passkey.remove', { params: { passkeyId: id } })
    for (const client of [alpha, beta]) {
      const { rows } = await running.base.owner.query<{ kind: string; facts: Record<string, string> }>(
        `select kind, body::jsonb -> 'facts' as facts from ledger_entry
         where client_id = $1 and kind like 'passkey.%' and body::jsonb ->> 'actor' = $2 order by arrival`,
        [client.id, administrator.personId],
      )
      expect(rows.map(({ kind }) => kind)).toEqual(['passkey.registered', 'passkey.removed'])
      expect(Object.keys(rows[0]!.facts).sort()).toEqual(['algorithm', 'key_hash', 'since'])
    }
    const told = await running.base.owner.query(`select 1 from ledger_entry where kind like 'passkey.%'
      and body::jsonb ->> 'actor' = '${alpha.agent.personId}'`)
    expect(told.rows).toEqual([])
    await running.server.sweep()
    expect((await verifyExported(alpha.id)).fault).toBeNull()
  })

  test('of a client that came later is told with the first signature there', async () => {
    const { alpha } = running.world
    const { authenticator } = await register(alpha.manager)
    await running.base.owner.query('delete from passkey_told')
    const mandate = await draft()
    expect((await sign(alpha.manager, mandate, authenticator.answer(challengeOf(mandate.hash)))).status).toBe(
      200,
    )
    await running.server.sweep()
    expect((await verifyExported(alpha.id)).fault).toBeNull()
  })
})

describe('signing in', () => {
  const challenge = async () => String((await call(null, 'passkey.challenge')).body.challenge)

  test('opens a session of the passkey’s person; the same answer opens no second', async () => {
    const { alpha } = running.world
    const { authenticator } = await register(alpha.agent)
    const body = authenticator.answer(await challenge())
    const answer = await call(null, 'passkey.signIn', { body })
    expect([answer.status, answer.body]).toEqual([201, { personId: alpha.agent.personId }])
    const cookie = answer.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ')
    const session = await call(null, 'session.show', { headers: { cookie } })
    expect(session.body.person).toMatchObject({ personId: alpha.agent.personId })
    const again = await call(null, 'passkey.signIn', { body })
    expect([again.status, again.body.code]).toEqual(refused)
  })

  test('not by a wrong answer, an unknown or removed passkey, or for who has left', async () => {
    const { alpha } = running.world
    const { authenticator, id } = await register(alpha.agent)
    const attempt = async (body: unknown) => (await call(null, 'passkey.signIn', { body })).body.code
    const asked = await challenge()
    expect(await attempt(authenticator.answer('AAAA'))).toBe('passkey_refused')
    expect(await attempt(authenticator.answer(asked, { flags: 1 }))).toBe('passkey_refused')
    expect(await attempt(authenticator.answer(asked))).toBe('passkey_refused')
    expect(await attempt(makeAuthenticator(place).answer(await challenge()))).toBe('passkey_refused')
    const registering = await challengeFor(alpha.agent)
    expect(await attempt(authenticator.answer(registering))).toBe('passkey_refused')
    await running.base.owner.query('update person set active = false where id = $1', [alpha.agent.personId])
    expect(await attempt(authenticator.answer(await challenge()))).toBe('link_expired')
    await running.base.owner.query('update person set active = true where id = $1', [alpha.agent.personId])
    await running.base.owner.query('delete from passkey where id = $1', [id])
    expect(await attempt(authenticator.answer(await challenge()))).toBe('passkey_refused')
  })
})

async function verifyExported(clientId: string) {
  const reader = verifyExport(verifier)
  for await (const line of (await exportLedger(running.base.db, clientId))!.lines)
    reader.add(Buffer.from(line))
  return reader.end()
}
