import { parseArgs } from 'node:util'
import { runSoak, type SoakOptions, type SoakReport } from './soak/run.ts'

/**
 * `npm run soak [-- --cycles N --seconds N --seed S --json --clients N --keep]`: budgets hold
 * whatever runs at once or crashes (law 7). Exit 1 on any breach, 2 on a wrong option, 130 when it was stopped.
 */
const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
  process.on(signal, () => stopped.abort())
process.channel?.unref()

const { options, json } = readOptions()
// Progress goes to stderr, so that stdout is the report alone.
const say = (sentence: string) => console.error(sentence)
try {
  const report = await runSoak(options, stopped.signal, say)
  console.log(json ? JSON.stringify(report, null, 2) : present(report))
  process.exit(report.breaches.length > 0 ? 1 : 0)
} catch (error) {
  if (!stopped.signal.aborted) throw error
  console.error('Stopped; everything it started has ended.')
  process.exit(130)
}

function readOptions(): { options: SoakOptions; json: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        cycles: { type: 'string', default: '200' },
        seconds: { type: 'string', default: '1800' },
        seed: { type: 'string', default: '1' },
        clients: { type: 'string', default: '6' },
        keep: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const whole = (name: 'cycles' | 'seconds' | 'seed' | 'clients', least: number, most: number) => {
      const value = Number(values[name])
      if (Number.isInteger(value) && value >= least && value <= most) return value
      throw new Error(`--${name} takes a whole number from ${least} to ${most}.`)
    }
    return {
      json: values.json,
      options: {
        cycles: whole('cycles', 1, 100_000),
        seconds: whole('seconds', 1, 86_400),
        seed: whole('seed', 0, 2 ** 31),
        clients: whole('clients', 1, 32),
        keep: values.keep,
      },
    }
  } catch (error) {
    console.error((error as Error).message)
    process.exit(2)
  }
}

function present({ options, seconds, toll, found, breaches }: SoakReport): string {
  const { decisions, tally } = found
  const count = (value: number) => value.toLocaleString('en')
  const short = toll.cycles < options.cycles ? ` (of ${options.cycles}: the time was up)` : ''
  return [
    `${toll.cycles} crash cycles${short} in ${Math.round(seconds)} s, seed ${options.seed}, 2 servers, ${options.clients} client processes`,
    `kill -9: ${toll.servers} of a server, ${toll.postmasters} of PostgreSQL's first process, ${toll.backends} of a backend; ${toll.connections} connections cut; ${toll.failedStarts} starts without a database`,
    `decisions again after ${toll.recoveryMs.median} ms (median), ${toll.recoveryMs.worst} ms (worst)`,
    `requests: ${count(tally.sent)} sent, ${count(tally.broken)} broken off, ${count(tally.lost)} lost otherwise, ${count(tally.doubled)} sent twice at once, ${count(tally.repeated)} asked again later`,
    `decisions: ${count(found.acknowledged)} acknowledged to who asked; in the database ${count(decisions.mandate)} on the mandate, ${count(decisions.stretch)} by silence within the stretch, ${count(decisions.lift)} by a grant; ${count(found.beyond)} times a limit stood in the way`,
    `checked: ${count(found.counters)} counters, ${count(found.entries)} ledger entries, ${count(found.supportRequests)} support requests, ${count(found.deliveries)} deliveries`,
    ...breaches.flatMap(({ promise, times, examples }) => [
      `BREACH: ${promise} (${times} times)`,
      ...examples.map((example) => `  ${example}`),
    ]),
    breaches.length === 0 ? '0 breaches' : `${breaches.length} promises broken`,
  ].join('\n')
}
