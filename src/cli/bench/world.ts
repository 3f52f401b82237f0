import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { canonicalJson } from '../../core/ledger/canonical.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { sha256 } from '../../server/ledger/record.ts'
import type { Auth } from '../../server/platform/auth.ts'

const huge = { max: 1_000_000_000, stretch: 1_000_000_000 }
/** Customers of whom every agent has a contact, and what all of them together may credit one of them. */
export const crowdedCustomers = 2
export const creditMinor = 200

/** Refunds: every kind of limit is weighed and counted, and none is ever reached. Credits: one that is. */
const mandate: MandateDocument = {
  format: 'cartabianca-mandate/1',
  powers: [
    {
      kind: 'refund',
      limits: [
        { id: 'decision', scope: 'decision', window: null, measure: 'money', bounds: { EUR: huge } },
        { id: 'customer', scope: 'customer', window: 'year', measure: 'money', bounds: { EUR: huge } },
        { id: 'agent', scope: 'agent', window: 'month', measure: 'money', bounds: { EUR: huge } },
      ],
    },
    {
      kind: 'goodwill_credit',
      limits: [
        {
          ...{ id: 'credit', scope: 'customer', window: 'year', measure: 'money' },
          bounds: { EUR: { max: creditMinor, stretch: creditMinor } },
        },
      ],
    },
  ],
  support: { minutes: 10 },
}

export type BenchAgent = {
  personId: string
  email: string
  contactIds: string[]
  /** whose contacts these are */
  customerIds: string[]
  /** a contact of one of the crowded customers */
  crowdedId: string
}
export type WorldSize = { agents: number; contactsEach: number }
export type BenchWorld = { clientId: string; teamId: string; agents: BenchAgent[] }

/** One client, one team, agents who each hold contacts of customers of their own, and one of a crowded customer. */
export async function makeBenchWorld(ownerUrl: string, auth: Auth, size: WorldSize): Promise<BenchWorld> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const columns = Object.keys(row)
    const { rows } = await pool.query<{ id: string }>(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
      Object.values(row),
    )
    return rows[0]!.id
  }
  await pool.query(`insert into operator (name) values ('Bench')`)
  const clientId = await insert('client', {
    slug: 'bench',
    name: 'Bench',
    languages: ['en'],
    currencies: ['EUR'],
    touchpoints: ['billing'],
    closing_days: 5,
  })
  const siteId = await insert('site', { name: 'Bench', time_zone: 'Europe/Rome' })
  const teamId = await insert('team', {
    client_id: clientId,
    site_id: siteId,
    name: 'Bench',
    languages: ['en'],
  })
  const canonical = canonicalJson(mandate)
  const mandateId = await insert('mandate', {
    client_id: clientId,
    number: 1,
    document: JSON.stringify(mandate),
    canonical,
    hash: sha256(canonical),
    in_force_from: new Date(0),
  })
  await pool.query('insert into mandate_team (client_id, mandate_id, team_id) values ($1, $2, $3)', [
    clientId,
    mandateId,
    teamId,
  ])
  const makeCustomer = (name: string) =>
    insert('customer', {
      client_id: clientId,
      name: `Customer ${name}`,
      email: `customer-${name}@bench.example`,
      language: 'en',
      currency: 'EUR',
    })
  const makeContact = (customerId: string, agentId: string) =>
    insert('contact', {
      client_id: clientId,
      team_id: teamId,
      customer_id: customerId,
      channel: 'web',
      language: 'en',
      touchpoint: 'billing',
      subject: 'A fee',
      state: 'with_agent',
      agent_id: agentId,
    })
  const crowded: string[] = []
  for (let i = 0; i < crowdedCustomers; i++) crowded.push(await makeCustomer(`crowded-${i}`))
  const agents: BenchAgent[] = []
  for (let i = 0; i < size.agents; i++) {
    const email = `agent-${i}@bench.example`
    const authUserId = await auth.createUser({ email, name: `Agent ${i}` })
    const personId = await insert('person', {
      auth_user_id: authUserId,
      name: `Agent ${i}`,
      email,
      language: 'en',
    })
    await insert('assignment', { person_id: personId, role: 'agent', team_id: teamId })
    const customerIds: string[] = []
    const contactIds: string[] = []
    for (let j = 0; j < size.contactsEach; j++) {
      const customerId = await makeCustomer(`${i}-${j}`)
      customerIds.push(customerId)
      contactIds.push(await makeContact(customerId, personId))
    }
    const crowdedId = await makeContact(crowded[i % crowdedCustomers]!, personId)
    agents.push({ personId, email, contactIds, customerIds, crowdedId })
  }
  for (const side of ['operator', 'client'])
    await pool.query(
      `insert into mandate_signature (client_id, mandate_id, side, person_id, method, hash, at) values ($1, $2, $3, $4, 'demo', $5, $6)`,
      [clientId, mandateId, side, agents[0]!.personId, sha256(canonical), new Date(1)],
    )
  await pool.end()
  return { clientId, teamId, agents }
}

export const freshKey = (): string => randomUUID().replaceAll('-', '')
