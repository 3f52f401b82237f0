import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { splitPast } from '../../../src/core/backtest/after.ts'
import { ruleOf, verdictOf } from '../../../src/core/backtest/ending.ts'
import { decodeHistory } from '../../../src/core/backtest/file.ts'
import type { History } from '../../../src/core/backtest/history.ts'
import { replayRecorded } from '../../../src/core/backtest/plain.ts'
import type { Check, ConditionCheck } from '../../../src/core/mandate/evaluate.ts'
import { idLength, type Past, readIdBytes, readPast } from '../../../src/server/backtest/past.ts'
import { listPastMandates } from '../../../src/server/backtest/store.ts'
import { demoTemplate } from '../../e2e/demo.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'

/** Replaying a client's real past against the mandates of then gives every verdict as it was recorded. */
let base: TestDatabase
let clients: { id: string; slug: string }[]
beforeAll(async () => {
  base = await makeDatabase(await demoTemplate(inject('templateUrl')))
  clients = (await base.owner.query('select id, slug from client order by slug')).rows
}, 120_000)
afterAll(() => base.close())

test.each(['nummo', 'albamare'])('%s: every verdict as it was recorded', async (slug) => {
  const { id } = clients.find((client) => client.slug === slug)!
  const { past, endings, history } = await replayPast(id)
  const told = await readVerdicts(id)
  expect(history.rows).toBeGreaterThan(100)
  expect(past.rows).toBe(told.size)
  const found: Record<string, number> = {}
  const wrong: string[] = []
  for (let row = 0; row < history.rows; row++) {
    const { kind, id: ask } = readIdBytes(past.ids.subarray(row * idLength))
    const ending = endings.endings[row]!
    const said = `${verdictOf(ending)} ${endings.rules[ruleOf(ending)]?.id ?? ''}`.trim()
    const expected = told.get(`${kind} ${ask}`)!
    if (said !== expected) wrong.push(`${kind} ${ask}: ${said}, recorded ${expected}`)
    found[said.split(' ')[0]!] = (found[said.split(' ')[0]!] ?? 0) + 1
  }
  expect(wrong).toEqual([])
  expect(Object.keys(found).sort()).toEqual(expect.arrayContaining(['granted', 'lifted', 'stretched']))
})

test('a budget that is one request off is noticed', async () => {
  const { history, versions } = await replayPast(clients.find(({ slug }) => slug === 'nummo')!.id)
  const changed = { ...history, amount: history.amount.map((minor) => minor * 3) }
  const [before, after] = [replayRecorded(history, versions), replayRecorded(changed, versions)]
  expect(after.endings).not.toEqual(before.endings)
})

async function replayPast(clientId: string) {
  return base.db.work([clientId], async ({ tx }) => {
    const past: Past = await readPast(tx, clientId)
    const { history: bytes, after } = splitPast(past.file)
    const history: History = decodeHistory(bytes)
    expect(after.length).toBe(history.rows)
    const versions = new Map((await listPastMandates(tx, clientId)).map((one) => [one.id, one]))
    return { past, history, versions, endings: replayRecorded(history, versions) }
  })
}

/** What the rows themselves say of how they were weighed. */
async function readVerdicts(clientId: string): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  const decisions = await base.owner.query(
    'select id, basis, checks, conditions from decision where client_id = $1 and corrects is null',
    [clientId],
  )
  for (const { id, basis, checks, conditions } of decisions.rows) {
    const unmet = (conditions as ConditionCheck[]).find(({ holds }) => !holds)?.id
    const rule = unmet ?? (checks as Check[]).find(({ holds }) => !holds)?.limitId
    if (rule === undefined) told.set(`decision ${id}`, 'granted')
    else told.set(`decision ${id}`, basis === 'lift' ? 'lifted' : `stretched ${rule}`)
  }
  const requests = await base.owner.query(
    `select id, rule, reached from support_request where client_id = $1 and kind = 'lift' and state in ('open', 'declined')`,
    [clientId],
  )
  for (const { id, rule, reached } of requests.rows)
    told.set(`lift ${id}`, `${reached ? 'stretched' : 'beyond'} ${rule}`)
  return told
}
