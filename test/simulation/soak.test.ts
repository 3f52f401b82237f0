import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { SoakReport } from '../../src/cli/soak/run.ts'

/** The short form of `npm run soak` (docs/soak.md): the same proof, in less than a minute. */
const entry = join(import.meta.dirname, '..', '..', 'src', 'cli', 'soak.ts')
const place = mkdtempSync(join(tmpdir(), 'cartabianca-soak-test-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

test('budgets hold while servers and PostgreSQL are killed', async () => {
  const { code, report, said } = await soak([
    '--cycles',
    '8',
    '--seconds',
    '16',
    '--clients',
    '3',
    '--seed',
    '3',
  ])
  expect(report?.breaches, said).toEqual([])
  expect(code, said).toBe(0)
  // on a machine that is busy with something else, the time is up before
  expect(report!.toll.cycles).toBeGreaterThanOrEqual(2)
  expect(report!.found.acknowledged).toBeGreaterThan(20)
  expect(readdirSync(place), 'it leaves nothing').toEqual([])
}, 300_000)

/** The channel is closed when this process dies: then the run ends, and all that it started. */
function soak(args: string[]): Promise<{ code: number | null; report: SoakReport | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, '--json', ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, TMPDIR: place },
    })
    let [out, said] = ['', '']
    child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, report: out ? (JSON.parse(out) as SoakReport) : null, said: said.slice(-6000) }),
    )
  })
}
