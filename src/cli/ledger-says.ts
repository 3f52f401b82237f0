import type { ReceiptReport } from '../core/ledger/receipt.ts'
import type { LedgerReport } from '../core/ledger/verify.ts'
import type { ExportFault, ExportReport } from '../core/ledger/verify-export.ts'
import type { AssertionFault } from '../core/passkey/assertion.ts'

/** What came of a verification, for the terminal. Each @returns the exit code. */

export function count(number: number, one: string, other = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : other}`
}

const entriesOf = (number: number) => count(number, 'entry', 'entries')

const ledgerFaults = {
  sequence: 'it stands out of order: entries are missing, added or exchanged here',
  body: 'its text is not canonical JSON',
  hash: 'its text does not give its hash: it was changed',
  link: 'its link does not bind what stands before it',
  foreign: 'it belongs to another client',
  twice: 'the same entry stands here a second time',
  seal: 'the entries up to here are not those that were sealed',
} as const

/** Of a ledger in the database. */
export function sayLedger(name: string, { entries, head, fault }: LedgerReport): number {
  if (fault) {
    const where = `at entry ${fault.seq}, id ${fault.entryId ?? 'unreadable'}`
    console.log(`${name}: FAULT (${fault.fault}) ${where}: ${ledgerFaults[fault.fault]}.`)
    console.log(`  The ${entriesOf(entries)} before it are whole, head ${head}.`)
    return 1
  }
  console.log(`${name}: ${entriesOf(entries)}, whole, head ${head}.`)
  return 0
}

const assertionFaults: Record<AssertionFault, string> = {
  form: 'it is not written as one',
  key: 'its key is of no kind that can be verified',
  type: 'it was made for something else than signing',
  challenge: 'it is over another document',
  origin: 'it was made on another page',
  domain: 'its passkey is for another domain',
  presence: 'nobody was there',
  verification: 'who was there did not prove who they are',
  signature: 'its key did not sign it',
}

/** Of an export. */
export function sayExport(name: string, report: ExportReport): number {
  const { entries, checkpoints, mandates, overlays, byPasskey, root, keys, fault } = report
  if (fault) {
    const line = fault.line === null ? '' : ` in line ${fault.line}`
    console.log(`${name}: FAULT (${fault.code})${line}: ${exportFault(fault, report)}.`)
    if (entries > 0 && fault.line !== null) console.log(`  Read before it: ${entriesOf(entries)}.`)
    return 1
  }
  const signed = overlays > 0 ? `, ${count(overlays, 'crisis overlay')}` : ''
  const sealed = `${count(checkpoints, 'checkpoint')}, ${count(mandates, 'mandate')}${signed}`
  console.log(`${name}: ${entriesOf(entries)}, ${sealed}: whole, and sealed to the last.`)
  if (byPasskey > 0)
    console.log(`  ${count(byPasskey, 'signature')} by passkey, each verified over the document itself.`)
  if (root !== null) console.log(`  Root: ${root}`)
  for (const key of keys) console.log(`  Key: ${key}`)
  return 0
}

function exportFault({ code, seq, from, why, entryId }: ExportFault, report: ExportReport): string {
  const entry = `entry ${seq}${entryId ? `, id ${entryId},` : ''}`
  const between =
    from === seq
      ? `entry ${seq} is not the one`
      : `among entries ${from} to ${seq} are some that are not those`
  const sentences: Record<ExportFault['code'], string> = {
    header: 'it does not begin as an export of a ledger',
    older: 'it was exported by an earlier version, in another form: export it again',
    line: `what stands after entry ${seq} is not a line as it was written`,
    sequence: `${entry} stands out of order: entries are missing, added or exchanged here`,
    body: `the text of ${entry} is not canonical JSON`,
    hash: `the text of ${entry} does not give its hash: it was changed`,
    link: `${entry} is not bound to the one before it: entries were removed, added or exchanged here`,
    foreign: `${entry} belongs to another client`,
    rotation: `${entry} names a new key, and the key before did not sign it`,
    checkpoint: `the checkpoint after entry ${seq} is not one of this ledger and this place`,
    signature: `the checkpoint over ${seq} entries is not signed by the key in force`,
    root: `${between} that the checkpoint over ${seq} sealed`,
    unsealed: `the entries from ${from} on are under no checkpoint`,
    entries: `its header promises other than ${entriesOf(report.entries)}: those after entry ${seq} are missing or added`,
    checkpoints: 'its header promises another number of checkpoints: some are missing or added',
    keys: 'its header names other keys than its entries do',
    mandate:
      seq === 0
        ? 'this mandate has a signature that no entry tells'
        : `this mandate is not the one that was signed in entry ${seq}`,
    mandate_missing: `the mandate that was signed in entry ${seq} is missing`,
    mandates: 'its header promises another number of mandates',
    overlay:
      seq === 0
        ? 'this crisis overlay has a signature that no entry tells'
        : `this crisis overlay is not the one that was signed in entry ${seq}`,
    overlay_missing: `the crisis overlay that was signed in entry ${seq} is missing`,
    overlays: 'its header promises another number of crisis overlays',
    passkey: `${entry} tells a signature with a passkey that was not this person’s then`,
    assertion: `the passkey’s signature that entry ${seq} tells does not hold: ${assertionFaults[why ?? 'form']}`,
    held: 'your checkpoint is not one of this ledger, or not signed by its keys',
    held_ahead: `your checkpoint is over ${seq} entries, and here are ${report.entries}: the newest are missing`,
    held_other: `your checkpoint over ${seq} entries sealed others than these: the past was written anew`,
  }
  return sentences[code]
}

const receiptFaults = {
  receipt: 'it can’t be read as a receipt',
  entry: 'its entry is not that of its decision',
  signature: 'its checkpoint is not signed by its key',
  inclusion: 'its entry is not among those that the checkpoint sealed',
} as const

/** Of a decision's receipt. */
export function sayReceipt(name: string, { receipt, entry, fault }: ReceiptReport): number {
  if (fault || !receipt || !entry) {
    console.log(`${name}: FAULT (${fault}): ${receiptFaults[fault ?? 'receipt']}.`)
    return 1
  }
  console.log(
    `${name}: decision ${receipt.decision} of ${entry.at} is entry ${receipt.index + 1} of the ${entriesOf(receipt.size)} sealed.`,
  )
  console.log(`  Key: ${receipt.key}`)
  return 0
}
