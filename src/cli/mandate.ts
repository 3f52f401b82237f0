import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { mandateDocument, mandateSchema } from '../contract/mandate-document.ts'
import { type Canonical, canonicalJson } from '../core/ledger/canonical.ts'
import { findMandateFaults } from '../core/mandate/faults.ts'
import { sha256 } from '../server/ledger/record.ts'
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

type Issue = z.core.$ZodIssue

/** What each fault means, for the person who wrote the document. */
const meanings: Record<string, string> = {
  power_twice: 'the document has this power already',
  no_limit_per_decision: 'say how far one decision may go: a limit with scope "decision"',
  limit_id_twice: 'another limit or condition has this id',
  window: 'a limit of one decision has window null, every other a calendar window',
  measure: 'this power is not counted so, or not for this scope',
  no_bounds: 'a limit needs at least one bound',
  bound_key: 'money is bounded by currency (EUR), everything else by "any"',
  stretch_below_max: 'the stretch cannot be less than the limit itself',
  share_above_whole: 'a share is at most 10000 basis points, the whole value',
  level_order:
    'a trainee’s bounds go no further than the limit’s own, a senior’s no less far, in the same currencies',
  when_on_trainee: 'a condition goes with a senior’s bounds only',
  empty_group: 'a group or a set needs at least one member',
  unknown_fact: 'there is no such fact: declare it under "facts"',
  fact_type: 'this comparison does not fit the fact’s type',
  text_not_code: 'a text is a code: letters, digits, . _ - and no spaces',
  fact_twice: 'this fact exists already',
  ends_before_it_begins: 'it ends before it begins',
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
  const shape = mandateDocument.safeParse(document)
  if (!shape.success)
    return shape.error.issues
      .flatMap((issue) => mostTelling(issue))
      .map(({ path, message }) => ({ place: placeOf(path), fault: message }))
  const faults = findMandateFaults(shape.data)
  if (faults.length === 0)
    console.log(`No faults. SHA-256: ${sha256(canonicalJson(shape.data as Canonical))}`)
  return faults.map(({ place, fault }) => ({ place, fault: `${meanings[fault] ?? fault} (${fault})` }))
}

/** Of the shapes that a value might have had, the faults of the one that it came nearest to. */
function mostTelling(issue: Issue): Pick<Issue, 'path' | 'message'>[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => mostTelling({ ...inner, path: [...issue.path, ...inner.path] } as Issue)),
  )
  const depth = (branch: Pick<Issue, 'path'>[]) => Math.max(0, ...branch.map(({ path }) => path.length))
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]!
}

/** powers[0].limits[1].bounds.EUR */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
