import type { Obstacle } from '../../contract/obstacle.ts'

/** Who removes it and by when; to its owner it says so. */
export function promiseKey({ overdue, ownedByMe }: Pick<Obstacle, 'overdue' | 'ownedByMe'>) {
  const how = overdue ? 'late' : 'promised'
  return ownedByMe ? (`obstacles.${how}_mine` as const) : (`obstacles.${how}` as const)
}
