import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { readLedgerKeys } from '../../server/ledger/keys.ts'
import { type Fact, recordEntries } from '../../server/ledger/record.ts'
import { sealClient } from '../../server/ledger/seal.ts'
import { findLatestSeal } from '../../server/ledger/seal-store.ts'
import { sequenceEntries } from '../../server/ledger/sequence.ts'
import { type Database, openDatabase } from '../../server/platform/db.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { migrate } from '../../server/platform/migrate.ts'
import type { Line } from '../bench.ts'

const writers = 32
const writeMs = 18_000
/** Not looked at: connections are opened and code is compiled. */
const warmMs = 6000

type Sample = { at: number; waiting: number; sealed: number; written: number }

/**
 * Two entries a transaction, as a decision writes them, from 32 connections as fast as they go, while sweeps order
 * every second and seal every three. Sealing keeps up when what waits does not grow.
 */
export async function benchSealing(dataDir: string): Promise<Line[]> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  const { appUrl } = await migrate(postgres.ownerUrl)
  const open = (connections: number) =>
    openDatabase({
      appUrl,
      connections,
      clock: () => new Date(),
      publish: () => undefined,
      onError: () => undefined,
    })
  const [writing, sealing] = [open(writers), open(4)]
  try {
    const clientId = await makeClient(postgres.ownerUrl)
    return tell((await watch(writing, sealing, clientId)).filter(({ at }) => at > warmMs))
  } finally {
    await writing.close()
    await sealing.close()
    await postgres.stop()
  }
}

/** Writes for its time, with the sweeps beside it. @returns how it stood, second by second */
async function watch(writing: Database, sealing: Database, clientId: string): Promise<Sample[]> {
  const keys = readLedgerKeys({ dataDir: '', ledgerKey: Buffer.alloc(32, 7).toString('base64') })
  const samples: Sample[] = []
  const from = performance.now()
  let written = 0
  let stopped = false
  const every = async (ms: number, run: () => Promise<unknown>) => {
    while (!stopped) {
      const began = performance.now()
      await run()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - (performance.now() - began))))
    }
  }
  const beside = Promise.all([
    every(1000, async () => {
      while ((await sealing.work([clientId], (work) => sequenceEntries(work, clientId))) > 0);
    }),
    every(3000, () => sealClient(sealing, clientId, keys, 'http://bench')),
    every(1000, async () => {
      const seal = await sealing.work([clientId], ({ tx }) => findLatestSeal(tx, clientId))
      const sealed = seal?.size ?? 0
      samples.push({ at: performance.now() - from, waiting: written - sealed, sealed, written })
    }),
  ])
  const lane = async () => {
    while (performance.now() - from < writeMs) {
      await writing.work([clientId], (work) => recordEntries(work, factsOf(clientId)))
      written += 2
    }
  }
  await Promise.all(Array.from({ length: writers }, lane))
  stopped = true
  await beside
  return samples
}

function tell(samples: Sample[]): Line[] {
  const [first, last] = [samples[0]!, samples.at(-1)!]
  const rate = (pick: 'sealed' | 'written') => [(last[pick] - first[pick]) / ((last.at - first.at) / 1000)]
  const half = Math.floor(samples.length / 2)
  const waiting = (part: Sample[]) => part.map((sample) => sample.waiting)
  return [
    compare(
      'entries sealed a second, while they are written',
      rate('sealed'),
      rate('written'),
      'their bare insert',
    ),
    {
      ...compare(
        'entries that wait for their seal, in the second half of the writing',
        waiting(samples.slice(half)),
        waiting(samples.slice(0, half)),
        'in the first (up to 1: it stays flat)',
      ),
      unit: 'entries',
    },
  ]
}

function factsOf(clientId: string): Fact[] {
  const ids = { decision: randomUUID(), contact: randomUUID(), customer: randomUUID(), mandate: randomUUID() }
  const actor = randomUUID()
  const facts = { ...ids, power: 'refund', amount_minor: 1, currency: 'EUR', days: null, basis: 'mandate' }
  return [
    { clientId, kind: 'decision.made', actor, facts, texts: { reason: 'bench', checks: '[]' } },
    { clientId, kind: 'guarantee.given', actor: 'system', facts: { ...ids, agent: actor } },
  ]
}

async function makeClient(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `insert into client (slug, name, languages, currencies, touchpoints, closing_days)
     values ('bench', 'Bench', '{en}', '{EUR}', '{billing}', 5) returning id`,
  )
  await client.end()
  return rows[0]!.id
}

/** Medians of both sides, and what one is of the other. */
export function compare(what: string, ours: number[], theirs: number[], withWhat: string): Line {
  const median = (figures: number[]) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0
  const [figure, other] = [median(ours), median(theirs)]
  return {
    what,
    unit: '/s',
    ours: figure,
    compared: { with: withWhat, figure: other },
    ratio: figure / other,
  }
}
