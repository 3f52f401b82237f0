import type { FastifyRequest } from 'fastify'
import type pg from 'pg'
import { decideForCustomer } from '../../server/decision/decide.ts'
import type { Actor } from '../../server/platform/actor.ts'
import { makeAuth } from '../../server/platform/auth.ts'
import { openDatabase } from '../../server/platform/db.ts'
import { PreparingClient } from '../../server/platform/prepared.ts'
import type { Line } from '../bench.ts'
import { readCpu } from './cpu.ts'
import { HttpLane } from './http-lane.ts'
import { prepareReplay, type Recorded, type Replay, recordSql, replaySql } from './replay.ts'
import { alternate, runRound, tellCpu, tellRounds } from './rounds.ts'
import { type BenchServer, withServer } from './server.ts'
import { freshKey } from './world.ts'

const connections = 32
const roundMs = 3000
const warmMs = 4000

/**
 * Decisions a second through HTTP (session, evaluation, counters, ledger entries, jobs, mail, commit) against
 * the same SQL sent by bare pg connections: same server, same run, in turn. The bare side sends the very statements
 * that such a request does, prepared alike and as many at once, and computes nothing.
 */
export async function benchDecisions(dataDir: string): Promise<Line[]> {
  return withServer(dataDir, { agents: connections, contactsEach: 4 }, async (server) => {
    const { url, world } = server
    const lanes = world.agents.map(() => new HttpLane(url))
    const recorded = await recordOne(server)
    const replay = prepareBare(recorded, server)
    const bare = await openBare(server.appUrl)
    const ours = (lane: number) => decideByHttp(lanes[lane]!, server, lane, 'refund').then(expectDecided)
    const theirs = (lane: number) => replaySql(bare[lane]!, replay, givenTo(server, lane))
    // Until code is compiled. What then waits to be mailed and carried out keeps the workers busy on both sides.
    for (const side of [ours, theirs]) await runRound(connections, side, warmMs)
    await server.analyze()
    const sides = await alternate(connections, ours, theirs, roundMs, () => readCpu(server))
    for (const lane of lanes) lane.close()
    await Promise.all(bare.map((client) => client.end()))
    return [
      ...tellRounds(
        `decisions a second through HTTP, ${connections} connections`,
        `the same ${recorded.length} statements by bare pg`,
        sides,
      ),
      ...tellCpu('a decision', sides),
    ]
  })
}

export type Answer = { outcome?: string; code?: string }

export async function decideByHttp(
  lane: HttpLane,
  { world, cookies }: BenchServer,
  agent: number,
  power: 'refund' | 'goodwill_credit',
  contactIds = world.agents[agent]!.contactIds,
): Promise<Answer> {
  const contactId = anyOf(contactIds)
  const answer = await lane.post(
    `/api/v1/contacts/${contactId}/decisions`,
    { cookie: cookies[agent]!, 'idempotency-key': freshKey() },
    JSON.stringify({ power, amount: { minor: 1, currency: 'EUR' }, reason: 'bench' }),
  )
  return JSON.parse(answer) as Answer
}

export function expectDecided({ outcome, code }: Answer): void {
  if (outcome !== 'decided') throw new Error(`not decided: ${outcome ?? code}`)
}

/** One decision of the first agent, as the statements of its request: whose session it is, and the transaction. */
export async function recordOne({ appUrl, url, secret, world, cookies }: BenchServer): Promise<Recorded[]> {
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
  const db = openDatabase({
    appUrl,
    clock: () => new Date(),
    publish: () => undefined,
    onError: () => undefined,
  })
  const decide = () =>
    db.work([world.clientId], (work) =>
      decideForCustomer(work, actor, {
        contactId: agent.contactIds[0]!,
        request: { power: 'refund', amount: { minor: 1, currency: 'EUR' }, days: null },
        reason: 'bench',
        idempotencyKey: freshKey(),
        publicUrl: 'http://localhost',
      }),
    )
  const auth = makeAuth({ appUrl, secret, publicUrl: url })
  const request = { headers: { cookie: cookies[0]! } } as FastifyRequest
  const answer = async () => {
    await auth.findSession(request)
    await decide()
  }
  // What is sent often is prepared: what is recorded is what the server sends in the long run.
  for (let times = 0; times < 100; times++) await answer()
  const recorded = await recordSql(answer)
  await Promise.all([db.close(), auth.close()])
  return recorded
}

/** Whose decision a recorded one is, and which contact's: in the order of `givenTo`. */
export function prepareBare(recorded: readonly Recorded[], { world, cookies }: BenchServer): Replay {
  const { personId, contactIds } = world.agents[0]!
  return prepareReplay(recorded, [
    ...[world.clientId, world.teamId, personId],
    ...[tokenIn(cookies[0]!), contactIds[0]!],
  ])
}

/** The recorded agent and contact become those of a lane, as at random as by HTTP; client and team stay. */
export function givenTo({ world, cookies }: BenchServer, lane: number): string[] {
  const { personId, contactIds } = world.agents[lane]!
  return [world.clientId, world.teamId, personId, tokenIn(cookies[lane]!), anyOf(contactIds)]
}

/** Before its signature. */
function tokenIn(cookie: string): string {
  return cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf('.'))
}

function anyOf(contactIds: readonly string[]): string {
  return contactIds[Math.floor(performance.now()) % contactIds.length]!
}

export async function openBare(connectionString: string): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: connections }, async () => {
      const options = { connectionString, pipeline: true }
      const client = new PreparingClient(options)
      // what the end of PostgreSQL says to them must not hide why it ended
      client.on('error', () => undefined)
      await client.connect()
      return client
    }),
  )
}
