/** How far a slider reaches: about three times what is there, to a round figure. All in the smallest unit. */
export function reachOf(value: number | null, digits: number, most: number): number {
  // nothing there yet: a hundred of the money, ten of what is counted
  const start = value === null || value === 0 ? (digits > 0 ? 100 * 10 ** digits : 10) : value
  const wanted = 3 * start
  const unit = 10 ** Math.floor(Math.log10(wanted))
  return Math.min(most, Math.ceil(wanted / unit) * unit)
}

/** One step of it up or down: about a hundredth of the reach, and at least one. */
export function steppedBy(value: number, by: 1 | -1, reach: number): number {
  const step = Math.max(1, 10 ** (Math.floor(Math.log10(reach)) - 2))
  // onto the raster, so that steps from a crooked figure become round
  const next = by > 0 ? Math.floor(value / step) + 1 : Math.ceil(value / step) - 1
  return Math.max(0, next * step)
}
