import { createWriteStream, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { listClients } from '../server/import/target.ts'
import { exportLedger } from '../server/ledger/export.ts'
import { readLedgerKeys } from '../server/ledger/keys.ts'
import { verifyClientLedger } from '../server/ledger/read.ts'
import { sealClient } from '../server/ledger/seal.ts'
import { sequenceEntries } from '../server/ledger/sequence.ts'
import type { Database } from '../server/platform/db.ts'
import { withDatabase } from './database.ts'
import { CommandFailure, UsageFailure } from './failure.ts'
import { languageOption, speechOf } from './language.ts'
import { isReceiptFile, verifyLedgerFile, verifyReceiptFile, writeLedgerFile } from './ledger-file.ts'
import { count, sayExport, sayLedger, sayReceipt } from './ledger-says.ts'

/** `ledger verify [--client <slug>]` over the database, or `ledger verify <file>` with no database at all. */
export async function runVerify(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      client: { type: 'string' },
      checkpoint: { type: 'string', multiple: true },
      ...languageOption,
    },
  })
  const speech = speechOf(values.language)
  const [file, ...more] = positionals
  const held = values.checkpoint ?? []
  const [given, wrong] = file === undefined ? [held.length, 0] : [0, values.client === undefined ? 0 : 1]
  if (more.length > 0 || given + wrong > 0)
    throw new UsageFailure(
      'Say: ledger verify [--client <slug>], or ledger verify <file> [--checkpoint <file>] [--language <it>].',
    )
  if (file !== undefined) {
    if (isReceiptFile(file)) return sayReceipt(file, verifyReceiptFile(file), speech)
    return sayExport(file, await verifyLedgerFile(file, held.map(readNoteFile)), speech)
  }
  return withDatabase(process.env, async (db) => {
    const clients = await chosenClients(db, values.client)
    let worst = 0
    for (const client of clients) {
      const waiting = await sequenceWaiting(db, client.id)
      worst = Math.max(worst, sayLedger(client.slug, await verifyClientLedger(db, client.id)))
      if (waiting > 0) console.log(`  ${waiting} more have no place yet: the server is just giving them one.`)
    }
    if (clients.length === 0) console.log('There is no client yet, so there is no ledger.')
    return worst
  })
}

/** `ledger export --client <slug> <file>`: up to the newest seal, sealing first what waits where this machine can. */
export async function runExport(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { client: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.client)
    throw new UsageFailure('Say: ledger export --client <slug> <file>.')
  return withDatabase(process.env, async (db, config) => {
    const [client] = await chosenClients(db, values.client)
    await sequenceWaiting(db, client!.id)
    const { reason } = await sealClient(db, client!.id, readLedgerKeys(config), config.publicUrl)
    const exported = await exportLedger(db, client!.id)
    if (!exported)
      throw new CommandFailure(
        `Nothing of ${client!.name} is sealed yet: ${reason ?? 'the server does it within seconds'}.`,
      )
    await writeLedgerFile(createWriteStream(file), exported.lines)
    const { entries, checkpoints, mandates, keys } = exported.header
    console.log(
      `${file}: ${count(entries, 'entry', 'entries')} of ${client!.name}, ${count(checkpoints, 'checkpoint')}, ${count(mandates, 'mandate')}.`,
    )
    for (const key of keys) console.log(`  Key: ${key}`)
    if (reason) console.log(`  What is newer is not in it: ${reason}.`)
    return 0
  })
}

function readNoteFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new CommandFailure(`The checkpoint can’t be read: ${(error as Error).message}.`)
  }
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
export async function sequenceWaiting(db: Database, clientId: string): Promise<number> {
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
      .selectFrom('ledger_waiting')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('client_id', '=', clientId)
      .executeTakeFirstOrThrow(),
  )
  return count
}
