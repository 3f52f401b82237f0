/** Over how many whole weeks a team is looked at. */
export const windowWeeks = [4, 8, 13] as const
export type WindowWeeks = (typeof windowWeeks)[number]

/** With this many closed contacts a plain pattern is found four times in five (test/simulation/coaching.test.ts). */
export const enoughClosed = 200

/**
 * The shortest stretch that has enough contacts, else the longest. It hangs on how many contacts there were and on
 * nothing that came of them, so that choosing it makes no finding more likely.
 */
export function chooseWindow(closedIn: Readonly<Record<WindowWeeks, number>>): WindowWeeks {
  return windowWeeks.find((weeks) => closedIn[weeks] >= enoughClosed) ?? 13
}
