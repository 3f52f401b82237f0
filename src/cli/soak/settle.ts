import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Breaches } from './breaches.ts'
import { call, makeAgent } from './call.ts'
import type { Crowd } from './crowd.ts'
import type { SoakDatabase } from './database.ts'
import type { Fleet } from './fleet.ts'
import type { SoakClient } from './world.ts'

const readyMs = 90_000
const eventMs = 20_000
const drainMs = 180_000

/**
 * After the storm: one more crash of PostgreSQL that all servers must live through, the crowd goes home, all
 * servers but one are stopped as an operator does it, and the one that is left, a survivor, must hear events,
 * run the jobs of all, and bring everything to rest.
 */
export async function settle(
  parts: {
    database: SoakDatabase
    fleet: Fleet
    crowd: Crowd
    breaches: Breaches
    clients: SoakClient[]
    signal: AbortSignal
  },
  survivor: number,
  say: (sentence: string) => void,
): Promise<void> {
  const { database, fleet, crowd, breaches, clients, signal } = parts
  const ready = async () => {
    if (!(await fleet.allReady(readyMs))) breaches.add('all servers come back', 'after the storm')
  }
  say('The storm is over: one more crash of PostgreSQL, for all servers to live through.')
  await ready()
  await database.killPostmaster(700)
  await ready()
  const before = crowd.decided()
  await sleep(1500, null, { signal })
  if (crowd.decided() === before) breaches.add('decisions are made again after a fault', 'the last one')
  await crowd.stop()
  say('The clients went home. Stopping all servers but one…')
  for (const slot of fleet.ports.keys()) if (slot !== survivor) await fleet.stop(slot)
  await hearEvent(fleet.ports[survivor]!, clients[0]!, breaches)
  say('One server is left.')
  fleet.tell('freeze')
  say('Waiting until every job is done and every entry has its place…')
  await drain(database, breaches, signal)
  await fleet.stop(survivor)
}

/** The survivor's own connection for events must have come back: what happens there is heard there. */
async function hearEvent(port: number, client: SoakClient, breaches: Breaches): Promise<void> {
  const [{ cookie, contactIds }] = client.agents as [SoakClient['agents'][number]]
  let heard = ''
  const stream = request(
    { host: '127.0.0.1', port, path: '/api/v1/events', headers: { cookie } },
    (answer) => {
      answer.on('data', (chunk: Buffer) => (heard += chunk.toString()))
      answer.on('error', () => undefined)
    },
  )
  stream.on('error', () => undefined)
  stream.end()
  const agent = makeAgent()
  for (
    const from = Date.now();
    Date.now() - from < eventMs && !heard.includes(contactIds[0]!);
    await sleep(200)
  )
    await call(
      port,
      agent,
      {
        method: 'POST',
        path: `/contacts/${contactIds[0]}/support-requests`,
        cookie,
        body: { kind: 'obstacle', reason: 'does anybody hear?' },
      },
      null,
    )
  if (!heard.includes(contactIds[0]!)) breaches.add('live events come back by themselves', heard.slice(-300))
  stream.destroy()
  agent.destroy()
}

/** Until nothing is waiting any more, seen twice. Time is moved for what waits for it. */
async function drain(database: SoakDatabase, breaches: Breaches, signal: AbortSignal): Promise<void> {
  let quiet = 0
  let waiting: Record<string, number> = {}
  for (
    const from = Date.now();
    Date.now() - from < drainMs && quiet < 2;
    await sleep(1100, null, { signal })
  ) {
    // What was taken by a server that died, and what is to be tried again later: as if minutes had passed.
    await database.query(
      `update graphile_worker._private_jobs set
         run_at = least(run_at, now()),
         locked_at = case when locked_at < now() - interval '5 seconds' then locked_at - interval '5 minutes' end,
         locked_by = case when locked_at < now() - interval '5 seconds' then locked_by end
       where run_at > now() or locked_at < now() - interval '5 seconds'`,
    )
    ;[waiting = {}] = await database.query<Record<string, number>>(
      `select
         (select count(*) from graphile_worker._private_jobs) as jobs,
         (select count(*) from fulfilment where state <> 'done') as fulfilments,
         (select count(*) from mail where state not in ('kept', 'sent')) as mails,
         (select count(*) from ledger_entry e where not exists (
            select 1 from ledger_position p where p.client_id = e.client_id and p.entry_id = e.id)) as entries`,
    )
    quiet = Object.values(waiting).every((count) => Number(count) === 0) ? quiet + 1 : 0
  }
  if (quiet < 2) breaches.add('every job is done and every entry placed', JSON.stringify(waiting))
}
