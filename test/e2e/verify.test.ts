import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportLedger } from '../../src/server/ledger/export.ts'
import { makeReceipt } from '../../src/server/ledger/receipt.ts'
import { document } from '../core/ledger/sample-export.ts'
import { assertionOf, phone, sample } from '../core/ledger/sample-signed.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

/** Anybody checks an export or a receipt in their own browser, and the browser sends nothing. */
const folder = mkdtempSync(join(tmpdir(), 'cartabianca-verify-'))
let stage: Stage
let visitors: Visitors
let client: string
let file: string

beforeAll(async () => {
  stage = await startDemoServer()
  visitors = await openVisitors(stage)
  await stage.server.sweep()
  const { rows } = await stage.base.owner.query(`select id from client where slug = 'nummo'`)
  client = rows[0].id
  file = ''
  const { lines } = (await exportLedger(stage.base.db, client))!
  for await (const line of lines) file += line
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
  rmSync(folder, { recursive: true })
})

function put(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
async function choose(page: Page, ...paths: string[]) {
  await page.locator('input[type=file]').setInputFiles(paths)
}

test('an export is whole, in four languages, and nothing leaves the page', async () => {
  const page = await visitors.visit({ language: 'en', width: 360, height: 740 })
  const answer = await page.goto('/verify')
  expect(answer!.headers()['content-security-policy']).toContain("connect-src 'none'")
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
  const path = put('nummo.jsonl', file)
  for (const language of ['en', 'it', 'fr', 'ar'] as const) {
    const texts = textsOf(language)
    await page.locator(`nav button[lang=${language}]`).click()
    await page.getByRole('heading', { level: 1, name: texts.t('verify.sentence') }).waitFor()
    await choose(page, path)
    await page
      .getByRole('status')
      .getByText(texts.like('verify.whole', { count: 20_000 }))
      .waitFor()
    await page.getByText(texts.t('verify.without_kept')).waitFor()
  }
  // the worker, scripts, faces and texts: files of the page, named by their content, and nothing said with them
  expect(asked.length).toBeGreaterThan(4)
  expect(asked.filter((one) => !/^GET http:\/\/[^/]+\/assets\/[\w-]+\.(js|css|woff2)$/.test(one))).toEqual([])
  const attempt = await page.evaluate(() =>
    fetch('/api/v1/session').then(
      () => 'sent',
      () => 'refused',
    ),
  )
  expect(attempt).toBe('refused')
  // that attempt, and nothing before it
  expect(visitors.troubles.filter((trouble) => !/api\/v1\/session|connect-src/.test(trouble))).toEqual([])
  visitors.troubles.length = 0
})

test('what was changed is named; a kept checkpoint tells what the file alone can’t', async () => {
  const { t, like } = textsOf('en')
  const page = await visitors.visit({ language: 'en' })
  await page.goto('/verify')
  const lines = file.split('\n')
  const at = lines.findIndex((line) => line.includes('"amount_minor"'))
  const seq = JSON.parse(lines[at]!).seq as number
  await choose(
    page,
    put(
      'changed.jsonl',
      lines
        .with(
          at,
          lines[at]!.replace('"refund"', '"refunD"')
            .replace('"fee_waiver"', '"fee_waiveR"')
            .replace(/"amount_minor":(\d)/, '"amount_minor":1$1'),
        )
        .join('\n'),
    ),
  )
  await page.getByText(like('verify.fault_hash', { number: seq.toLocaleString('en-GB') })).waitFor()
  const note = JSON.parse(lines.findLast((line) => line.startsWith('{"checkpoint"'))!).checkpoint as string
  await choose(page, put('nummo.jsonl', file), put('kept.txt', note))
  await page.getByText(t('verify.with_kept')).waitFor()
  await choose(page, put('nummo.jsonl', file), put('kept.txt', note.replace(/\n(\d+)\n/, '\n9$1\n')))
  await page.getByText(like('verify.fault_held_ahead')).waitFor()
  await choose(page, put('photo.txt', 'hello'))
  await page.getByText(t('verify.nothing')).waitFor()
})

test('a passkey’s signature that does not hold: its entry, and which check it was, in four languages', async () => {
  const page = await visitors.visit({ width: 360, height: 740 })
  await page.goto('/verify')
  // nobody was there: user verification without user presence
  const assertion = assertionOf(phone, document, { flags: 4 })
  const path = put('signed.jsonl', sample({ assertion }).lines().join(''))
  for (const language of ['en', 'it', 'fr', 'ar'] as const) {
    const { t, like } = textsOf(language)
    await page.locator(`nav button[lang=${language}]`).click()
    await page.getByRole('heading', { level: 1, name: t('verify.sentence') }).waitFor()
    await choose(page, path)
    const number = new Intl.NumberFormat(language).format(2)
    await page.getByText(like('verify.fault_assertion', { number })).waitFor()
    await page.getByText(t('verify.why_presence')).waitFor()
  }
  expect(visitors.troubles).toEqual([])
})

test('an agent’s receipt verifies, and shows what was decided', async () => {
  const texts = textsOf('en')
  const agent = await visitors.visit({ language: 'en' })
  const { rows } = await stage.base.owner.query(
    `select d.id, p.email from decision d join decision_entry e on e.decision_id = d.id join person p on p.id = d.agent_id
     where d.client_id = $1 order by d.at desc, d.id limit 1`,
    [client],
  )
  const receipt = await stage.base.db.work([client], ({ tx }) => makeReceipt(tx, client, rows[0].id))
  await signInAs(agent, stage, 'representativeNummo', 'en')
  await agent.goto(`/decisions/${rows[0].id}`)
  const download = agent.waitForEvent('download')
  await agent.getByRole('link', { name: texts.t('decisions.receipt') }).click()
  const path = join(folder, 'receipt.json')
  await (await download).saveAs(path)

  const page = await visitors.visit({ language: 'en' })
  await page.goto('/verify')
  await choose(page, path)
  await page
    .getByText(texts.t('verify.receipt_whole', { number: (receipt!.index + 1).toLocaleString('en-GB') }))
    .waitFor()
  await choose(page, put('forged.json', JSON.stringify({ ...receipt, index: receipt!.index - 1 })))
  await page.getByText(texts.t('verify.receipt_fault_inclusion')).waitFor()
  expect(visitors.troubles).toEqual([])
})
