import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { splitPast } from '../../../src/core/backtest/after.ts'
import { decodeHistory } from '../../../src/core/backtest/file.ts'
import { factsAt, recordedAt } from '../../../src/core/backtest/history.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { answerSupport } from '../../../src/server/support/answer.ts'
import { askSupport } from '../../../src/server/support/ask.ts'
import { type Running, startLittleServer } from '../running.ts'
import { type LittleClient, makeContact } from '../world.ts'

/** The file of a client's past: what is in it, who gets it, until when it holds, and its cases. */
let running: Running
let alpha: LittleClient
let elsewhere: string
const publicUrl = 'http://x.example'
beforeAll(async () => {
  running = await startLittleServer()
  alpha = running.world.alpha
  // beta's manager comes to serve alpha too, with a team that was never asked anything
  const { rows } = await running.base.owner.query(
    `insert into team (client_id, site_id, name, languages) values ($1, $2, 'Elsewhere', '{it}') returning id`,
    [alpha.id, running.world.beta.siteId],
  )
  elsewhere = rows[0].id
})
afterAll(() => running.close())

const eur = (minor: number) => ({ power: 'refund' as const, amount: { minor, currency: 'EUR' }, days: null })

async function decide(minor: number, customer = 0): Promise<void> {
  running.base.clock.now = new Date(running.base.clock.now.getTime() + 1000)
  const contactId = await makeContact(running.base, alpha, { customer })
  await running.base.db.work([alpha.id], (work) =>
    decideForCustomer(work, alpha.agent, {
      ...{ contactId, request: eur(minor), reason: 'Charged twice', publicUrl },
      idempotencyKey: `key-${contactId}`,
    }),
  )
}

async function get(actor: Actor, headers: Record<string, string> = {}) {
  const cookie = await running.cookieOf(actor)
  return fetch(`${running.url}/api/v1/backtest/history?clientId=${alpha.id}`, {
    headers: { cookie, ...headers },
  })
}

async function pastOf(actor: Actor) {
  const answer = await get(actor)
  expect(answer.status).toBe(200)
  const file = new Uint8Array(await answer.arrayBuffer())
  const { history, after } = splitPast(file)
  return {
    history: decodeHistory(history),
    after,
    file,
    tag: answer.headers.get('etag')!.replaceAll('"', ''),
  }
}

test('asks come in order of time, with how they ended, what was known then, and nobody’s name', async () => {
  await decide(2000)
  running.base.clock.now = new Date(running.base.clock.now.getTime() + 1000)
  const contactId = await makeContact(running.base, alpha, { customer: 1 })
  const declined = await running.base.db.work([alpha.id], (work) =>
    askSupport(work, alpha.agent, contactId, { kind: 'lift', ...eur(9000), reason: 'A long wait' }),
  )
  await running.base.db.work([alpha.id], (work) =>
    answerSupport(work, alpha.coach, {
      ...{ requestId: declined, publicUrl },
      answer: { answer: 'declined', reason: 'Too much' },
    }),
  )
  const { history, file } = await pastOf(alpha.manager)
  expect(history.rows).toBe(2)
  expect([0, 1].map((row) => recordedAt(history, row))).toEqual(['mandate', 'declined'])
  expect(factsAt(history, 1)).toMatchObject({ touchpoint: 'billing', channel: 'web', language: 'it' })
  const text = Buffer.from(file).toString('latin1')
  for (const word of [alpha.agent.personId, alpha.customers[0]!, 'Giulia', contactId])
    expect(text).not.toContain(word)
  const { rows } = await running.base.owner.query(
    'select rule, reached, known from support_request where id = $1',
    [declined],
  )
  expect(rows[0]).toMatchObject({ rule: 'refund.decision', reached: false, known: { touchpoint: 'billing' } })
})

test('what is learnt of a customer later does not change what was known then', async () => {
  await running.base.owner.query(
    `update customer set value_minor = 99900, value_currency = 'EUR', since = '2001-01-01' where id = $1`,
    [alpha.customers[0]],
  )
  await decide(1000)
  const { history } = await pastOf(alpha.manager)
  expect(factsAt(history, 0).customer_value).toBeUndefined()
  expect(factsAt(history, 2).customer_value).toEqual({ EUR: 99_900 })
  expect(factsAt(history, 2).refunds_12_months).toBe(1)
})

test('it is packed where the reader can unpack, and the same until an ask comes', async () => {
  const first = await get(alpha.manager, { 'accept-encoding': 'identity' })
  const tag = first.headers.get('etag')!
  expect(first.headers.get('content-encoding')).toBeNull()
  const plain = Buffer.from(await first.arrayBuffer())
  const { request } = await import('node:http')
  const packed = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
    running.cookieOf(alpha.manager).then((cookie) => {
      const asked = request(
        `${running.url}/api/v1/backtest/history?clientId=${alpha.id}`,
        { headers: { cookie, 'accept-encoding': 'gzip' } },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part) => parts.push(part))
          answer.on('end', () =>
            resolve({ encoding: answer.headers['content-encoding'], body: Buffer.concat(parts) }),
          )
        },
      )
      asked.on('error', reject).end()
    }, reject)
  })
  expect(packed.encoding).toBe('gzip')
  expect(gunzipSync(packed.body).equals(plain)).toBe(true)
  expect((await get(alpha.manager, { 'if-none-match': tag })).status).toBe(304)
  await decide(500)
  const later = await get(alpha.manager, { 'if-none-match': tag })
  expect(later.status).toBe(200)
  expect(later.headers.get('etag')).not.toBe(tag)
})

test('cases open for those who may read them, each with the way that is theirs', async () => {
  const open = (actor: Actor, tag: string, rows: number[]) =>
    running.call(actor, 'backtest.openCases', { body: { clientId: alpha.id, history: tag, rows } })
  const { tag } = await pastOf(alpha.manager)
  const mine = (await open(alpha.manager, tag, [1, 0])).body.items as Record<string, unknown>[]
  expect(mine.map(({ row, reason }) => [row, reason])).toEqual([
    [1, 'A long wait'],
    [0, 'Charged twice'],
  ])
  expect(mine.every(({ contactId }) => typeof contactId === 'string')).toBe(true)
  // the representative reads decisions, not contacts, and not what agents wrote to their coach
  const theirs = await pastOf(alpha.representative)
  const seen = (await open(alpha.representative, theirs.tag, [0, 1])).body.items as Record<string, unknown>[]
  expect(seen.map(({ contactId }) => contactId)).toEqual([null, null])
  expect(typeof seen[0]!.decisionId).toBe('string')
  expect(seen[1]).toMatchObject({ decisionId: null, reason: null })
  // a file of other teams, of another day, or of nobody
  expect((await open(alpha.representative, tag, [0])).body.code).toBe('history_outdated')
  expect((await open(alpha.manager, tag, [9999])).body.code).toBe('not_found')
})

test('another client’s past is not there, and agents have no past to try', async () => {
  expect((await get(running.world.beta.representative)).status).toBe(404)
  expect((await get(alpha.agent)).status).toBe(403)
  const { history } = await pastOf(running.world.administrator)
  expect(history.rows).toBe(4)
})

test('a manager’s past is that of the teams at their sites', async () => {
  const { history } = await pastOf(running.world.beta.manager)
  expect(history.rows).toBe(0)
  expect(history.teams.map(({ id }) => id)).toEqual([elsewhere])
})
