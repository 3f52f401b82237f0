import { Problem } from './problem.ts'

/** For `.catch`: what PostgreSQL's unique constraint refuses is the problem `already_exists`. */
export function refuseDuplicate(error: unknown): never {
  // 23505: unique_violation
  if ((error as { code?: string }).code === '23505') throw new Problem('already_exists')
  throw error
}
