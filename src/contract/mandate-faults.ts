import type { z } from 'zod'
import type { MandateDocument } from '../core/mandate/document.ts'
import { findMandateFaults } from '../core/mandate/faults.ts'
import type { DocumentFault } from './draft.ts'
import { mandateDocument } from './mandate-document.ts'

type Issue = z.core.$ZodIssue

/**
 * What is wrong with a document, from its outermost shape to what contradicts itself; each with its place.
 * @returns the document where its shape is that of one, even when it contradicts itself
 */
export function checkDocument(document: unknown): {
  document: MandateDocument | null
  faults: DocumentFault[]
} {
  const shape = mandateDocument.safeParse(document)
  if (!shape.success) return { document: null, faults: explainShape(shape.error.issues, document) }
  const faults = findMandateFaults(shape.data).map(({ place, fault }) => ({
    place,
    says: `check.fault_${fault}`,
    values: {},
    code: fault,
  }))
  return { document: shape.data, faults }
}

function explainShape(issues: readonly Issue[], document: unknown): DocumentFault[] {
  return issues.flatMap(mostTelling).map((issue) => {
    const [says, values = {}] = sayShape(issue, document)
    return { place: placeOf(issue.path), says, values }
  })
}

/** A key of the catalogue `check`, and its values. */
function sayShape(issue: Issue, document: unknown): [says: string, values?: Record<string, string>] {
  const names = (keys: readonly PropertyKey[]) => keys.map((key) => `"${String(key)}"`).join(', ')
  if (issue.code === 'unrecognized_keys') return ['check.shape_unknown_field', { names: names(issue.keys) }]
  if (valueAt(document, issue.path) === undefined) return ['check.shape_missing']
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int') return ['check.shape_number']
      if (issue.expected === 'record') return ['check.shape_object']
      if (['number', 'string', 'boolean', 'object', 'array'].includes(issue.expected))
        return [`check.shape_${issue.expected}`]
      break
    case 'invalid_value':
      return ['check.shape_option', { options: issue.values.map(String).join(', ') }]
    case 'too_small':
      return ['check.shape_small', { bound: String(issue.minimum) }]
    case 'too_big':
      return ['check.shape_big', { bound: String(issue.maximum) }]
    case 'invalid_key':
      return ['check.shape_key', { names: names(issue.path.slice(-1)) }]
    case 'invalid_format':
      if (issue.format === 'date') return ['check.shape_date']
      if (['id', 'name', 'fact', 'limit'].includes(String(issue.path.at(-1)))) return ['check.shape_id']
      if (issue.path.includes('wording')) return ['check.shape_text']
      break
    default:
  }
  return ['check.shape_other', { why: issue.message }]
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
