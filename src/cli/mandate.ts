import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mandateSchema } from '../contract/mandate-document.ts'
import { checkDocument } from '../contract/mandate-faults.ts'
import { type Canonical, canonicalJson } from '../core/ledger/canonical.ts'
import { sha256 } from '../server/ledger/record.ts'
import { translator } from '../server/platform/language.ts'
import { CommandFailure, UsageFailure } from './failure.ts'

export const mandateSchemaFile = join(import.meta.dirname, '..', '..', 'docs', 'mandate.schema.json')

/** The schema as the file holds it: the same contract gives the same bytes. */
export function mandateSchemaText(): string {
  return `${JSON.stringify(mandateSchema(), null, 2)}\n`
}

/** Writes docs/mandate.schema.json anew. */
export function writeMandateSchema(): void {
  writeFileSync(mandateSchemaFile, mandateSchemaText())
}

/**
 * Reads a mandate and says every fault with its place.
 * @returns 0 when it can be signed, 1 when not
 */
export function checkMandate(args: string[]): number {
  const [file, ...rest] = args
  if (!file || rest.length > 0) throw new UsageFailure('mandate check <file.json>')
  const faults = faultsOf(readDocument(file))
  for (const { place, fault } of faults) console.log(`${place || 'the document'}: ${fault}`)
  return faults.length === 0 ? 0 : 1
}

function readDocument(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new CommandFailure(`${file} can’t be read.`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CommandFailure(`${file} is not JSON: ${(error as Error).message}`)
  }
}

function faultsOf(document: unknown): { place: string; fault: string }[] {
  const { document: valid, faults } = checkDocument(document)
  if (valid) console.log(`No faults. SHA-256: ${sha256(canonicalJson(valid as unknown as Canonical))}`)
  // the words are those of the editor
  const say = translator('en')
  return faults.map(({ place, fault, detail }) => ({
    place,
    fault: `${say(`fault.${fault}`)} (${detail ?? fault})`,
  }))
}
