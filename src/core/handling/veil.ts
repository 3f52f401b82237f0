/**
 * When somebody did something on a contact, as their colleagues are told it: its day, and its place among what
 * happened. A veiled time is moved back to the latest thing that is told exactly (the customer's own words, a
 * decision), or to the beginning of its day, whichever is later. So it depends on nothing but the day and the order:
 * neither one contact nor the average of a thousand tells how long anybody took (rounding to the hour would, on
 * average).
 * @param items by time, ms since the epoch
 * @param dayStart the beginning of the day of an instant, in the site's zone
 */
export function veilTimes(
  items: readonly { at: number; veiled: boolean }[],
  dayStart: (at: number) => number,
): number[] {
  let told = Number.NEGATIVE_INFINITY
  return items.map(({ at, veiled }) => {
    if (!veiled) told = at
    return veiled ? Math.max(told, dayStart(at)) : at
  })
}
