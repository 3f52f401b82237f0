import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { MappedRow } from '../../core/import/map-row.ts'
import type { Mapping } from '../../core/import/mapping.ts'
import { listTellable } from '../../core/mandate/tell.ts'
import type { Database } from '../platform/db.ts'
import { ImportRefused, readCsv } from './read-csv.ts'
import { mapRows, type ReadRow } from './rows.ts'
import { findKnown, insertContacts, insertCustomers, insertParts } from './store.ts'
import type { ImportTarget } from './target.ts'

/** Rows in one transaction: some tens of milliseconds, so that an import never holds up the desk. */
const batchRows = 500

export type ImportCounts = { read: number; added: number; known: number; refused: number }
export type ImportSummary = ImportCounts & {
  open: number
  /** the caller asked to stop before the end */
  stopped: boolean
  /** a row that ended it early: see ImportRefused */
  failure: Error | null
  /** currencies and languages that rows have and the client or the team hasn't, with their rows */
  unknown: { currencies: Map<string, number>; languages: Map<string, number> }
}

/**
 * Brings a file of history in: each row one contact with its customer, messages, doubts, decision, closure and
 * rating, at their original times. Keyed by (source, row id): what is in already is counted and left as it is.
 * Sends no mail, asks no rating, tells no screen, uses no budget, and writes no ledger entry: the ledger holds
 * what happened here. Batches are committed one by one, so that an import that stops can be run again.
 */
export async function importFile(options: {
  db: Database
  target: ImportTarget
  mapping: Mapping
  file: string
  clock: () => Date
  /** a refused row, in the file's order */
  report: (line: number, reason: string) => Promise<void> | void
  progress?: (counts: ImportCounts, bytes: number) => void
  signal?: AbortSignal
}): Promise<ImportSummary> {
  const { db, target, mapping, file } = options
  refuseUnknownFacts(mapping, target)
  const summary: ImportSummary = {
    ...{ read: 0, added: 0, known: 0, refused: 0, open: 0, stopped: false, failure: null },
    unknown: { currencies: new Map(), languages: new Map() },
  }
  const input = createReadStream(file)
  let batch: MappedRow[] = []
  const flush = async () => {
    if (batch.length > 0) await importBatch(db, target, mapping.source, batch, summary)
    batch = []
    options.progress?.(summary, input.bytesRead)
  }
  const take = async (row: ReadRow) => {
    summary.read += 1
    const refused = 'refused' in row ? row.refused : whyNotHere(row.mapped, target)
    if (refused !== null) {
      summary.refused += 1
      await options.report(row.line, refused)
    } else if ('mapped' in row) batch.push(row.mapped)
    if (batch.length >= batchRows) await flush()
  }
  try {
    const rows = mapRows(mapping, readCsv(input, mapping.csv ?? {}), options.clock().getTime(), target.facts)
    for await (const row of rows) {
      await take(row)
      summary.stopped = options.signal?.aborted ?? false
      if (summary.stopped) break
    }
  } catch (error) {
    // Whole rows before the one that can't be read are taken; before the first there is nothing to keep.
    if (summary.read === 0) throw error
    summary.failure = error as Error
  } finally {
    input.destroy()
  }
  await flush()
  await db.work([target.clientId], ({ tx, now }) =>
    tx
      .insertInto('import_run')
      .values({
        client_id: target.clientId,
        source: mapping.source,
        file_name: basename(file).slice(0, 255),
        rows_read: summary.read,
        rows_added: summary.added,
        rows_known: summary.known,
        rows_refused: summary.refused,
        at: now,
      })
      .execute(),
  )
  return summary
}

/** @throws ImportRefused: what no mandate asks for would be kept in vain, and under a name that may be misspelt */
function refuseUnknownFacts({ customer, contact }: Mapping, { facts, clientName }: ImportTarget): void {
  const known = listTellable(facts).map(({ name }) => name)
  for (const [place, fields] of [
    ['customer.facts', customer.facts],
    ['contact.facts', contact.facts],
  ] as const)
    for (const name of Object.keys(fields ?? {}))
      if (!known.includes(name))
        throw new ImportRefused(
          `The mapping's ${place} names "${name}", which no mandate of ${clientName} declares. Facts are: ${known.join(', ')}.`,
        )
}

/** Where the client has no such touchpoint the row goes under `other`, if the client has that. */
function whyNotHere({ contact }: MappedRow, { touchpoints, clientName }: ImportTarget): string | null {
  if (touchpoints.includes(contact.touchpoint) || touchpoints.includes('other')) return null
  return `${clientName} has no touchpoint "${contact.touchpoint}", and none called "other" (it has ${touchpoints.join(', ')})`
}

async function importBatch(
  db: Database,
  target: ImportTarget,
  source: string,
  batch: MappedRow[],
  summary: ImportSummary,
): Promise<void> {
  const place = { clientId: target.clientId, teamId: target.teamId, source }
  const rows = batch.map((row) => ({
    ...row,
    contact: { ...row.contact, touchpoint: touchpointOf(row, target) },
  }))
  const added = await db.work([target.clientId], async ({ tx }) => {
    const ids = rows.map((row) => row.sourceId)
    const known = await findKnown(tx, place, ids)
    // Of an id that the file has twice, the first row counts.
    const fresh = rows.filter((row, index) => !known.has(row.sourceId) && ids.indexOf(row.sourceId) === index)
    if (fresh.length === 0) return []
    const customers = await insertCustomers(tx, place, fresh)
    const contacts = await insertContacts(tx, place, fresh, customers)
    const whole = fresh.flatMap((row) => {
      const contactId = contacts.get(row.sourceId)
      return contactId ? [{ ...row, contactId, customerId: customers.get(row.customer.sourceId)! }] : []
    })
    await insertParts(tx, place, whole)
    return whole
  })
  summary.added += added.length
  summary.known += rows.length - added.length
  for (const row of added) {
    if (!row.closure) summary.open += 1
    const { currency } = row.customer
    if (!target.currencies.includes(currency)) count(summary.unknown.currencies, currency)
    if (!target.languages.includes(row.contact.language))
      count(summary.unknown.languages, row.contact.language)
  }
}

function touchpointOf({ contact }: MappedRow, { touchpoints }: ImportTarget): string {
  return touchpoints.includes(contact.touchpoint) ? contact.touchpoint : 'other'
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
