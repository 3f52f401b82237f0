import type { Line } from '../bench.ts'
import { HttpLane } from './http-lane.ts'
import { medianOf, type Round, runRound } from './rounds.ts'
import { type BenchServer, withServer } from './server.ts'

const rounds = 5
const roundMs = 2000

/** Contacts opened a second through the API: with words and a doubt, taken by who opens them, told by mail. */
export async function benchContacts(dataDir: string): Promise<Line[]> {
  return withServer(dataDir, { agents: 8, contactsEach: 1 }, async (server) => {
    const lanes = server.world.agents.map(() => new HttpLane(server.url))
    const open = (i: number) => openByHttp(lanes[i]!, server, i)
    await runRound(8, open, 2000)
    const [one, eight]: [Round[], Round[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      one.push(await runRound(1, open, roundMs))
      eight.push(await runRound(8, open, roundMs))
    }
    for (const lane of lanes) lane.close()
    const line = (connections: string, sides: Round[]): Line => ({
      what: `contacts opened a second through the API, ${connections}`,
      unit: '/s',
      ours: medianOf(sides.map((side) => side.perSecond)),
      compared: null,
      ratio: null,
    })
    return [line('1 connection', one), line('8 connections', eight)]
  })
}

async function openByHttp(lane: HttpLane, { world, cookies }: BenchServer, agent: number): Promise<void> {
  const answer = await lane.post(
    '/api/v1/contacts',
    { cookie: cookies[agent]! },
    JSON.stringify({
      ...{ customerId: world.agents[agent]!.customerIds[0], teamId: world.teamId, touchpoint: 'billing' },
      ...{ subject: 'A fee', words: 'Why was I charged twice?', doubts: ['Was I charged twice?'] },
    }),
  )
  const { code } = JSON.parse(answer) as { code?: string }
  if (code) throw new Error(`no contact: ${code}`)
}
