import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../src/core/ledger/canonical.ts'
import { type DecisionRequest, evaluateMandate } from '../../../src/core/mandate/evaluate.ts'
import type { Overlay } from '../../../src/core/mandate/overlay.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { sha256 } from '../../../src/server/ledger/record.ts'
import { readAuthority } from '../../../src/server/mandate/authority.ts'
import { draftMandate } from '../../../src/server/mandate/draft.ts'
import { signMandate } from '../../../src/server/mandate/sign.ts'
import { findCanonical, findMandateInForce } from '../../../src/server/mandate/store.ts'
import { draftOverlay } from '../../../src/server/overlay/draft.ts'
import { signOverlay } from '../../../src/server/overlay/sign.ts'
import { findOverlay } from '../../../src/server/overlay/store.ts'
import { setLevel } from '../../../src/server/person/level.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { askSupport } from '../../../src/server/support/ask.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'
import { bound, document } from './full-mandate.ts'

let base: TestDatabase
let world: LittleWorld
let mandateId: string
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  const { alpha } = world
  mandateId = await base.db.work([alpha.id], async (work) => {
    const id = await draftMandate(work, alpha.manager, {
      clientId: alpha.id,
      teamIds: [alpha.teamId],
      document,
    })
    const hash = sha256(canonicalJson(document))
    await signMandate(work, alpha.manager, { mandateId: id, hash, method: 'demo' })
    await signMandate(work, alpha.representative, { mandateId: id, hash, method: 'demo' })
    return id
  })
  await base.owner.query(
    `update customer set value_minor = 100000, value_currency = 'EUR', since = '2020-11-20' where client_id = $1`,
    [alpha.id],
  )
})
afterAll(() => base.close())

const wish = (power: DecisionRequest['power'], minor: number): DecisionRequest => ({
  power,
  amount: { minor, currency: 'EUR' },
  days: null,
})
let keys = 0
async function decide(request: DecisionRequest, actor: Actor = world.alpha.agent, contact?: string) {
  const contactId = contact ?? (await makeContact(base, world.alpha, { agentId: actor.personId }))
  return base.db.work(actor.clientIds, (work) =>
    decideForCustomer(work, actor, {
      contactId,
      request,
      reason: 'un errore nostro',
      idempotencyKey: `full-key-${++keys}`,
      publicUrl: 'http://localhost',
    }),
  )
}
const inForce = async () => {
  const { alpha } = world
  const found = await base.db.work([alpha.id], ({ tx, now }) =>
    findMandateInForce(tx, alpha.id, alpha.teamId, now),
  )
  return found?.id ?? null
}

test('the dates in the document are days of the site’s calendar, and what was replaced does not come back', async () => {
  const start = base.clock.now
  base.clock.now = new Date('2026-11-12T22:59:59Z')
  expect(await inForce()).toBe(world.alpha.mandateId)
  base.clock.now = new Date('2026-11-12T23:00:00Z')
  expect(await inForce()).toBe(mandateId)
  base.clock.now = new Date('2026-12-31T22:59:59Z')
  expect(await inForce()).toBe(mandateId)
  base.clock.now = new Date('2026-12-31T23:00:00Z')
  expect(await inForce()).toBe(null)
  base.clock.now = new Date(start.getTime() + 86_400_000)
})

test('what is exported is what was signed, byte for byte', async () => {
  const exported = await base.db.work([world.alpha.id], (work) => findCanonical(work, mandateId))
  expect(exported).toBe(canonicalJson(document))
})

describe('a decision', () => {
  test('is weighed on the customer’s value, and says so in its row and its entry', async () => {
    const outcome = await decide(wish('refund', 5001))
    expect(outcome).toMatchObject({
      outcome: 'beyond',
      rule: 'refund.share',
      left: 5000,
      stretchReaches: true,
    })
    const decided = await decide(wish('refund', 5000))
    if (decided.outcome !== 'decided') throw new Error('not decided')
    const { rows } = await base.owner.query(
      `select d.facts, d.conditions, d.checks, e.body from decision d
       join decision_entry de on de.decision_id = d.id join ledger_entry e on e.id = de.entry_id where d.id = $1`,
      [decided.decision.id],
    )
    expect(rows[0].facts).toEqual({ customer_value: { EUR: 100_000 } })
    expect(rows[0].checks[1]).toMatchObject({ max: 5000, share: { basisPoints: 500, value: 100_000 } })
    // In the ledger they are hashes: a customer's receipt says neither their value nor the agent's month.
    const { facts } = JSON.parse(rows[0].body)
    expect(Object.keys(facts)).toEqual(expect.arrayContaining(['checks_hash', 'weighed_on_hash']))
    expect(rows[0].body).not.toContain('customer_value')
  })

  test('of the whole team counts in one budget, also when they decide at once', async () => {
    const actors = [world.alpha.agent, world.alpha.agent2, world.alpha.agent, world.alpha.agent2]
    const outcomes = await Promise.all(actors.map((actor) => decide(wish('refund', 2500), actor)))
    expect(outcomes.filter(({ outcome }) => outcome === 'decided')).toHaveLength(2)
    const { rows } = await base.owner.query(
      `select used from budget where scope = 'team' and subject_id = $1`,
      [world.alpha.teamId],
    )
    expect(rows).toEqual([{ used: 10_000 }])
  })

  test('reaches as far as the agent’s level, for a customer of whom that is known', async () => {
    const { alpha, administrator } = world
    expect(await decide(wish('goodwill_credit', 3000))).toMatchObject({ outcome: 'beyond', left: 1000 })
    const level = (to: 'senior' | 'full') =>
      base.db.work(administrator.clientIds, (work) =>
        setLevel(work, administrator, {
          personId: alpha.agent.personId,
          power: 'goodwill_credit',
          level: to,
        }),
      )
    await level('senior')
    expect(await decide(wish('goodwill_credit', 3000))).toMatchObject({ outcome: 'decided' })
    expect(await decide(wish('goodwill_credit', 3000), alpha.agent2)).toMatchObject({ outcome: 'beyond' })
    await base.owner.query(`update customer set since = null where client_id = $1`, [alpha.id])
    expect(await decide(wish('goodwill_credit', 3000))).toMatchObject({ outcome: 'beyond', left: 1000 })
    await level('full')
    const { rows } = await base.owner.query(
      `select body from ledger_entry where kind = 'level.set' order by arrival`,
    )
    expect(rows.map(({ body }) => JSON.parse(body).facts.level)).toEqual(['senior', 'full'])
  })

  test('waits for a fact that nobody knows, and support is asked where the mandate says', async () => {
    const { alpha } = world
    const contactId = await makeContact(base, alpha)
    expect(await decide(wish('fee_waiver', 500), alpha.agent, contactId)).toMatchObject({
      outcome: 'beyond',
      rule: 'waiver.late',
      stretchReaches: false,
      conditions: [{ id: 'waiver.late', holds: false, missing: ['days_late'] }],
    })
    const id = await base.db.work([alpha.id], (work) =>
      askSupport(work, alpha.agent, contactId, {
        kind: 'lift',
        ...wish('fee_waiver', 500),
        power: 'fee_waiver',
        reason: 'perché',
      }),
    )
    const { rows } = await base.owner.query(
      `select level, within_stretch from support_request where id = $1`,
      [id],
    )
    expect(rows).toEqual([{ level: 'manager', within_stretch: false }])
    await base.owner.query(`update contact set facts = '{"days_late": 12}' where id = $1`, [contactId])
    expect(await decide(wish('fee_waiver', 500), alpha.agent, contactId)).toMatchObject({
      outcome: 'decided',
    })
  })

  test('is weighed the same by the browser, on what the server tells it', async () => {
    const { alpha } = world
    const contactId = await makeContact(base, alpha)
    const authority = await base.db.work([alpha.id], (work) => readAuthority(work, alpha.agent, contactId))
    for (const request of [
      wish('refund', 1),
      wish('refund', 5001),
      wish('goodwill_credit', 1001),
      wish('fee_waiver', 1),
    ]) {
      const here = evaluateMandate(authority.mandate!.document, request, {
        now: base.clock.now.getTime(),
        ...authority,
      })
      const there = await base.db
        .work([alpha.id], async (work) => {
          const outcome = await decideForCustomer(work, alpha.agent, {
            contactId,
            request,
            reason: 'prova',
            idempotencyKey: `same-key-${++keys}`,
            publicUrl: 'http://localhost',
          })
          throw Object.assign(new Error('taken back'), { outcome })
        })
        .catch((error: { outcome: unknown }) => error.outcome)
      expect(there).toMatchObject(
        here.verdict === 'granted'
          ? { outcome: 'decided' }
          : { outcome: here.verdict, rule: here.rule, checks: here.checks, conditions: here.conditions },
      )
    }
  })
})

describe('a crisis overlay', () => {
  const strike = (change: Partial<Overlay> = {}): Overlay => ({
    format: 'cartabianca-overlay/1',
    mandate: sha256(canonicalJson(document)),
    reason: { en: 'Strike', it: 'Sciopero', fr: 'Grève', ar: 'إضراب' },
    from: '2026-11-13T00:00:00.000Z',
    until: '2026-11-20T00:00:00.000Z',
    widens: [{ limit: 'credit.decision', bounds: { EUR: bound(4000) } }],
    waives: ['waiver.late'],
    ...change,
  })
  const draft = (overlay: Overlay) =>
    base.db.work([world.alpha.id], (work) =>
      draftOverlay(work, world.alpha.manager, { mandateId, document: overlay }),
    )

  test('that narrows, or is for another version, is refused with its place', async () => {
    const narrow = strike({ widens: [{ limit: 'credit.decision', bounds: { EUR: bound(900) } }] })
    await expect(draft(narrow)).rejects.toMatchObject({ code: 'mandate_faulty' })
    await expect(draft(strike({ mandate: 'b'.repeat(64) }))).rejects.toMatchObject({ code: 'mandate_faulty' })
  })

  test('widens once both have signed, and ends by itself', async () => {
    const { alpha } = world
    const id = await draft(strike())
    const hash = sha256(canonicalJson(strike()))
    const sign = (actor: Actor) =>
      base.db.work([alpha.id], (work) => signOverlay(work, actor, { overlayId: id, hash, method: 'demo' }))
    await sign(alpha.manager)
    expect(await decide(wish('goodwill_credit', 4000))).toMatchObject({ outcome: 'beyond' })
    await sign(alpha.representative)
    await expect(sign(alpha.representative)).rejects.toMatchObject({ code: 'already_signed' })
    expect(await decide(wish('goodwill_credit', 4000))).toMatchObject({ outcome: 'decided' })
    expect(await decide(wish('fee_waiver', 500))).toMatchObject({ outcome: 'decided' })
    const { rows } = await base.owner.query(
      `select checks, conditions from decision order by at desc, id limit 200`,
    )
    expect(rows.some(({ checks }) => checks[0].overlays?.[0] === id)).toBe(true)
    base.clock.now = new Date('2026-11-20T00:00:00Z')
    expect(await decide(wish('goodwill_credit', 4000))).toMatchObject({ outcome: 'beyond' })
    const beta = base.db.work([world.beta.id], (work) => findOverlay(work, id))
    expect(await beta).toBeUndefined()
    await expect(base.owner.query(`delete from overlay where id = $1`, [id])).rejects.toMatchObject({
      code: '23000',
    })
  })
})
