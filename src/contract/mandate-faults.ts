import type { z } from 'zod'
import type { MandateDocument } from '../core/mandate/document.ts'
import { findMandateFaults } from '../core/mandate/faults.ts'
import type { DocumentFault } from './draft.ts'
import { mandateDocument } from './mandate-document.ts'

type Issue = z.core.$ZodIssue
type Found = Pick<Issue, 'code' | 'path' | 'message'> & { keys?: readonly string[] }

/** What is wrong with a document, from its outermost shape to what contradicts itself; each with its place. */
export function checkDocument(document: unknown): {
  document: MandateDocument | null
  faults: DocumentFault[]
} {
  const shape = mandateDocument.safeParse(document)
  if (!shape.success) return { document: null, faults: explainShape(shape.error) }
  const faults = findMandateFaults(shape.data)
  return { document: faults.length === 0 ? shape.data : null, faults }
}

export function explainShape({ issues }: z.ZodError): DocumentFault[] {
  return issues.flatMap(mostTelling).flatMap((issue): DocumentFault[] => {
    if (issue.code === 'unrecognized_keys')
      return (issue.keys ?? []).map((key) => ({
        place: placeOf([...issue.path, key]),
        fault: 'shape_unknown',
      }))
    return [{ place: placeOf(issue.path), fault: codeOf(issue), detail: issue.message }]
  })
}

function codeOf({ code, message }: Found): string {
  if (code === 'too_big' || code === 'too_small') return 'shape_range'
  if (code === 'invalid_format') return 'shape_format'
  if (code === 'invalid_value') return 'shape_value'
  if (code === 'invalid_type') return message.endsWith('undefined') ? 'shape_missing' : 'shape_type'
  return 'shape_other'
}

/** Of the shapes that a value might have had, the faults of the one that it came nearest to. */
function mostTelling(issue: Issue): Found[] {
  if (issue.code === 'unrecognized_keys') return [issue]
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => mostTelling({ ...inner, path: [...issue.path, ...inner.path] } as Issue)),
  )
  const depth = (branch: Found[]) => Math.max(0, ...branch.map(({ path }) => path.length))
  return branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0]!
}

/** powers[0].limits[1].bounds.EUR */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}
