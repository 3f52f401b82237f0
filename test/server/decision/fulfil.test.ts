import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { fulfilJob } from '../../../src/server/decision/fulfil.ts'
import { changeSecret } from '../../../src/server/organisation/change-client.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { freePort } from '../running.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
let receiver: Server
const secret = `whsec_${randomBytes(32).toString('base64')}`
const received: { headers: Record<string, string>; body: string }[] = []
let status = 200
let answer = ''

beforeAll(async () => {
  base = await makeDatabase()
  base.clock.now = new Date()
  world = await makeWorld(base)
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(status).end(answer)
    })
  })
  const port = await freePort()
  await new Promise<void>((resolve) => receiver.listen(port, '127.0.0.1', resolve))
  await base.owner.query('update client set fulfilment_url = $1, fulfilment_secret = $2 where id = $3', [
    `http://127.0.0.1:${port}/decisions`,
    secret,
    world.alpha.id,
  ])
})
afterAll(async () => {
  receiver.close()
  await base.close()
})

const job = (payload: unknown) =>
  fulfilJob({ db: base.db, clock: () => base.clock.now } as Parameters<typeof fulfilJob>[0])(payload, 1)
const state = async (decisionId: string) =>
  (
    await base.owner.query('select state, attempts, last_error from fulfilment where decision_id = $1', [
      decisionId,
    ])
  ).rows[0]

async function decide(client: LittleWorld['alpha']): Promise<string> {
  const contactId = await makeContact(base, client)
  const outcome = await base.db.work([client.id], (work) =>
    decideForCustomer(work, client.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 1250, currency: 'EUR' }, days: null },
      reason: 'addebito doppio',
      idempotencyKey: randomBytes(12).toString('hex'),
      publicUrl: 'http://localhost',
    }),
  )
  return outcome.outcome === 'decided' ? outcome.decision.id : ''
}

test("the client's system gets a signed message whose id is the decision's, once however often the job runs", async () => {
  const decisionId = await decide(world.alpha)
  await job({ clientId: world.alpha.id, decisionId })
  await job({ clientId: world.alpha.id, decisionId })
  expect(received).toHaveLength(1)
  const { headers, body } = received[0]!
  expect(headers['webhook-id']).toBe(decisionId)
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({
    type: 'decision.made',
    data: { decision: decisionId, power: 'refund', amount: { minor: 1250, currency: 'EUR' } },
  })
  expect(() => new Webhook(secret).verify(body.replace('1250', '9999'), headers)).toThrow()
  expect(body).not.toMatch(/Giulia|addebito/)
  expect(await state(decisionId)).toEqual({ state: 'done', attempts: 1, last_error: null })
})

test('a receiver that fails is tried again, and what went wrong is kept', async () => {
  status = 503
  const decisionId = await decide(world.alpha)
  await expect(job({ clientId: world.alpha.id, decisionId })).rejects.toThrow('status 503')
  expect(await state(decisionId)).toEqual({ state: 'failing', attempts: 1, last_error: 'status 503' })
  status = 200
  await job({ clientId: world.alpha.id, decisionId })
  expect(await state(decisionId)).toEqual({ state: 'done', attempts: 2, last_error: null })
})

test('422 with a reason is the last word: a refusal, recorded, not tried again', async () => {
  const decisionId = await decide(world.alpha)
  status = 422
  for (const unread of ['', 'no', '{"reason":""}', '{"title":"no"}']) {
    answer = unread
    await expect(job({ clientId: world.alpha.id, decisionId })).rejects.toThrow('status 422')
  }
  answer = JSON.stringify({ type: 'about:blank', title: 'No', reason: 'il conto è chiuso' })
  await job({ clientId: world.alpha.id, decisionId })
  expect(await state(decisionId)).toMatchObject({ state: 'refused', attempts: 5 })
  const sent = received.length
  await job({ clientId: world.alpha.id, decisionId })
  expect(received).toHaveLength(sent)
  const { rows } = await base.owner.query(
    `select r.reason, r.person_id, s.level, s.state from fulfilment_refusal r
     join support_request s on s.id = r.support_request_id where r.decision_id = $1`,
    [decisionId],
  )
  expect(rows).toEqual([{ reason: 'il conto è chiuso', person_id: null, level: 'manager', state: 'open' }])
  status = 200
  answer = ''
})

test('for a day after a change of the secret both sign; then the new one alone', async () => {
  await base.db.work([world.alpha.id], (work) => changeSecret(work, world.alpha.id))
  const { rows } = await base.owner.query('select fulfilment_secret from client where id = $1', [
    world.alpha.id,
  ])
  const fresh = new Webhook(rows[0].fulfilment_secret)
  const send = async () => {
    const decisionId = await decide(world.alpha)
    await job({ clientId: world.alpha.id, decisionId })
    const { body, headers } = received.at(-1)!
    const at = new Date(Number(headers['webhook-timestamp']) * 1000)
    const signatures = headers['webhook-signature']!.split(' ')
    return [fresh, new Webhook(secret)].map((one) => signatures.includes(one.sign(decisionId, at, body)))
  }
  expect(await send()).toEqual([true, true])
  base.clock.now = new Date(base.clock.now.getTime() + 24 * 3_600_000 + 1)
  expect(await send()).toEqual([true, false])
})

test('without an address it waits', async () => {
  const decisionId = await decide(world.beta)
  await job({ clientId: world.beta.id, decisionId })
  expect(await state(decisionId)).toEqual({ state: 'queued', attempts: 0, last_error: null })
})
