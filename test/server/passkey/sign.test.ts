import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftOverlay } from '../../../src/server/overlay/draft.ts'
import { findOverlay } from '../../../src/server/overlay/store.ts'
import { makeAuthenticator } from '../../authenticator.ts'
import type { Running } from '../running.ts'
import { smallOverlay } from '../world.ts'
import { challengeOf, type Keyring, openKeyring, refused } from './keyring.ts'

let running: Running
let ring: Keyring
beforeAll(async () => {
  ring = await openKeyring()
  running = ring.running
})
afterAll(() => running?.close())

describe('signing', () => {
  test.each(['ES256', 'EdDSA', 'RS256'] as const)(
    'a mandate with %s, and it verifies offline',
    async (kind) => {
      const { alpha } = running.world
      const [manager, client] = [
        await ring.register(alpha.manager, kind),
        await ring.register(alpha.representative, kind),
      ]
      const mandate = await ring.draft()
      const challenge = challengeOf(mandate.hash)
      const first = await ring.sign(alpha.manager, mandate, manager.authenticator.answer(challenge))
      expect([first.status, first.body.code]).toEqual([200, undefined])
      const second = await ring.sign(alpha.representative, mandate, client.authenticator.answer(challenge))
      expect(second.body.state).toBe('in_force')
      const signatures = second.body.signatures as { side: string; method: string }[]
      expect(signatures.map(({ side, method }) => `${side} ${method}`).sort()).toEqual([
        'client passkey',
        'operator passkey',
      ])
      await running.server.sweep()
      const report = await ring.verifyExported(alpha.id)
      expect(report.fault).toBeNull()
      expect(report.byPasskey).toBeGreaterThanOrEqual(2)
    },
  )

  test('an overlay, and it travels in the export', async () => {
    const { alpha } = running.world
    const { authenticator } = await ring.register(alpha.manager)
    const { body } = await ring.call(alpha.manager, 'mandate.list', { query: { limit: '1' } })
    const [inForce] = body.items as [{ id: string }]
    const overlay = await running.base.db.work([alpha.id], async (work) => {
      const id = await draftOverlay(work, alpha.manager, { mandateId: inForce.id, document: smallOverlay })
      return { id, hash: (await findOverlay(work, id))!.hash }
    })
    const answer = await ring.call(alpha.manager, 'overlay.sign', {
      params: { overlayId: overlay.id },
      body: { hash: overlay.hash, assertion: authenticator.answer(challengeOf(overlay.hash)) },
    })
    expect(answer.body).toMatchObject({ signatures: [{ side: 'operator', method: 'passkey' }] })
    await running.server.sweep()
    expect(await ring.verifyExported(alpha.id)).toMatchObject({ overlays: 1, fault: null })
  })

  test('is refused with an answer over anything else, without verification, or of somebody else', async () => {
    const { alpha, administrator } = running.world
    const { authenticator } = await ring.register(alpha.manager)
    const mandate = await ring.draft()
    const right = challengeOf(mandate.hash)
    const wrong = [
      authenticator.answer(challengeOf('0'.repeat(64))),
      authenticator.answer(right, { flags: 1 }),
      authenticator.answer(right, { flags: 4 }),
      authenticator.answer(right, { origin: 'https://evil.example' }),
      authenticator.answer(right, { rpId: 'evil.example' }),
      authenticator.answer(right, { type: 'webauthn.create' }),
      authenticator.answer(right, { crossOrigin: true }),
      makeAuthenticator(ring.place).answer(right),
      { ...makeAuthenticator(ring.place).answer(right), credential: authenticator.credential },
    ]
    for (const answer of wrong) {
      const { status, body } = await ring.sign(alpha.manager, mandate, answer)
      expect([status, body.code]).toEqual(refused)
    }
    const others = await ring.sign(administrator, mandate, authenticator.answer(right))
    expect([others.status, others.body.code]).toEqual(refused)
    expect((await ring.sign(alpha.manager, mandate, authenticator.answer(right))).status).toBe(200)
  })

  test('is refused when the passkey’s count goes back: it was copied', async () => {
    const { alpha } = running.world
    const { authenticator } = await ring.register(alpha.manager)
    const [one, two] = [await ring.draft(), await ring.draft()]
    const count = 40
    expect(
      (await ring.sign(alpha.manager, one, authenticator.answer(challengeOf(one.hash), { count }))).status,
    ).toBe(200)
    const again = await ring.sign(alpha.manager, two, authenticator.answer(challengeOf(two.hash), { count }))
    expect([again.status, again.body.code]).toEqual(refused)
  })

  test('by password is recorded as that', async () => {
    const { alpha } = running.world
    await ring.challengeFor(alpha.manager)
    const mandate = await ring.draft()
    const { body } = await ring.call(alpha.manager, 'mandate.sign', {
      params: { mandateId: mandate.id },
      body: { hash: mandate.hash, password: ring.password },
    })
    expect(body).toMatchObject({ signatures: [{ method: 'password' }] })
  })
})
