import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromBase64 } from '../../../src/core/ledger/bytes.ts'
import { verifyConsistency } from '../../../src/core/ledger/merkle.ts'
import { type Receipt, verifyReceipt } from '../../../src/core/ledger/receipt.ts'
import { makeContactLink } from '../../../src/server/contact/link.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { sha256Bytes, verifier } from '../../../src/server/ledger/crypto.ts'
import { type Running, startLittleServer } from '../running.ts'
import { type LittleClient, makeContact } from '../world.ts'

let running: Running
beforeAll(async () => {
  running = await startLittleServer()
})
afterAll(() => running.close())

async function decide(client: LittleClient) {
  const contactId = await makeContact(running.base, client)
  return running.base.db.work([client.id], async (work) => {
    const outcome = await decideForCustomer(work, client.agent, {
      ...{ contactId, reason: 'un errore nostro', idempotencyKey: randomUUID(), publicUrl: running.url },
      request: { power: 'refund', amount: { minor: 500, currency: 'EUR' }, days: null },
    })
    const link = await makeContactLink(work, { clientId: client.id, contactId, slug: client.slug })
    return { decisionId: outcome.outcome === 'decided' ? outcome.decision.id : '', link }
  })
}

test('a decision’s agent and its customer have the same receipt, once it is sealed, and nobody else’s', async () => {
  const { alpha, beta } = running.world
  const { decisionId, link } = await decide(alpha)
  const other = await decide(alpha)
  const customer = (path: string) => fetch(`${running.url}${path}`)
  expect((await running.call(alpha.agent, 'decision.receipt', { params: { decisionId } })).status).toBe(404)
  expect(await (await customer(link)).text()).not.toContain('/receipt/')

  await running.server.sweep()
  const asAgent = await running.call(alpha.agent, 'decision.receipt', { params: { decisionId } })
  expect(asAgent.status).toBe(200)
  const page = await (await customer(link)).text()
  const href = new RegExp(`href="(${link}/receipt/${decisionId}\\.json)" download`).exec(page)![1]!
  const download = await customer(href)
  expect(download.headers.get('content-type')).toContain('application/json')
  expect(download.headers.get('content-disposition')).toContain('attachment')
  const text = await download.text()
  expect(JSON.parse(text)).toEqual(asAgent.body)

  const report = verifyReceipt(verifier, text)
  expect(report).toMatchObject({
    fault: null,
    entry: {
      actor: alpha.agent.personId,
      facts: { decision: decisionId, amount_minor: 500, currency: 'EUR' },
    },
  })
  // Nothing of what the agent did elsewhere, of the limits, or of the words.
  expect(Object.keys(report.entry!.facts)).not.toContain('checks')
  expect(text).not.toMatch(/errore|stretch|used/)

  for (const path of [
    `${link}/receipt/${other.decisionId}.json`,
    `${link}/receipt/${decisionId}`,
    href.replace('/c/alpha/', '/c/beta/'),
    href.replace(link, other.link),
  ])
    expect((await customer(path)).status, path).toBe(404)
  for (const actor of [alpha.agent2, beta.representative, beta.agent])
    expect((await running.call(actor, 'decision.receipt', { params: { decisionId } })).status).toBe(404)
  for (const actor of [alpha.coach, alpha.manager, alpha.representative])
    expect((await running.call(actor, 'decision.receipt', { params: { decisionId } })).status).toBe(200)
})

test('a receipt with anything altered proves nothing', async () => {
  const { decisionId } = await decide(running.world.alpha)
  await running.server.sweep()
  const { body } = await running.call(running.world.alpha.agent, 'decision.receipt', {
    params: { decisionId },
  })
  const receipt = body as unknown as Receipt
  const faultOf = (change: Partial<Receipt>) =>
    verifyReceipt(verifier, JSON.stringify({ ...receipt, ...change })).fault
  expect(faultOf({})).toBeNull()
  expect(faultOf({ entry: receipt.entry.replace('"amount_minor":500', '"amount_minor":501') })).toBe(
    'inclusion',
  )
  expect(faultOf({ entry: receipt.entry.replace('decision.made', 'decision.mode') })).toBe('entry')
  expect(faultOf({ decision: randomUUID() })).toBe('entry')
  expect(faultOf({ client: randomUUID() })).toBe('entry')
  expect(faultOf({ index: receipt.index - 1 })).toBe('inclusion')
  expect(faultOf({ proof: receipt.proof.slice(1) })).toBe('inclusion')
  expect(faultOf({ proof: ['AAAA', ...receipt.proof.slice(1)] })).toBe('inclusion')
  expect(faultOf({ size: receipt.size + 1 })).toBe('signature')
  expect(faultOf({ checkpoint: receipt.checkpoint.replace('\n\n', '\n\n\n') })).toBe('signature')
  expect(faultOf({ key: receipt.key.slice(0, -4) })).toBe('signature')
  expect(faultOf({ format: 'another' as never })).toBe('receipt')
})

test('checkpoints, proofs and keys are there for who reads the ledger', async () => {
  const { alpha, manager } = { alpha: running.world.alpha, manager: running.world.alpha.manager }
  const params = { clientId: alpha.id }
  const newest = await running.call(manager, 'checkpoint.show', { params })
  const size = String(newest.body.size)
  const found = await running.call(manager, 'checkpoint.find', { params: { ...params, size } })
  expect(found.body).toEqual(newest.body)
  await decide(alpha)
  await running.server.sweep()
  const { body } = await running.call(manager, 'checkpoint.prove', { params, query: { from: size } })
  const { from, to, proof } = body as unknown as {
    [name in 'from' | 'to']: { size: number; root: string }
  } & { proof: string[] }
  expect(from.size).toBeLessThan(to.size)
  const holds = verifyConsistency(sha256Bytes, {
    ...{ older: from.size, newer: to.size, proof: proof.map((hash) => fromBase64(hash)!) },
    ...{ olderRoot: fromBase64(from.root)!, newerRoot: fromBase64(to.root)! },
  })
  expect(holds).toBe(true)
  const keys = await running.call(manager, 'key.list', { params })
  expect(keys.body.items).toMatchObject([{ from: 0, key: expect.stringContaining(`/ledger/${alpha.id}+`) }])
  const entries = await running.call(manager, 'entry.list', { params })
  const [{ id }] = entries.body.items as [{ id: string }]
  const proved = await running.call(manager, 'entry.prove', { params: { ...params, entryId: id } })
  expect(proved.body).toMatchObject({ index: to.size - 1, checkpoint: { size: to.size } })
  const backwards = { from: String(to.size), to: String(from.size) }
  for (const query of [{ from: '999' }, backwards])
    expect((await running.call(manager, 'checkpoint.prove', { params, query })).status).toBe(404)
})
