import { createWriteStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { LedgerReport } from '../core/ledger/verify.ts'
import { listClients } from '../server/import/target.ts'
import { readLedger, verifyClientLedger } from '../server/ledger/read.ts'
import { findHead, sequenceEntries } from '../server/ledger/sequence.ts'
import type { Database } from '../server/platform/db.ts'
import { withDatabase } from './database.ts'
import { CommandFailure, UsageFailure } from './failure.ts'
import { verifyLedgerFile, writeLedgerFile } from './ledger-file.ts'

/** `ledger verify [--client <slug>]` over the database, or `ledger verify <file>` with no database at all. */
export async function runVerify(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { client: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (more.length > 0 || (file !== undefined && values.client !== undefined))
    throw new UsageFailure('Say: ledger verify [--client <slug>], or ledger verify <file>.')
  if (file !== undefined) return say(file, await verifyLedgerFile(file))
  return withDatabase(process.env, async (db) => {
    const clients = await chosenClients(db, values.client)
    let worst = 0
    for (const client of clients) {
      const waiting = await sequenceWaiting(db, client.id)
      worst = Math.max(worst, say(client.slug, await verifyClientLedger(db, client.id)))
      if (waiting > 0) console.log(`  ${waiting} more have no place yet: the server is just giving them one.`)
    }
    if (clients.length === 0) console.log('There is no client yet, so there is no ledger.')
    return worst
  })
}

/** `ledger export --client <slug> <file>` */
export async function runExport(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { client: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.client)
    throw new UsageFailure('Say: ledger export --client <slug> <file>.')
  return withDatabase(process.env, async (db) => {
    const [client] = await chosenClients(db, values.client)
    await sequenceWaiting(db, client!.id)
    const head = await db.work([client!.id], ({ tx }) => findHead(tx, client!.id))
    const header = { client: client!.id, entries: head.seq, head: head.link }
    await writeLedgerFile(createWriteStream(file), header, readLedger(db, client!.id))
    console.log(`${file}: ${head.seq.toLocaleString('en-GB')} entries of ${client!.name}, head ${head.link}.`)
    return 0
  })
}

async function chosenClients(db: Database, slug: string | undefined) {
  const clients = await listClients(db)
  if (slug === undefined) return clients
  const chosen = clients.filter((client) => client.slug === slug)
  if (chosen.length > 0) return chosen
  const known = clients.map((client) => client.slug).join(', ')
  throw new CommandFailure(`There is no client "${slug}"${known ? `. There is: ${known}` : ''}.`)
}

/** Gives the entries of the last moment their place. @returns how many wait still (a server holds the turn) */
async function sequenceWaiting(db: Database, clientId: string): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    while ((await db.work([clientId], (work) => sequenceEntries(work, clientId))) > 0);
    const waiting = await countWaiting(db, clientId)
    if (waiting === 0 || tries >= 10) return waiting
    await sleep(200)
  }
}

async function countWaiting(db: Database, clientId: string): Promise<number> {
  const { count } = await db.work([clientId], ({ tx }) =>
    tx
      .selectFrom('ledger_entry as e')
      .leftJoin('ledger_position as p', (join) =>
        join.onRef('p.client_id', '=', 'e.client_id').onRef('p.entry_id', '=', 'e.id'),
      )
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('e.client_id', '=', clientId)
      .where('p.entry_id', 'is', null)
      .executeTakeFirstOrThrow(),
  )
  return count
}

const faults = {
  sequence: 'it stands out of order: entries are missing, added or exchanged here',
  body: 'its text is not canonical JSON',
  hash: 'its text does not give its hash: it was changed',
  link: 'its link does not bind what stands before it',
  foreign: 'it belongs to another client',
  twice: 'the same entry stands here a second time',
} as const

/** Prints a ledger's report. @returns the exit code */
function say(name: string, report: LedgerReport & { broken?: string }): number {
  const entries = `${report.entries.toLocaleString('en-GB')} ${report.entries === 1 ? 'entry' : 'entries'}`
  if (report.fault) {
    const { seq, entryId, fault } = report.fault
    console.log(`${name}: FAULT (${fault}) at entry ${seq}, id ${entryId ?? 'unreadable'}: ${faults[fault]}.`)
    console.log(`  The ${entries} before it are whole, head ${report.head}.`)
    return 1
  }
  if (report.broken) {
    console.log(`${name}: FAULT: ${report.broken}`)
    console.log(`  The ${entries} before are whole, head ${report.head}.`)
    return 1
  }
  console.log(`${name}: ${entries}, whole, head ${report.head}.`)
  return 0
}
