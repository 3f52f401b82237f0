import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from '../server/build.ts'
import { benchDecisions } from './bench/decisions.ts'
import { benchLedger } from './bench/ledger.ts'
import { benchStart } from './bench/start.ts'

/**
 * `npm run bench [-- --json]`: what it costs, as ratios within one run, so that a figure means the same on any
 * machine. Each line: ours, what it is compared with, the ratio (or the plain figure where nothing compares).
 */
export type Line = {
  what: string
  unit: string
  ours: number
  compared: { with: string; figure: number } | null
  /** ours / compared */
  ratio: number | null
}

const json = process.argv.includes('--json')
const say = (sentence: string) => {
  if (!json) console.error(sentence)
}

const folder = mkdtempSync(join(tmpdir(), 'cartabianca-bench-'))
const lines: Line[] = []
try {
  await buildWeb(say)
  say('Starting twice on a fresh folder…')
  lines.push(...(await benchStart(join(folder, 'data'))))
  say('Deciding…')
  lines.push(...(await benchDecisions(join(folder, 'decisions'))))
  say('Verifying and sealing a ledger…')
  lines.push(...(await benchLedger(join(folder, 'ledger'))))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (json) console.log(JSON.stringify({ at: new Date().toISOString(), node: process.version, lines }, null, 2))
else for (const line of lines) console.log(present(line))

function present({ what, unit, ours, compared, ratio }: Line): string {
  const figure = (value: number) => `${value.toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}`
  if (!compared || ratio === null) return `${what}: ${figure(ours)}`
  return `${what}: ${figure(ours)} | ${compared.with}: ${figure(compared.figure)} | ratio ${ratio.toFixed(3)}`
}
