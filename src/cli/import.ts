import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readMapping } from '../contract/import.ts'
import type { Mapping } from '../core/import/mapping.ts'
import { ImportRefused } from '../server/import/read-csv.ts'
import { openReport } from '../server/import/report.ts'
import { type ImportSummary, importFile } from '../server/import/run.ts'
import { findTarget, type ImportTarget } from '../server/import/target.ts'
import { withDatabase } from './database.ts'
import { CommandFailure, UsageFailure } from './failure.ts'
import { openProgress } from './progress.ts'

/** `import <file.csv> --mapping <mapping.json> --client <slug> [--team <name>]` */
export async function runImport(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { mapping: { type: 'string' }, client: { type: 'string' }, team: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0 || !values.mapping || !values.client)
    throw new UsageFailure('Say: import <file.csv> --mapping <mapping.json> --client <slug> [--team <name>].')
  const mapping = loadMapping(values.mapping)
  const bytes = sizeOf(file)
  const { client, team } = values
  return withDatabase(process.env, async (db) => {
    try {
      const target = await findTarget(db, client, team)
      const reportFile = `${basename(file)}.refused.csv`
      const report = openReport(resolve(reportFile))
      const progress = openProgress(process.stderr, bytes)
      const summary = await importFile({
        ...{ db, target, mapping, file },
        clock: () => new Date(),
        report: report.write,
        progress: progress.show,
        signal: interruption(),
      }).finally(async () => {
        progress.end()
        await report.close()
      })
      console.log(sayImport(summary, target, reportFile))
      if (summary.failure) console.error(summary.failure.message)
      return summary.failure || summary.stopped ? 1 : 0
    } catch (error) {
      if (error instanceof ImportRefused) throw new CommandFailure(error.message)
      throw error
    }
  })
}

/** @throws CommandFailure that names each fault's place */
export function loadMapping(file: string): Mapping {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new CommandFailure(`The mapping ${file} can’t be read: ${(error as Error).message}.`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new CommandFailure(`The mapping ${file} is not JSON: ${(error as Error).message}.`)
  }
  const read = readMapping(json)
  if ('mapping' in read) return read.mapping
  throw new CommandFailure(
    `The mapping ${file} can’t be used:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}`,
  )
}

/** What happened, in sentences. */
export function sayImport(summary: ImportSummary, target: ImportTarget, reportFile: string): string {
  const { read, added, known, refused, open } = summary
  const sentences = [
    `${target.clientName}, ${target.teamName}: ${count(read, 'row')} read, ${number(added)} added ` +
      `(${number(open)} open and waiting), ${number(known)} known already, ${number(refused)} refused.`,
  ]
  if (refused > 0) sentences.push(`Why each was refused is in ${reportFile}.`)
  if (summary.stopped) sentences.push('Stopped before the end: run it again to go on.')
  for (const [currency, rows] of summary.unknown.currencies)
    sentences.push(
      `${count(rows, 'customer')} in ${currency}, which is not among ${target.clientName}’s currencies ` +
        `(${target.currencies.join(', ')}): for decisions in it, add it there and to the mandate.`,
    )
  for (const [language, rows] of summary.unknown.languages)
    sentences.push(
      `${count(rows, 'contact')} in "${language}", which ${target.teamName} does not serve ` +
        `(${target.languages.join(', ')}).`,
    )
  return sentences.join('\n')
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new CommandFailure(`There is no file ${file}.`)
  return found.size
}

/** Ctrl-C ends an import after the rows at hand; a second one ends it at once, which loses nothing either. */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

function count(rows: number, noun: string): string {
  return `${number(rows)} ${noun}${rows === 1 ? '' : 's'}`
}

function number(value: number): string {
  return value.toLocaleString('en-GB')
}
