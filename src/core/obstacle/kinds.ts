/** What an obstacle is of. */
export const obstacleKinds = ['system', 'access', 'rule', 'department'] as const
export type ObstacleKind = (typeof obstacleKinds)[number]

/** Whether a promise has run out: its day is over, by the calendar of the site. Both are ISO dates. */
export function isOverdue(promisedOn: string, today: string): boolean {
  return promisedOn < today
}
