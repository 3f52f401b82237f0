import type { z } from 'zod'
import type { mandateDetail } from '../../contract/mandate.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found } from '../platform/problem.ts'
import { findPrevious } from './previous.ts'
import { findMandate, presentMandateLine, sideOf } from './store.ts'

export async function showMandate(
  work: Work,
  actor: Actor,
  mandateId: string,
): Promise<z.infer<typeof mandateDetail>> {
  const row = found(await findMandate(work, mandateId))
  return {
    ...presentMandateLine(row),
    document: row.document,
    hash: row.hash,
    maySign: sideOf(row, actor),
    previous: await findPrevious(work, mandateId),
  }
}
