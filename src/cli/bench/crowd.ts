import pg from 'pg'
import type { Line } from '../bench.ts'
import { decideByHttp, expectDecided } from './decisions.ts'
import { HttpLane } from './http-lane.ts'
import { alternate, tellRounds } from './rounds.ts'
import { type BenchServer, withServer } from './server.ts'
import { creditMinor, crowdedCustomers } from './world.ts'

const agents = 500
const roundMs = 3000

/**
 * Five hundred agents who decide for two customers at once, each over a connection of their own, against the same
 * agents who decide for customers of their own. Then all of them ask for the last of a limit: exactly that much is
 * decided. Anything but a decision (a time-out, a lost connection, a failure) ends the bench.
 */
export async function benchCrowd(dataDir: string): Promise<Line[]> {
  return withServer(dataDir, { agents, contactsEach: 1 }, async (server) => {
    const { url, world } = server
    const lanes = world.agents.map(() => new HttpLane(url))
    const sides = await alternate(
      agents,
      (i) => decideByHttp(lanes[i]!, server, i, 'refund', [world.agents[i]!.crowdedId]).then(expectDecided),
      (i) => decideByHttp(lanes[i]!, server, i, 'refund').then(expectDecided),
      roundMs,
    )
    const answers = await Promise.all(
      lanes.map((lane, i) => decideByHttp(lane, server, i, 'goodwill_credit', [world.agents[i]!.crowdedId])),
    )
    for (const lane of lanes) lane.close()
    const decided = answers.filter(({ outcome }) => outcome === 'decided').length
    const beyond = answers.filter(({ outcome }) => outcome === 'beyond').length
    if (decided !== crowdedCustomers * creditMinor || decided + beyond !== agents)
      throw new Error(
        `${decided} decided and ${beyond} beyond, of a limit of ${creditMinor} for each customer`,
      )
    await expectNothingOverspent(server)
    return tellRounds(
      `decisions a second, ${agents} agents for ${crowdedCustomers} customers, nothing overspent`,
      'the same agents for customers of their own',
      sides,
    )
  })
}

/** Counters say what the decisions add up to. */
async function expectNothingOverspent({ ownerUrl }: BenchServer): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ subject_id: string }>(
    `select b.subject_id from budget b
     left join lateral (select coalesce(sum(d.amount_minor), 0) as minor from decision d
       where d.client_id = b.client_id and d.power = b.power and d.currency = b.measure
         and case b.scope when 'customer' then d.customer_id else d.agent_id end = b.subject_id) made on true
     where b.used <> made.minor`,
  )
  await client.end()
  if (rows.length > 0) throw new Error(`${rows.length} counters are not what was decided`)
}
