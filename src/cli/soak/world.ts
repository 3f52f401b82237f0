import type { FastifyReply, FastifyRequest } from 'fastify'
import pg from 'pg'
import { canonicalJson } from '../../core/ledger/canonical.ts'
import type { Limit, MandateDocument } from '../../core/mandate/document.ts'
import { sha256 } from '../../server/ledger/record.ts'
import { type Auth, makeAuth } from '../../server/platform/auth.ts'
import { migrate } from '../../server/platform/migrate.ts'

export type SoakAgent = { personId: string; cookie: string; contactIds: string[] }
/** Everything the client processes need to know of one client of the centre. */
export type SoakClient = {
  id: string
  timeZone: string
  currency: string
  agents: SoakAgent[]
  /** sessions of the coach and the manager */
  supporters: string[]
}

const agentsEach = 3
const customersEach = 2

/** Small limits of every kind, so that they are met all the time; one power that nothing but itself limits. */
function mandateIn(currency: string): MandateDocument {
  const limit = (
    id: string,
    scope: Limit['scope'],
    window: Limit['window'],
    measure: Limit['measure'],
    [max, stretch]: [number, number],
  ): Limit => ({
    id,
    scope,
    window,
    measure,
    bounds: { [measure === 'money' ? currency : 'any']: { max, stretch } },
  })
  return {
    format: 'cartabianca-mandate/1',
    powers: [
      {
        kind: 'refund',
        limits: [
          limit('refund.decision', 'decision', null, 'money', [3000, 5000]),
          limit('refund.customer_day', 'customer', 'day', 'money', [12000, 15000]),
          limit('refund.agent_day', 'agent', 'day', 'money', [9000, 12000]),
          limit('refund.customer_month', 'customer', 'month', 'money', [200000, 220000]),
        ],
      },
      {
        kind: 'fee_waiver',
        limits: [
          limit('fee_waiver.decision', 'decision', null, 'money', [1500, 2500]),
          limit('fee_waiver.customer_week', 'customer', 'week', 'count', [25, 30]),
          limit('fee_waiver.agent_day', 'agent', 'day', 'count', [5, 7]),
        ],
      },
      {
        kind: 'goodwill_credit',
        limits: [
          limit('goodwill_credit.decision', 'decision', null, 'money', [2000, 2500]),
          limit('goodwill_credit.agent_week', 'agent', 'week', 'money', [25000, 30000]),
        ],
      },
      {
        kind: 'deadline_moved',
        limits: [
          limit('deadline_moved.decision', 'decision', null, 'days', [10, 20]),
          limit('deadline_moved.customer_quarter', 'customer', 'quarter', 'days', [500, 550]),
          limit('deadline_moved.agent_day', 'agent', 'day', 'days', [30, 40]),
        ],
      },
      { kind: 'exception', limits: [limit('exception.customer_day', 'customer', 'day', 'count', [4, 5])] },
      { kind: 'upgrade', limits: [limit('upgrade.decision', 'decision', null, 'money', [1000, 1500])] },
    ],
    // a second and a half of real time
    support: { minutes: 90 },
  }
}

/** A small centre under load: two clients, each with three agents who share two customers, coach and manager. */
export async function makeSoakWorld(
  ownerUrl: string,
  options: { secret: string; publicUrl: string; fulfilmentUrl: string; fulfilmentSecret: string; at: Date },
): Promise<SoakClient[]> {
  const { appUrl } = await migrate(ownerUrl)
  const auth = makeAuth({ appUrl, secret: options.secret, publicUrl: options.publicUrl })
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  try {
    await pool.query(`insert into operator (name) values ('Soak')`)
    const build = (slug: string, timeZone: string, currency: string) =>
      makeClient({ pool, auth, ...options }, { slug, timeZone, currency })
    return [await build('alpha', 'Europe/Rome', 'EUR'), await build('beta', 'Africa/Tunis', 'TND')]
  } finally {
    await pool.end()
    await auth.close()
  }
}

type Ground = { pool: pg.Pool; auth: Auth; fulfilmentUrl: string; fulfilmentSecret: string; at: Date }

async function makeClient(
  ground: Ground,
  { slug, timeZone, currency }: { slug: string; timeZone: string; currency: string },
): Promise<SoakClient> {
  const { pool } = ground
  const clientId = await insert(pool, 'client', {
    slug,
    name: slug,
    languages: ['en'],
    currencies: [currency],
    touchpoints: ['billing'],
    closing_days: 5,
    fulfilment_url: ground.fulfilmentUrl,
    fulfilment_secret: ground.fulfilmentSecret,
  })
  const siteId = await insert(pool, 'site', { name: slug, time_zone: timeZone })
  const teamId = await insert(pool, 'team', {
    client_id: clientId,
    site_id: siteId,
    name: slug,
    languages: ['en'],
  })
  const customers: string[] = []
  for (let i = 0; i < customersEach; i++)
    customers.push(
      await insert(pool, 'customer', {
        client_id: clientId,
        name: `Customer ${i}`,
        email: `customer-${i}@${slug}.example`,
        language: 'en',
        currency,
      }),
    )
  const agents: SoakAgent[] = []
  for (let i = 0; i < agentsEach; i++) {
    const agent = await makePerson(ground, `agent-${i}@${slug}.example`, { role: 'agent', team_id: teamId })
    const contactIds: string[] = []
    for (const customerId of customers)
      contactIds.push(
        await insert(pool, 'contact', {
          client_id: clientId,
          team_id: teamId,
          customer_id: customerId,
          channel: 'web',
          language: 'en',
          touchpoint: 'billing',
          subject: 'A fee',
          state: 'with_agent',
          agent_id: agent.personId,
        }),
      )
    agents.push({ ...agent, contactIds })
  }
  const coach = await makePerson(ground, `coach@${slug}.example`, { role: 'coach', team_id: teamId })
  const manager = await makePerson(ground, `manager@${slug}.example`, { role: 'manager', site_id: siteId })
  await signMandate(ground, { clientId, teamId, personId: manager.personId, document: mandateIn(currency) })
  return { id: clientId, timeZone, currency, agents, supporters: [coach.cookie, manager.cookie] }
}

async function makePerson(
  { pool, auth }: Ground,
  email: string,
  assignment: Record<string, string>,
): Promise<{ personId: string; cookie: string }> {
  const authUserId = await auth.createUser({ email, name: email })
  const personId = await insert(pool, 'person', {
    auth_user_id: authUserId,
    name: email,
    email,
    language: 'en',
  })
  await insert(pool, 'assignment', { person_id: personId, ...assignment })
  // A session as by a link, without the door's rate limit.
  const cookies: string[] = []
  const reply = { header: (_: string, value: string) => cookies.push(value) } as unknown as FastifyReply
  const token = await auth.makeLinkToken(email)
  await auth.redeemLinkToken(token ?? '', { headers: {} } as FastifyRequest, reply)
  return { personId, cookie: cookies.map((value) => value.split(';')[0]).join('; ') }
}

async function signMandate(
  { pool, at }: Ground,
  signed: { clientId: string; teamId: string; personId: string; document: MandateDocument },
): Promise<void> {
  const { clientId } = signed
  const before = new Date(at.getTime() - 86_400_000)
  const canonical = canonicalJson(signed.document)
  const mandateId = await insert(pool, 'mandate', {
    client_id: clientId,
    number: 1,
    document: JSON.stringify(signed.document),
    canonical,
    hash: sha256(canonical),
    in_force_from: before,
  })
  await pool.query('insert into mandate_team (client_id, mandate_id, team_id) values ($1, $2, $3)', [
    clientId,
    mandateId,
    signed.teamId,
  ])
  for (const side of ['operator', 'client'])
    await pool.query(
      `insert into mandate_signature (client_id, mandate_id, side, person_id, method, hash, at)
       values ($1, $2, $3, $4, 'demo', $5, $6)`,
      [clientId, mandateId, side, signed.personId, sha256(canonical), before],
    )
}

async function insert(pool: pg.Pool, table: string, row: Record<string, unknown>): Promise<string> {
  const columns = Object.keys(row)
  const { rows } = await pool.query<{ id: string }>(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  return rows[0]!.id
}
