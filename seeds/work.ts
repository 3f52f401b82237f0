import type { Tx, Work } from '../src/server/platform/db.ts'

/** A unit of work in a transaction that is ours to end, with nobody to tell. */
export function workIn(tx: Tx, now: Date): Work {
  const nothing = () => undefined
  return {
    ...{ tx, now, publish: nothing, wakeJobs: nothing },
    finish() {
      throw new Error('the transaction goes on')
    },
  }
}
