import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../../../test/browser.ts'
import { historyMedia, type PastCase } from '../../contract/backtest.ts'
import { joinPast } from '../../core/backtest/after.ts'
import { encodeHistory } from '../../core/backtest/file.ts'
import { makeSyntheticPast } from '../backtest/synthetic.ts'
import type { Line } from '../bench.ts'
import { flagsOfStart, freePort } from './start.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const rows = 1_000_000
const moves = 60
/** The first start loads the demo world; slower than this is broken. */
const patienceMs = 180_000

/**
 * The editor's live backtest in a real browser: a limit is moved by the arrow key, and timed from the key's event
 * to the frame in which the sentence says what the past comes to now. The past is made up, for the demo's teams.
 */
export async function benchLive(dataDir: string): Promise<Line[]> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [...flagsOfStart(), join(root, 'src/server/start.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DATABASE_URL: '', LOG_LEVEL: 'error' },
  })
  const browser = await launchBrowser()
  try {
    await isReady(url)
    const page = await browser.newPage({ baseURL: url, locale: 'en-GB', reducedMotion: 'reduce' })
    await openPanel(page)
    const took = await timeMoves(page)
    const sorted = took.toSorted((a, b) => a - b)
    const line = (what: string, ours: number): Line => ({
      ...{ what: `live editor, 1,000,000 asks, browser worker: ${what}`, unit: 'ms', ours },
      ...{ compared: { with: 'to reach', figure: 100 }, ratio: ours / 100 },
    })
    return [
      line('a move redrawn, median', sorted[Math.floor(moves / 2)]!),
      line('the slowest of 60 moves', sorted.at(-1)!),
    ]
  } finally {
    await browser.close()
    await new Promise((resolve) => {
      child.once('exit', resolve)
      child.kill('SIGTERM')
    })
  }
}

async function isReady(url: string): Promise<void> {
  const from = performance.now()
  while (
    !(await fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (performance.now() - from > patienceMs) throw new Error('the server did not become ready')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function openPanel(page: Page): Promise<void> {
  const read = async (path: string) => (await page.request.get(`/api/v1${path}`)).json()
  const { items } = await read('/demo-people')
  const { personId } = items.find(({ role }: { role: string }) => role === 'administrator')
  await page.request.post('/api/v1/demo-sessions', { data: { personId } })
  const mandates = (await read('/mandates')).items as { id: string; state: string; teams: { id: string }[] }[]
  const draft = mandates.find(({ state, teams }) => state === 'awaiting_client' && teams.length > 1)!
  const { history, after } = makeSyntheticPast(rows)
  const teams = history.teams.map((team, i) => ({ ...team, id: draft.teams[i % draft.teams.length]!.id }))
  const body = Buffer.from(joinPast(encodeHistory({ ...history, teams }), after))
  await page.route('**/api/v1/backtest/history*', (route) =>
    route.fulfill({ body, contentType: historyMedia, headers: { etag: `"${'0'.repeat(32)}"` } }),
  )
  // Nobody on the server knows these asks: without an answer the panel would load the past anew at each rest.
  await page.route('**/api/v1/backtest/cases', (route) => {
    const { rows } = route.request().postDataJSON() as { rows: number[] }
    return route.fulfill({ json: { items: rows.map((row) => caseAt(row, history.at[row]!)) } })
  })
  await page.goto(`/mandates/${draft.id}/backtest`)
  await page.locator('[aria-live] h2').waitFor({ timeout: 120_000 })
}

const caseAt = (row: number, at: number): PastCase => ({
  ...{
    row,
    at: new Date(at).toISOString(),
    subject: `Ask ${row}`,
    customerName: 'A customer',
    teamName: 'A team',
  },
  ...{ power: 'refund', amount: { minor: 1000, currency: 'EUR' }, days: null, reason: 'Made up' },
  ...{ contactId: null, decisionId: null },
})

/** A hand that moves, rests and moves again, so that what is looked at while it rests gets in the way too. */
async function timeMoves(page: Page): Promise<number[]> {
  await page.locator('input[type=range]').first().focus()
  await page.evaluate(watchRedraws)
  const took: number[] = []
  for (let move = 0; move < moves + 5; move++) {
    await page.keyboard.press(move % 20 < 10 ? 'ArrowRight' : 'ArrowLeft')
    const ms = await page.evaluate(() => (window as unknown as { redrawn: Promise<number> }).redrawn)
    // the first warm up
    if (move >= 5) took.push(ms)
    await new Promise((resolve) => setTimeout(resolve, (move % 6) * 60))
  }
  return took
}

/** In the page: each move's time from its event to the frame after the sentence changed. */
function watchRedraws(): void {
  const page = window as unknown as { redrawn: Promise<number> }
  const said = () => document.querySelector('[aria-live] h2')?.textContent
  document.addEventListener(
    'input',
    ({ timeStamp }) => {
      const before = said()
      page.redrawn = new Promise((resolve, reject) => {
        const tooLong = setTimeout(() => reject(new Error('a move changed nothing that is said')), 20_000)
        const observer = new MutationObserver(() => {
          if (said() === before) return
          observer.disconnect()
          clearTimeout(tooLong)
          // after the frame that shows it
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)))
        })
        observer.observe(document.body, { subtree: true, characterData: true, childList: true })
      })
    },
    true,
  )
}
