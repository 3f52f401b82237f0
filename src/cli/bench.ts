import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from '../server/build.ts'
import { benchBacktest } from './bench/backtest.ts'
import { benchContacts } from './bench/contacts.ts'
import { benchCrowd } from './bench/crowd.ts'
import { benchDecisions } from './bench/decisions.ts'
import { benchEvaluate } from './bench/evaluate.ts'
import { benchLedger } from './bench/ledger.ts'
import { benchLive } from './bench/live.ts'
import { benchStart } from './bench/start.ts'

/**
 * `npm run bench [-- NAME… --json]`: what it costs, as ratios within one run, so that a figure means the same on
 * any machine. Each line: ours, what it is compared with, the ratio (or the plain figure where nothing compares).
 * Without names all run, one after the other; docs/bench.md says what each is to reach.
 */
export type Line = {
  what: string
  unit: string
  ours: number
  compared: { with: string; figure: number } | null
  /** ours / compared */
  ratio: number | null
}

type Bench = { name: string; says: string; run: (folder: string) => Promise<Line[]> }

/** `folder` does not exist yet, is the bench's own, and is removed afterwards. */
const benches: Bench[] = [
  { name: 'start', says: 'Starting twice on a fresh folder…', run: benchStart },
  { name: 'decisions', says: 'Deciding…', run: benchDecisions },
  { name: 'crowd', says: 'Five hundred decide for two customers…', run: benchCrowd },
  { name: 'contacts', says: 'Opening contacts…', run: benchContacts },
  { name: 'evaluate', says: 'Weighing requests, beside CEL…', run: benchEvaluate },
  { name: 'ledger', says: 'Verifying and sealing a ledger…', run: benchLedger },
  { name: 'live', says: 'Moving limits in a browser…', run: benchLive },
  { name: 'backtest', says: 'Trying a mandate on 10,000,000 past contacts…', run: benchBacktest },
]

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = asked.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  const names = benches.map((bench) => bench.name).join(', ')
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${names}.`)
  process.exit(1)
}

const json = process.argv.includes('--json')
const say = (sentence: string) => {
  if (!json) console.error(sentence)
}

const parent = mkdtempSync(join(tmpdir(), 'cartabianca-bench-'))
const lines: Line[] = []
try {
  await buildWeb(say)
  for (const bench of benches.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    say(bench.says)
    const found = await bench.run(join(parent, bench.name))
    if (!json) for (const line of found) console.log(present(line))
    lines.push(...found)
  }
} finally {
  rmSync(parent, { recursive: true, force: true })
}
if (json) console.log(JSON.stringify({ at: new Date().toISOString(), node: process.version, lines }, null, 2))

function present({ what, unit, ours, compared, ratio }: Line): string {
  const figure = (value: number) => `${value.toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}`
  if (!compared || ratio === null) return `${what}: ${figure(ours)}`
  return `${what}: ${figure(ours)} | ${compared.with}: ${figure(compared.figure)} | ratio ${ratio.toFixed(3)}`
}
