import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DocumentFault } from '../contract/draft.ts'
import { mandateSchema } from '../contract/mandate-document.ts'
import { checkDocument } from '../contract/mandate-faults.ts'
import { type Canonical, canonicalJson } from '../core/ledger/canonical.ts'
import type { MandateDocument } from '../core/mandate/document.ts'
import { sha256 } from '../server/ledger/record.ts'
import { CommandFailure, UsageFailure } from './failure.ts'
import { languageOption, type Say, speechOf } from './language.ts'

export const mandateSchemaFile = join(import.meta.dirname, '..', '..', 'docs', 'mandate.schema.json')

/** The schema as the file holds it: the same contract gives the same bytes. */
export function mandateSchemaText(): string {
  return `${JSON.stringify(mandateSchema(), null, 2)}\n`
}

/** Writes docs/mandate.schema.json anew. */
export function writeMandateSchema(): void {
  writeFileSync(mandateSchemaFile, mandateSchemaText())
}

type Found = { place: string; says: string }

/**
 * Reads a mandate and says every fault with its place, in the language of `--language` or of the terminal. A
 * currency that only some of a power's limits name is no fault, but seldom meant: it is noted.
 * @returns 0 when it can be signed, 1 when not
 */
export function checkMandate(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: languageOption,
  })
  const { say } = speechOf(values.language)
  const [file, ...rest] = positionals
  if (!file || rest.length > 0) throw new UsageFailure('mandate check <file.json> [--language <it>]')

  const read = readDocument(file, say)
  const { document, faults } = checkDocument(read)
  for (const fault of faults) {
    const { place, says } = words(fault, say)
    console.log(`${place || say('check.whole')}: ${says}`)
  }
  if (document)
    for (const { place, says } of gapsOf(document, say))
      console.log(`${say('check.note')}: ${place}: ${says}`)
  if (!document || faults.length > 0) return 1
  console.log(say('check.none', { hash: sha256(canonicalJson(document as unknown as Canonical)) }))
  return 0
}

function readDocument(file: string, say: Say): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new CommandFailure(say('check.unreadable', { file }))
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CommandFailure(say('check.not_json', { file, why: (error as Error).message }))
  }
}

function words({ place, says, values, code }: DocumentFault, say: Say): Found {
  return { place, says: code ? `${say(says, values)} (${code})` : say(says, values) }
}

/** Currencies that a limit on money leaves out while another of its power names them. */
function gapsOf({ powers }: MandateDocument, say: Say): Found[] {
  return powers.flatMap(({ limits }, p) => {
    const all = new Set(
      limits.flatMap((limit) => (limit.measure === 'money' ? Object.keys(limit.bounds) : [])),
    )
    return limits.flatMap(({ measure, bounds }, l) => {
      const absent = [...all].filter((currency) => !Object.hasOwn(bounds, currency))
      if (measure !== 'money' || absent.length === 0) return []
      const says = say('check.currency_gap', { currencies: absent.join(', ') })
      return [{ place: `powers[${p}].limits[${l}].bounds`, says }]
    })
  })
}
