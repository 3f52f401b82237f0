import type { ReceiptReport } from '../core/ledger/receipt.ts'
import { sayFault } from '../core/ledger/say-fault.ts'
import type { LedgerReport } from '../core/ledger/verify.ts'
import type { ExportReport } from '../core/ledger/verify-export.ts'
import type { speechOf } from './language.ts'

type Speech = ReturnType<typeof speechOf>

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

/** Of an export, in the reader's language: the sentences of the page /verify. */
export function sayExport(name: string, report: ExportReport, { language, say }: Speech): number {
  const { entries, checkpoints, mandates, overlays, byPasskey, root, keys, fault } = report
  const number = (value: number) => value.toLocaleString(intlTag(language))
  const line = (key: string, value: string) => console.log(`  ${say(key)}: ${value}`)
  if (fault) {
    console.log(`${say('verify.faulty', { name })} (${fault.code})`)
    const why = sayFault(fault).map(({ key, values }) =>
      say(key, { number: number(values.number), from: number(values.from) }),
    )
    if (fault.line !== null) why.push(say('verify.place', { line: number(fault.line) }))
    console.log(`  ${why.join(' ')}`)
    if (fault.entryId) console.log(`  ${fault.entryId}`)
    return 1
  }
  const whole =
    entries === 0
      ? say('verify.whole_empty')
      : say('verify.whole', { count: entries, number: number(entries) })
  console.log(`${name}: ${whole}`)
  line('verify.checkpoints', number(checkpoints))
  line('verify.mandates', number(mandates))
  if (overlays > 0) line('verify.overlays', number(overlays))
  if (byPasskey > 0) line('verify.by_passkey', number(byPasskey))
  if (root !== null) line('verify.root', root)
  for (const key of keys) line('verify.key', key)
  return 0
}

/** Of a decision's receipt. */
export function sayReceipt(
  name: string,
  { receipt, entry, fault }: ReceiptReport,
  { language, say }: Speech,
): number {
  if (fault || !receipt || !entry) {
    console.log(`${say('verify.faulty', { name })} (${fault ?? 'receipt'})`)
    console.log(`  ${say(`verify.receipt_fault_${fault ?? 'receipt'}`)}`)
    return 1
  }
  const number = (receipt.index + 1).toLocaleString(intlTag(language))
  console.log(`${name}: ${say('verify.receipt_whole', { number })}`)
  console.log(`  ${say('verify.receipt_decision')}: ${receipt.decision}`)
  console.log(`  ${say('verify.receipt_at')}: ${entry.at}`)
  console.log(`  ${say('verify.key')}: ${receipt.key}`)
  return 0
}

/** Figures as that language's readers write them; in Arabic with the digits of Tunis. */
const intlTag = (language: Speech['language']) =>
  ({ en: 'en-GB', it: 'it-IT', fr: 'fr-FR', ar: 'ar-TN' })[language]
