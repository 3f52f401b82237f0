import { randomUUID } from 'node:crypto'
import type { Assignment } from '../../src/contract/session.ts'
import { canonicalJson } from '../../src/core/ledger/canonical.ts'
import type { MandateDocument } from '../../src/core/mandate/document.ts'
import type { Overlay } from '../../src/core/mandate/overlay.ts'
import type { Role } from '../../src/core/person/permissions.ts'
import { sha256 } from '../../src/server/ledger/record.ts'
import type { Actor } from '../../src/server/platform/actor.ts'
import type { TestDatabase } from './database.ts'

/** The mandate of the little world: small round numbers, every kind of limit. */
export const smallMandate: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        limit('refund.decision', 'decision', null, 'money', { EUR: [5000, 8000], TND: [160000, 250000] }),
        limit('refund.customer_year', 'customer', 'year', 'money', {
          EUR: [10000, 12000],
          TND: [320000, 400000],
        }),
        limit('refund.agent_month', 'agent', 'month', 'money', {
          EUR: [50000, 60000],
          TND: [1600000, 1900000],
        }),
      ],
    },
    {
      kind: 'fee_waiver',
      limits: [
        limit('fee_waiver.decision', 'decision', null, 'money', { EUR: [3500, 5000], TND: [110000, 150000] }),
        limit('fee_waiver.customer_year', 'customer', 'year', 'count', { any: [2, 3] }),
      ],
    },
    {
      kind: 'deadline_moved',
      limits: [limit('deadline_moved.decision', 'decision', null, 'days', { any: [10, 20] })],
    },
    {
      kind: 'exception',
      limits: [limit('exception.customer_year', 'customer', 'year', 'count', { any: [1, 1] })],
    },
  ],
  support: { minutes: 10 },
}

/** A crisis overlay of the little world's mandate, for the days around its clock. */
export const smallOverlay: Overlay = {
  format: 'cartabianca-overlay/1',
  mandate: sha256(canonicalJson(smallMandate)),
  reason: { en: 'Strike', it: 'Sciopero', fr: 'Grève', ar: 'إضراب' },
  from: '2026-11-01T00:00:00.000Z',
  until: '2027-01-15T00:00:00.000Z',
  widens: [{ limit: 'refund.decision', bounds: { EUR: { max: 7000, stretch: 9000 } } }],
  waives: [],
}

/** An expectation's wording of the little world. */
export const smallProposal = {
  result: 'Customers confirm that nothing is unclear',
  measure: 'confirmed_closures',
  measureWords: 'of my contacts, those they confirm',
  aim: 8500,
  fromDate: '2026-10-01',
  reviewDate: '2027-01-31',
  goalId: null,
} as const

export type LittleClient = {
  id: string
  slug: string
  teamId: string
  siteId: string
  agent: Actor
  agent2: Actor
  coach: Actor
  manager: Actor
  representative: Actor
  customers: string[]
  mandateId: string
  draftId: string
}
export type LittleWorld = { alpha: LittleClient; beta: LittleClient; administrator: Actor; sponsor: Actor }

/** One operator, two clients, each with a site, a team, its people, three customers and a signed mandate. */
export async function makeWorld({ owner, clock }: TestDatabase): Promise<LittleWorld> {
  await owner.query(`insert into operator (name) values ('Little')`)
  const clients: { id: string; name: string; slug: string }[] = []
  const build = async (slug: string, timeZone: string): Promise<LittleClient> => {
    const id = randomUUID()
    clients.push({ id, name: slug, slug })
    await owner.query(
      `insert into client (id, slug, name, languages, currencies, touchpoints, closing_days)
       values ($1, $2, $2, '{it,fr,en,ar}', '{EUR,TND}', '{billing,payment,other}', 5)`,
      [id, slug],
    )
    const siteId = await insert(owner, 'site', { name: `Site ${slug}`, time_zone: timeZone })
    const teamId = await insert(owner, 'team', {
      client_id: id,
      site_id: siteId,
      name: `Team ${slug}`,
      languages: ['it', 'fr', 'en', 'ar'],
    })
    const place = { teamId, siteId, clientId: id, slug, timeZone }
    const customers: string[] = []
    for (const name of ['Giulia Ferrante', 'Karim Ben Salah', 'Ann Field'])
      customers.push(
        await insert(owner, 'customer', {
          client_id: id,
          name,
          email: `${name.split(' ')[0]!.toLowerCase()}@${slug}.example`,
          language: 'it',
          currency: 'EUR',
        }),
      )
    const agent = await makePerson(owner, 'agent', place)
    const manager = await makePerson(owner, 'manager', place)
    const representative = await makePerson(owner, 'client_representative', place)
    const canonical = canonicalJson(smallMandate)
    const mandateId = await insert(owner, 'mandate', {
      client_id: id,
      number: 1,
      document: JSON.stringify(smallMandate),
      canonical,
      hash: sha256(canonical),
      in_force_from: new Date(clock.now.getTime() - 86_400_000),
    })
    await owner.query('insert into mandate_team (client_id, mandate_id, team_id) values ($1, $2, $3)', [
      id,
      mandateId,
      teamId,
    ])
    for (const [side, person] of [
      ['operator', manager],
      ['client', representative],
    ] as const)
      await owner.query(
        `insert into mandate_signature (client_id, mandate_id, side, person_id, method, hash, at) values ($1, $2, $3, $4, 'demo', $5, $6)`,
        [id, mandateId, side, person.personId, sha256(canonical), new Date(clock.now.getTime() - 86_400_000)],
      )
    const draftId = await insert(owner, 'mandate_draft', {
      client_id: id,
      team_ids: [teamId],
      document: JSON.stringify(smallMandate),
      based_on: mandateId,
      created_by: manager.personId,
      updated_by: manager.personId,
    })
    return {
      id,
      slug,
      teamId,
      siteId,
      agent,
      agent2: await makePerson(owner, 'agent', place),
      coach: await makePerson(owner, 'coach', place),
      manager,
      representative,
      customers,
      mandateId,
      draftId,
    }
  }
  const alpha = await build('alpha', 'Europe/Rome')
  const beta = await build('beta', 'Africa/Tunis')
  const wide = { teamId: '', siteId: '', clientId: '', slug: '', timeZone: 'Europe/Rome' }
  const administrator = await makePerson(owner, 'administrator', wide)
  const sponsor = await makePerson(owner, 'sponsor', wide)
  for (const actor of [administrator, sponsor]) {
    actor.clients = clients
    actor.clientIds = clients.map((client) => client.id)
  }
  return { alpha, beta, administrator, sponsor }
}

/** A contact of the world, taken by its agent unless told otherwise. */
export async function makeContact(
  { owner }: TestDatabase,
  client: LittleClient,
  fields: { customer?: number; agentId?: string | null; doubts?: string[] } = {},
): Promise<string> {
  const agentId = fields.agentId === undefined ? client.agent.personId : fields.agentId
  const id = await insert(owner, 'contact', {
    client_id: client.id,
    team_id: client.teamId,
    customer_id: client.customers[fields.customer ?? 0],
    channel: 'web',
    language: 'it',
    touchpoint: 'billing',
    subject: 'Una commissione',
    state: agentId ? 'with_agent' : 'waiting',
    agent_id: agentId,
  })
  await insert(owner, 'message', {
    client_id: client.id,
    contact_id: id,
    kind: 'customer',
    text: 'Buongiorno',
  })
  let position = 0
  for (const question of fields.doubts ?? ['Devo pagare?'])
    await insert(owner, 'doubt', { client_id: client.id, contact_id: id, question, position: position++ })
  return id
}

type Place = { teamId: string; siteId: string; clientId: string; slug: string; timeZone: string }

async function makePerson(owner: TestDatabase['owner'], role: Role, place: Place): Promise<Actor> {
  const inTeam = role === 'agent' || role === 'coach'
  const ofClient = role === 'client_representative'
  const email = `${role}-${randomUUID().slice(0, 8)}@${place.slug || 'operator'}.example`
  const personId = await insert(owner, 'person', {
    client_id: ofClient ? place.clientId : null,
    name: `${role} ${place.slug}`,
    email,
    language: 'it',
  })
  const held: Assignment = {
    role,
    teamId: inTeam ? place.teamId : null,
    teamName: inTeam ? `Team ${place.slug}` : null,
    siteId: role === 'manager' ? place.siteId : null,
    siteName: role === 'manager' ? `Site ${place.slug}` : null,
    clientId: ofClient ? place.clientId : null,
    clientName: ofClient ? place.slug : null,
  }
  await insert(owner, 'assignment', {
    person_id: personId,
    role,
    team_id: held.teamId,
    site_id: held.siteId,
    client_id: held.clientId,
  })
  const sees = inTeam || role === 'manager' ? [place.teamId] : []
  return {
    personId,
    authUserId: '',
    sessionId: '',
    name: `${role} ${place.slug}`,
    email,
    language: 'it',
    roles: [role],
    assignments: [held],
    clients: place.clientId ? [{ id: place.clientId, name: place.slug, slug: place.slug }] : [],
    clientIds: place.clientId ? [place.clientId] : [],
    teamIds: sees,
    workTeamIds: inTeam ? sees : [],
    coachTeamIds: role === 'coach' ? sees : [],
    siteIds: role === 'manager' ? [place.siteId] : [],
    timeZone: place.timeZone,
  }
}

async function insert(
  owner: TestDatabase['owner'],
  table: string,
  row: Record<string, unknown>,
): Promise<string> {
  const columns = Object.keys(row)
  const { rows } = await owner.query<{ id: string }>(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  return rows[0]!.id
}

function limit(
  id: string,
  scope: 'decision' | 'customer' | 'agent',
  window: 'month' | 'year' | null,
  measure: 'money' | 'days' | 'count',
  bounds: Record<string, [max: number, stretch: number]>,
) {
  return {
    id,
    scope,
    window,
    measure,
    bounds: Object.fromEntries(
      Object.entries(bounds).map(([key, [max, stretch]]) => [key, { max, stretch }]),
    ),
  }
}
