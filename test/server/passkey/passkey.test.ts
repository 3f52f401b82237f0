import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listPasskeys } from '../../../src/server/passkey/store.ts'
import { makeAuthenticator } from '../../authenticator.ts'
import type { Answer, Running } from '../running.ts'
import { challengeOf, type Keyring, openKeyring, refused } from './keyring.ts'

let running: Running
let ring: Keyring
beforeAll(async () => {
  ring = await openKeyring()
  running = ring.running
})
afterAll(() => running?.close())

describe('registering', () => {
  test('needs a fresh proof', async () => {
    const { alpha } = running.world
    await ring.challengeFor(alpha.coach)
    for (const body of [{}, { password: 'not this one' }]) {
      const { status, body: said } = await ring.call(alpha.coach, 'passkey.begin', { body })
      expect([status, said.code]).toEqual([401, 'wrong_credentials'])
    }
  })

  test('a challenge is good once, for its person, for five minutes', async () => {
    const { alpha, beta } = running.world
    const challenge = await ring.challengeFor(alpha.coach)
    const code = async (answer: Promise<Answer>) => (await answer).body.code
    expect(await code(ring.keep(beta.coach, makeAuthenticator(ring.place), challenge))).toBe(
      'passkey_refused',
    )
    expect(
      await code(ring.keep(alpha.coach, makeAuthenticator(ring.place), challenge, { flags: 0x41 })),
    ).toBe('passkey_refused')
    expect(await code(ring.keep(alpha.coach, makeAuthenticator(ring.place), challenge))).toBe(
      'passkey_refused',
    )
    const old = await ring.challengeFor(alpha.coach)
    running.base.clock.now = new Date(running.base.clock.now.getTime() + 300_001)
    expect(await code(ring.keep(alpha.coach, makeAuthenticator(ring.place), old))).toBe('passkey_refused')
    const other = { origin: 'https://evil.example' }
    expect(
      await code(
        ring.keep(alpha.coach, makeAuthenticator(ring.place), await ring.challengeFor(alpha.coach), other),
      ),
    ).toBe('passkey_refused')
  })

  test('one authenticator’s credential can’t be somebody else’s too', async () => {
    const { alpha, beta } = running.world
    const { authenticator } = await ring.register(alpha.coach)
    const answer = await ring.keep(beta.coach, authenticator, await ring.challengeFor(beta.coach))
    expect([answer.status, answer.body.code]).toEqual([409, 'already_exists'])
  })

  test('mine are listed to me alone, and only I remove them', async () => {
    const { alpha, beta } = running.world
    const { id } = await ring.register(alpha.agent, 'ES256', 'My phone')
    expect((await ring.call(alpha.agent, 'passkey.list')).body).toMatchObject({
      items: [{ id, name: 'My phone', lastUsedAt: null }],
      place: { ...ring.place, usable: true },
    })
    for (const stranger of [alpha.agent2, beta.agent]) {
      expect((await ring.call(stranger, 'passkey.list')).body.items).toEqual([])
      const answer = await ring.call(stranger, 'passkey.remove', { params: { passkeyId: id } })
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    }
    expect((await ring.call(alpha.agent, 'passkey.remove', { params: { passkeyId: id } })).status).toBe(204)
    expect((await ring.call(alpha.agent, 'passkey.list')).body.items).toEqual([])
  })

  test('the database shows a client nothing of another’s people', async () => {
    const { alpha, beta } = running.world
    await ring.register(beta.representative)
    for (const [clients, seen] of [[[alpha.id], 0] as const, [[], 0] as const, [[beta.id], 1] as const]) {
      const rows = await running.base.db.work(clients, ({ tx }) =>
        listPasskeys(tx, beta.representative.personId),
      )
      expect(rows).toHaveLength(seen)
    }
  })

  test('of who may sign is told in their clients’ ledgers, once, and so is its removal', async () => {
    const { alpha, beta, administrator } = running.world
    const { id, authenticator } = await ring.register(administrator)
    const mandate = await ring.draft()
    await ring.sign(administrator, mandate, authenticator.answer(challengeOf(mandate.hash)))
    await ring.call(administrator, 'passkey.remove', { params: { passkeyId: id } })
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
    expect((await ring.verifyExported(alpha.id)).fault).toBeNull()
  })

  test('of a client that came later is told with the first signature there', async () => {
    const { alpha } = running.world
    const { authenticator } = await ring.register(alpha.manager)
    await running.base.owner.query('delete from passkey_told')
    const mandate = await ring.draft()
    expect(
      (await ring.sign(alpha.manager, mandate, authenticator.answer(challengeOf(mandate.hash)))).status,
    ).toBe(200)
    await running.server.sweep()
    expect((await ring.verifyExported(alpha.id)).fault).toBeNull()
  })
})

describe('signing in', () => {
  const challenge = async () => String((await ring.call(null, 'passkey.challenge')).body.challenge)

  test('opens a session of the passkey’s person; the same answer opens no second', async () => {
    const { alpha } = running.world
    const { authenticator } = await ring.register(alpha.agent)
    const body = authenticator.answer(await challenge())
    const answer = await ring.call(null, 'passkey.signIn', { body })
    expect([answer.status, answer.body]).toEqual([201, { personId: alpha.agent.personId }])
    const cookie = answer.headers
      .getSetCookie()
      .map((value) => value.split(';')[0])
      .join('; ')
    const session = await ring.call(null, 'session.show', { headers: { cookie } })
    expect(session.body.person).toMatchObject({ personId: alpha.agent.personId })
    const again = await ring.call(null, 'passkey.signIn', { body })
    expect([again.status, again.body.code]).toEqual(refused)
  })

  test('not by a wrong answer, an unknown or removed passkey, or for who has left', async () => {
    const { alpha } = running.world
    const { authenticator, id } = await ring.register(alpha.agent)
    const attempt = async (body: unknown) => (await ring.call(null, 'passkey.signIn', { body })).body.code
    const asked = await challenge()
    expect(await attempt(authenticator.answer('AAAA'))).toBe('passkey_refused')
    expect(await attempt(authenticator.answer(asked, { flags: 1 }))).toBe('passkey_refused')
    expect(await attempt(authenticator.answer(asked))).toBe('passkey_refused')
    expect(await attempt(makeAuthenticator(ring.place).answer(await challenge()))).toBe('passkey_refused')
    const registering = await ring.challengeFor(alpha.agent)
    expect(await attempt(authenticator.answer(registering))).toBe('passkey_refused')
    await running.base.owner.query('update person set active = false where id = $1', [alpha.agent.personId])
    expect(await attempt(authenticator.answer(await challenge()))).toBe('link_expired')
    await running.base.owner.query('update person set active = true where id = $1', [alpha.agent.personId])
    await running.base.owner.query('delete from passkey where id = $1', [id])
    expect(await attempt(authenticator.answer(await challenge()))).toBe('passkey_refused')
  })
})
