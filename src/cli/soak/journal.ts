import { openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What a client process was told, one JSON line each, written before it does anything else. */
export type JournalLine =
  | {
      told: 'decided'
      key: string
      agentId: string
      contactId: string
      id: string
      power: string
      minor: number
      currency: string
      days: number | null
      reason: string
      basis: string
      at: string
    }
  | { told: 'beyond'; key: string; rule: string }
  | { told: 'asked'; id: string; contactId: string }
  | { told: 'answered'; id: string; state: string; decisionId: string | null }
  /** an answer that must never be given */
  | { told: 'wrong'; what: string }
  /** how the storm felt, written once at the end */
  | { told: 'tally'; sent: number; lost: number; broken: number; doubled: number; repeated: number }

const journalFile = (folder: string, client: number) => join(folder, `journal-${client}.jsonl`)

export function* readJournals(folder: string): Generator<JournalLine> {
  for (const name of readdirSync(folder).filter((file) => file.startsWith('journal-')))
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n'))
      if (line !== '') yield JSON.parse(line) as JournalLine
}

export function openJournal(folder: string, client: number): { write(line: JournalLine): void } {
  const file = openSync(journalFile(folder, client), 'a')
  return { write: (line) => void writeSync(file, `${JSON.stringify(line)}\n`) }
}
