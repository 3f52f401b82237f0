import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import pg from 'pg'
import { decideForCustomer } from '../../server/decision/decide.ts'
import { startServer } from '../../server/main.ts'
import type { Actor } from '../../server/platform/actor.ts'
import type { Auth } from '../../server/platform/auth.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import type { Line } from '../bench.ts'
import { type Recorded, recordSql, replaySql } from './replay.ts'
import { freePort } from './start.ts'
import { type BenchAgent, type BenchWorld, freshKey, makeBenchWorld } from './world.ts'

const connections = 32
/** Rounds of each side, in turn: the median of five is quoted. */
const rounds = 5
const roundMs = 3000

/**
 * Decisions a second through HTTP (session, evaluation, counters, ledger entries, jobs, mail, commit) against
 * the same SQL sent by bare pg connections: same server, same run, in turn.
 */
export async function benchDecisions(dataDir: string): Promise<Line[]> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const config = {
    port,
    host: '127.0.0.1',
    databaseUrl: null,
    dataDir,
    publicUrl: url,
    smtpUrl: null,
    mailFrom: 'bench@localhost',
    secret: randomBytes(32).toString('hex'),
    ledgerKey: Buffer.alloc(32, 7).toString('base64'),
    trustProxy: false,
    requestsPerMinute: 1_000_000_000,
    logLevel: 'silent',
    lrs: null,
  }
  const server = await startServer({ config, ownerUrl: postgres.ownerUrl })
  try {
    const { auth, db } = server.platform
    const world = await makeBenchWorld(postgres.ownerUrl, auth, { agents: connections, contactsEach: 4 })
    const cookies = await Promise.all(world.agents.map((agent) => signIn(auth, agent)))
    const recorded = await recordOne(server.platform, world)
    const bare = await openBare(db.pool)

    const through: Round[] = []
    const same: Round[] = []
    await runRound((i) => decideByHttp(url, world.agents[i]!, cookies[i]!), 1000)
    await runRound((i) => replaySql(bare[i]!, recorded, becoming(world, i)), 1000)
    for (let round = 0; round < rounds; round++) {
      through.push(await runRound((i) => decideByHttp(url, world.agents[i]!, cookies[i]!), roundMs))
      same.push(await runRound((i) => replaySql(bare[i]!, recorded, becoming(world, i)), roundMs))
    }
    await Promise.all(bare.map((client) => client.end()))
    const withBare = `the same ${recorded.length} statements by bare pg`
    return [
      compare(
        `decisions a second through HTTP, ${connections} connections`,
        '/s',
        withBare,
        through,
        same,
        (r) => r.perSecond,
      ),
      compare('their 99th percentile', 'ms', withBare, through, same, (r) => r.p99),
    ]
  } finally {
    await server.close()
    await postgres.stop()
  }
}

type Round = { perSecond: number; p99: number }

async function runRound(work: (lane: number) => Promise<void>, forMs: number): Promise<Round> {
  const took: number[] = []
  const from = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async (_, lane) => {
      while (performance.now() - from < forMs) {
        const start = performance.now()
        await work(lane)
        took.push(performance.now() - start)
      }
    }),
  )
  const seconds = (performance.now() - from) / 1000
  took.sort((a, b) => a - b)
  return { perSecond: took.length / seconds, p99: took[Math.floor(took.length * 0.99)] ?? 0 }
}

async function decideByHttp(url: string, agent: BenchAgent, cookie: string): Promise<void> {
  const contactId = agent.contactIds[Math.floor(performance.now()) % agent.contactIds.length]!
  const response = await fetch(`${url}/api/v1/contacts/${contactId}/decisions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'idempotency-key': freshKey() },
    body: JSON.stringify({ power: 'refund', amount: { minor: 1, currency: 'EUR' }, reason: 'bench' }),
  })
  const body = (await response.json()) as { outcome?: string; code?: string }
  if (body.outcome !== 'decided') throw new Error(`not decided: ${body.outcome ?? body.code}`)
}

/** A session as by a link, without the door's rate limit. */
async function signIn(auth: Auth, agent: BenchAgent): Promise<string> {
  const token = await auth.makeLinkToken(agent.email)
  const cookies: string[] = []
  const reply = { header: (_: string, value: string) => cookies.push(value) } as unknown as FastifyReply
  await auth.redeemLinkToken(token ?? '', { headers: {} } as FastifyRequest, reply)
  return cookies.map((value) => value.split(';')[0]).join('; ')
}

/** One decision of the first agent, as its transaction's statements. */
function recordOne(
  platform: Awaited<ReturnType<typeof startServer>>['platform'],
  world: BenchWorld,
): Promise<Recorded[]> {
  const agent = world.agents[0]!
  const actor: Actor = {
    personId: agent.personId,
    authUserId: '',
    sessionId: '',
    name: 'Agent 0',
    email: agent.email,
    language: 'en',
    roles: ['agent'],
    assignments: [],
    clients: [],
    clientIds: [world.clientId],
    teamIds: [world.teamId],
    workTeamIds: [world.teamId],
    coachTeamIds: [],
    siteIds: [],
    timeZone: 'Europe/Rome',
  }
  return recordSql(() =>
    platform.db.work([world.clientId], (work) =>
      decideForCustomer(work, actor, {
        contactId: agent.contactIds[0]!,
        request: { power: 'refund', amount: { minor: 1, currency: 'EUR' }, days: null },
        reason: 'bench',
        idempotencyKey: freshKey(),
        publicUrl: 'http://localhost',
      }),
    ),
  )
}

/** The recorded agent and contact become those of a lane; client, team and mandate stay. */
function becoming(world: BenchWorld, lane: number): Map<string, string> {
  const [from, to] = [world.agents[0]!, world.agents[lane]!]
  return new Map([
    [world.clientId, world.clientId],
    [world.teamId, world.teamId],
    [from.personId, to.personId],
    [from.contactIds[0]!, to.contactIds[lane % to.contactIds.length]!],
  ])
}

async function openBare(pool: pg.Pool): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: pool.options.connectionString })
      // what the end of PostgreSQL says to them must not hide why it ended
      client.on('error', () => undefined)
      await client.connect()
      return client
    }),
  )
}

function compare(
  what: string,
  unit: string,
  withWhat: string,
  ours: Round[],
  theirs: Round[],
  pick: (round: Round) => number,
): Line {
  const median = (rounds: Round[]) => rounds.map(pick).sort((a, b) => a - b)[Math.floor(rounds.length / 2)]!
  const [figure, other] = [median(ours), median(theirs)]
  return { what, unit, ours: figure, compared: { with: withWhat, figure: other }, ratio: figure / other }
}
