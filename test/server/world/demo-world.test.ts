import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLoaded, loadDemoWorld } from '../../../seeds/load.ts'
import { demoPeople, personKeys, personOf, teamKeys } from '../../../seeds/people.ts'
import { idOf } from '../../../seeds/random.ts'
import { buildWorld } from '../../../seeds/world.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import { findMandateFaults } from '../../../src/core/mandate/faults.ts'
import { findOverlayFaults, type Overlay } from '../../../src/core/mandate/overlay.ts'
import { verifyClientLedger } from '../../../src/server/ledger/read.ts'
import { makeAuth } from '../../../src/server/platform/auth.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { budgetKey, replay } from './replay.ts'

const now = new Date('2026-11-12T09:00:00Z')
const dayMs = 86_400_000
const publicUrl = 'http://x.example'
const clients = [idOf('client', 'nummo'), idOf('client', 'albamare')]

const tally = <T>(items: readonly T[], key: (item: T) => string): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(items, key)].map(([name, group]) => [name, group.length]))

describe('the demo world as data', () => {
  const world = buildWorld(now)

  it('is the same for the same moment, to the last id', () => {
    expect(JSON.stringify(buildWorld(now))).toBe(JSON.stringify(world))
  })

  it('has the size that was asked for', () => {
    expect(world.client).toHaveLength(2)
    expect(world.site).toHaveLength(3)
    expect(world.team).toHaveLength(5)
    expect(world.person.length).toBeGreaterThanOrEqual(28)
    expect(world.person.length).toBeLessThanOrEqual(34)
    expect(world.customer.length).toBeGreaterThanOrEqual(380)
    expect(world.customer.length).toBeLessThanOrEqual(450)
    expect(world.contact.length).toBeGreaterThanOrEqual(560)
    expect(new Set(world.contact.map((contact) => contact.language))).toEqual(
      new Set(['it', 'fr', 'en', 'ar']),
    )
    expect(new Set(personKeys.map((key) => personOf(key).role)).size).toBe(7)
    for (const customer of world.customer)
      expect(customer.value_low_minor! < customer.value_minor!, customer.name).toBe(true)
  })

  it('has each obstacle made of requests that speak of it, in every kind', () => {
    expect(world.obstacle.map(({ title }) => title)).toHaveLength(6)
    const reasons = world.obstacle.map(({ id, title }) => [
      title,
      world.obstacle_met
        .filter((met) => met.obstacle_id === id)
        .map((met) => world.support_request.find((one) => one.id === met.support_request_id)!.reason),
    ])
    expect(new Set(world.obstacle.map(({ kind }) => kind)).size).toBe(4)
    for (const [title, words] of [
      ['Bonifici', /Bonifico/],
      ['pagamento assistito', /pagamento assistito/],
      ['appel vocal', /appel vocal/],
      ['Sousse', /سوسة/],
      ['face checks', /Face|name mismatch/],
      ['Wages', /Wages/],
    ] as const) {
      const [, said] = reasons.find(([of]) => String(of).includes(title)) ?? []
      expect(said, title).not.toHaveLength(0)
      for (const reason of said ?? []) expect(reason).toMatch(words)
    }
  })

  it('has contacts in every state, and people waiting in every team', () => {
    const states = tally(world.contact, (contact) => contact.closure ?? contact.state!)
    expect(states.waiting).toBe(25)
    expect(states.with_agent).toBeGreaterThanOrEqual(30)
    expect(states.with_customer).toBe(25)
    expect(states.unconfirmed).toBeGreaterThan(30)
    expect(states.confirmed).toBeGreaterThan(states.unconfirmed! * 4)
    const waiting = world.contact.filter((contact) => contact.state === 'waiting')
    const perTeam = tally(waiting, (contact) => contact.team_id)
    for (const team of teamKeys) expect(perTeam[idOf('team', team)], team).toBeGreaterThanOrEqual(4)
    const returned = world.contact.filter((contact) => contact.returned)
    expect(returned.length).toBeGreaterThanOrEqual(3)
    for (const contact of returned)
      expect(
        world.doubt.some((doubt) => doubt.contact_id === contact.id && !doubt.answered),
        contact.subject,
      ).toBe(true)
    expect(world.contact_event.filter((event) => event.kind === 'reopened').length).toBeGreaterThan(8)
    const halfClear = world.contact.filter((contact) => {
      const doubts = world.doubt.filter((doubt) => doubt.contact_id === contact.id)
      return contact.state === 'with_customer' && new Set(doubts.map((doubt) => doubt.state)).size === 2
    })
    expect(halfClear.length).toBeGreaterThan(5)
  })

  it('has support requests in every state, decisions on every basis, and orders at every stage', () => {
    expect(new Set(world.support_request.map((request) => request.state))).toEqual(
      new Set(['open', 'granted', 'declined', 'stood', 'solved']),
    )
    expect(new Set(world.support_request.map((request) => request.grant))).toEqual(
      new Set(['once', 'customer', null]),
    )
    const open = world.support_request.filter((request) => request.state === 'open')
    const late = open.filter((request) => (request.due_at as Date) <= now)
    expect(late.map((request) => request.level)).toEqual(['manager'])
    expect(world.lift.length).toBeGreaterThan(2)
    expect(new Set(world.decision.map((decision) => decision.basis))).toEqual(
      new Set(['mandate', 'lift', 'stretch']),
    )
    const stages = tally(world.fulfilment, (order) => order.state!)
    expect(stages.failing).toBe(1)
    expect(stages.queued).toBeGreaterThan(1)
    const mails = tally(world.mail, (mail) => mail.kind)
    expect(mails.reply).toBeGreaterThanOrEqual(12)
    expect(mails.decision).toBeGreaterThan(2)
    expect(mails.closure).toBeGreaterThan(2)
    const ratings = new Set(world.rating.map((rating) => rating.csat))
    expect(ratings).toEqual(new Set([1, 2, 3, 4, 5]))
  })

  // whatever the day and hour of the first look: a working morning, a Saturday night, a Sunday, the new year
  it.each([
    now,
    new Date('2026-11-14T22:40:30Z'),
    new Date('2026-08-16T04:05:00Z'),
    new Date('2027-01-01T00:10:00Z'),
  ])('gives each coach a request to answer, with time left for it, at %s', (moment) => {
    const asked = buildWorld(moment).support_request
    const open = asked.filter(({ state, level }) => state === 'open' && level === 'coach')
    const minutes = open.map(({ due_at }) => ((due_at as Date).getTime() - moment.getTime()) / 60_000)
    for (const left of minutes) {
      expect(left).toBeGreaterThanOrEqual(6)
      expect(left).toBeLessThanOrEqual(90)
    }
    expect(new Set(minutes.map(Math.round)).size).toBe(open.length)
    const ofTeam = Map.groupBy(open, (request) => request.team_id)
    for (const team of teamKeys) expect(ofTeam.get(idOf('team', team)), team).toBeDefined()
    expect(new Set(open.map((request) => request.kind))).toEqual(new Set(['lift', 'obstacle']))
    const atLecce = ofTeam.get(idOf('team', 'nummoLecce'))!
    expect(atLecce.some((request) => request.kind === 'lift' && request.within_stretch)).toBe(true)
  })

  it('lies in the thirteen weeks that end now, and every contact in order', () => {
    const start = new Date(now.getTime() - 92 * dayMs)
    for (const contact of world.contact) {
      expect((contact.opened_at as Date) >= start, contact.subject).toBe(true)
      const messages = world.message.filter((message) => message.contact_id === contact.id)
      expect(messages[0]?.kind).toBe('customer')
      for (const message of messages) expect((message.at as Date) <= now).toBe(true)
      if (contact.closes_at) expect((contact.closes_at as Date) > now, contact.subject).toBe(true)
      if (contact.closed_at) expect((contact.closed_at as Date) <= now, contact.subject).toBe(true)
    }
    const weeks = tally(world.contact, (contact) =>
      String(Math.floor((now.getTime() - (contact.opened_at as Date).getTime()) / (7 * dayMs))),
    )
    expect(Object.keys(weeks)).toHaveLength(13)
  })

  it('leaves no slot unfilled and no two subjects alike', () => {
    expect(JSON.stringify({ ...world, ledger_entry: [], mandate: [] })).not.toMatch(/\{(name|agent)\}/)
    expect(new Set(world.contact.map((contact) => contact.subject)).size).toBe(world.contact.length)
  })

  it('is served by people of the team, in languages of the team', () => {
    const teamOf = new Map(world.assignment.map((assignment) => [assignment.person_id, assignment.team_id]))
    const languages = new Map(world.team.map((team) => [team.id, team.languages as string[]]))
    for (const contact of world.contact) {
      expect(languages.get(contact.team_id)).toContain(contact.language)
      if (contact.agent_id) expect(teamOf.get(contact.agent_id)).toBe(contact.team_id)
    }
  })

  it('asks to sign only what can be signed', () => {
    for (const mandate of world.mandate)
      expect(findMandateFaults(mandate.document as unknown as MandateDocument)).toEqual([])
    for (const { mandate_id, document } of world.overlay) {
      const mandate = world.mandate.find(({ id }) => id === mandate_id)!
        .document as unknown as MandateDocument
      expect(findOverlayFaults(mandate, document as unknown as Overlay)).toEqual([])
    }
  })

  it('was widened for a crisis that is over, is for one that goes on, and one waits for a signature', () => {
    const signed = (id?: string) =>
      world.overlay_signature.filter(({ overlay_id }) => overlay_id === id).length
    const told = world.overlay.map(({ id, from_at, until_at }) => {
      if (signed(id) < 2) return 'waits'
      return (until_at as Date) <= now ? 'over' : (from_at as Date) <= now ? 'goes on' : 'will begin'
    })
    expect(told.sort()).toEqual(['goes on', 'over', 'waits'])
  })

  it('has a correction, and a refusal with its obstacle', () => {
    expect(world.decision.filter(({ corrects }) => corrects !== null)).toHaveLength(1)
    const [refusal, ...more] = world.fulfilment_refusal
    expect(more).toEqual([])
    expect(world.fulfilment.find(({ decision_id }) => decision_id === refusal?.decision_id)?.state).toBe(
      'refused',
    )
    const asked = world.support_request.find(({ id }) => id === refusal?.support_request_id)
    expect(asked).toMatchObject({ kind: 'obstacle', level: 'manager', state: 'open' })
  })

  it('makes no decision beyond its mandate, except by a lift or the stretch', () => {
    const counters = replay(world)
    for (const row of world.budget) expect(counters.get(budgetKey(row)), JSON.stringify(row)).toBe(row.used)
    expect(counters.size).toBe(world.budget.length)
  })
})

describe('the demo world in a database', () => {
  let database: TestDatabase
  let tookMs = 0

  beforeAll(async () => {
    database = await makeDatabase()
    expect(await isLoaded(database)).toBe(false)
    const auth = makeAuth({
      appUrl: database.appUrl,
      secret: 'a secret for this test alone',
      publicUrl,
    })
    const startedAt = performance.now()
    await loadDemoWorld({ ownerUrl: database.ownerUrl, auth, now, publicUrl, log: () => undefined })
    tookMs = performance.now() - startedAt
    await auth.close()
  })
  afterAll(() => database.close())

  it('is loaded in seconds, and says so', async () => {
    expect(tookMs).toBeLessThan(20_000)
    expect(await isLoaded(database)).toBe(true)
    const { rows } = await database.owner.query('select demo from operator')
    expect(rows).toEqual([{ demo: true }])
  })

  it('gives each person a sign-in user without a password', async () => {
    const { rows } = await database.owner.query<{ email: string }>(
      `select p.email from person p join auth."user" u on u.id = p.auth_user_id and u.email = p.email
       where not exists (select 1 from auth.account a where a."userId" = u.id)`,
    )
    expect(new Set(rows.map((row) => row.email))).toEqual(
      new Set(Object.values(demoPeople).map((person) => person.email)),
    )
  })

  it('has a ledger that verifies, with each fact in its place', async () => {
    for (const clientId of clients) {
      const report = await verifyClientLedger(database.db, clientId)
      expect(report.fault).toBeNull()
      const { rows } = await database.owner.query<{ count: number }>(
        'select count(*)::int from ledger_entry where client_id = $1',
        [clientId],
      )
      expect(report.entries).toBe(rows[0]!.count)
      expect(report.entries).toBeGreaterThan(800)
    }
    const { rows } = await database.owner.query<{ missing: number }>(
      'select count(*)::int missing from decision d left join decision_entry e on e.decision_id = d.id where e.entry_id is null',
    )
    expect(rows[0]!.missing).toBe(0)
  })

  it('has a mandate in force for every team, and one that awaits its client', async () => {
    const { rows } = await database.owner.query<{ number: number }>(
      `select m.number from team t left join mandate m on m.id = mandate_in_force(t.client_id, t.id, $1)`,
      [now],
    )
    expect(rows.map((row) => row.number)).toEqual([2, 2, 2, 2, 2])
    const { rows: drafts } = await database.owner.query<{ slug: string; number: number }>(
      `select c.slug, m.number from mandate m join client c on c.id = m.client_id
       where (select array_agg(side) from mandate_signature s where s.mandate_id = m.id) = '{operator}'`,
    )
    expect(drafts).toEqual([{ slug: 'nummo', number: 3 }])
  })
})
