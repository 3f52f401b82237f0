import type pg from 'pg'
import { decideForCustomer } from '../../server/decision/decide.ts'
import type { Actor } from '../../server/platform/actor.ts'
import { openDatabase } from '../../server/platform/db.ts'
import { PreparingClient } from '../../server/platform/prepared.ts'
import type { Line } from '../bench.ts'
import { readCpu } from './cpu.ts'
import { HttpLane } from './http-lane.ts'
import { type Recorded, recordSql, replaySql } from './replay.ts'
import { alternate, runRound, tellRounds } from './rounds.ts'
import { type BenchServer, withServer } from './server.ts'
import { type BenchWorld, freshKey } from './world.ts'

const connections = 32
const roundMs = 3000

/**
 * Decisions a second through HTTP (session, evaluation, counters, ledger entries, jobs, mail, commit) against
 * the same SQL sent by bare pg connections: same server, same run, in turn. The bare side sends the very statements
 * as we do, prepared under the same names and as many at once, and computes nothing.
 */
export async function benchDecisions(dataDir: string): Promise<Line[]> {
  return withServer(dataDir, { agents: connections, contactsEach: 4 }, async (server) => {
    const { url, appUrl, appPid, world } = server
    const lanes = world.agents.map(() => new HttpLane(url))
    const decide = (i: number) => decideByHttp(lanes[i]!, server, i, 'refund').then(expectDecided)
    const recorded = await recordOne(server)
    const bare = await openBare(appUrl)
    const sides = await alternate(
      connections,
      decide,
      (i) => replaySql(bare[i]!, recorded, becoming(world, i)),
      roundMs,
      () => readCpu(appPid, server.dataDir),
    )
    for (const side of ['ours', 'theirs'] as const)
      for (const r of sides[side])
        console.error(
          side,
          r.perSecond.toFixed(1),
          r.p99.toFixed(0),
          JSON.stringify(r.cpu, (_, v) => (typeof v === 'number' ? Number(v.toFixed(2)) : v)),
        )
    for (const lane of lanes) lane.close()
    await Promise.all(bare.map((client) => client.end()))
    return tellRounds(
      `decisions a second through HTTP, ${connections} connections`,
      `the same ${recorded.length} statements by bare pg`,
      sides,
    )
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
  const contactId = contactIds[Math.floor(performance.now()) % contactIds.length]!
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

/** One decision of the first agent, as its transaction's statements. */
export async function recordOne({ appUrl, world }: BenchServer): Promise<Recorded[]> {
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
  // What is sent often is prepared: what is recorded is what the server sends in the long run.
  for (let times = 0; times < 100; times++) await decide()
  const recorded = await recordSql(decide)
  await db.close()
  return recorded
}

/** The recorded agent and contact become those of a lane; client, team and mandate stay. */
export function becoming(world: BenchWorld, lane: number): Map<string, string> {
  const [from, to] = [world.agents[0]!, world.agents[lane]!]
  return new Map([
    [world.clientId, world.clientId],
    [world.teamId, world.teamId],
    [from.personId, to.personId],
    [from.contactIds[0]!, to.contactIds[lane % to.contactIds.length]!],
  ])
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
