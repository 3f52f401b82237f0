import { type ProblemCode, type ProblemDetails, problemStatus } from '../../contract/problem.ts'

/** An expected failure: thrown anywhere below a handler, answered as RFC 9457 at the HTTP edge. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly errors: ProblemDetails['errors']
  constructor(code: ProblemCode, detail?: string, errors?: ProblemDetails['errors']) {
    super(detail ?? code)
    this.code = code
    this.errors = errors
  }
  get status(): number {
    return problemStatus[this.code]
  }
}

/** A bug if it fails: caught only at the HTTP edge and by the job runner. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`)
}

/** The row, or the problem `not_found`. */
export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new Problem('not_found')
  return row
}
