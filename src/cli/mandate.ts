import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { mandateDocument, mandateSchema } from '../contract/mandate-document.ts'
import { languages } from '../contract/route.ts'
import { type Canonical, canonicalJson } from '../core/ledger/canonical.ts'
import type { MandateDocument } from '../core/mandate/document.ts'
import { findMandateFaults } from '../core/mandate/faults.ts'
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

type Issue = z.core.$ZodIssue

type Say = (key: string, values?: Record<string, string>) => string
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
    options: { language: { type: 'string' } },
  })
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const asked = values.language ?? (LC_ALL || LC_MESSAGES || LANG || 'en')
  const language = languages.find((one) => asked.toLowerCase().startsWith(one))
  if (values.language !== undefined && !language)
    throw new UsageFailure(`--language is one of ${languages.join(', ')}`)
  const [file, ...rest] = positionals
  if (!file || rest.length > 0) throw new UsageFailure('mandate check <file.json> [--language <it>]')

  const translate = translator(language ?? 'en')
  const say: Say = (key, slots = {}) => translate(key, slots)
  const read = readDocument(file, say)
  const shape = mandateDocument.safeParse(read)
  const faults = shape.success ? faultsOf(shape.data, say) : shapeFaultsOf(shape.error.issues, read, say)
  for (const { place, says } of faults) console.log(`${place || say('check.whole')}: ${says}`)
  if (shape.success)
    for (const { place, says } of gapsOf(shape.data, say))
      console.log(`${say('check.note')}: ${place}: ${says}`)
  if (!shape.success || faults.length > 0) return 1
  console.log(say('check.none', { hash: sha256(canonicalJson(shape.data as Canonical)) }))
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

function faultsOf(document: MandateDocument, say: Say): Found[] {
  return findMandateFaults(document).map(({ place, fault }) => ({
    place,
    says: `${say(`check.fault_${fault}`)} (${fault})`,
  }))
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

function shapeFaultsOf(issues: readonly Issue[], document: unknown, say: Say): Found[] {
  return issues
    .flatMap((issue) => mostTelling(issue))
    .map((issue) => ({ place: placeOf(issue.path), says: sayShape(issue, document, say) }))
}

function sayShape(issue: Issue, document: unknown, say: Say): string {
  const names = (keys: readonly PropertyKey[]) => keys.map((key) => `"${String(key)}"`).join(', ')
  if (issue.code === 'unrecognized_keys')
    return say('check.shape_unknown_field', { names: names(issue.keys) })
  if (valueAt(document, issue.path) === undefined) return say('check.shape_missing')
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return say('check.shape_number')
      if (issue.expected === 'record') return say('check.shape_object')
      if (['number', 'string', 'boolean', 'object', 'array'].includes(issue.expected))
        return say(`check.shape_${issue.expected}`)
      break
    case 'invalid_value':
      return say('check.shape_option', { options: issue.values.map(String).join(', ') })
    case 'too_small':
      return say('check.shape_small', { bound: String(issue.minimum) })
    case 'too_big':
      return say('check.shape_big', { bound: String(issue.maximum) })
    case 'invalid_key':
      return say('check.shape_key', { names: names(issue.path.slice(-1)) })
    case 'invalid_format':
      if (issue.format === 'date') return say('check.shape_date')
      if (['id', 'name', 'fact', 'limit'].includes(String(issue.path.at(-1)))) return say('check.shape_id')
      if (issue.path.includes('wording')) return say('check.shape_text')
      break
    default:
  }
  return say('check.shape_other', { why: issue.message })
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document
  for (const part of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[part]
  return value
}

/** Of the shapes that a value might have had, the faults of the one that it came nearest to. */
function mostTelling(issue: Issue): Issue[] {
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
