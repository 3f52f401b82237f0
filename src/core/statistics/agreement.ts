/**
 * How far several who judge the same things agree beyond chance: Krippendorff's alpha, for any number of
 * judges, with judgements missing. K. Krippendorff (2011), Computing Krippendorff's alpha-reliability,
 * University of Pennsylvania; 1 is full agreement, 0 what chance gives, below 0 less than that.
 */
export type JudgementScale = 'nominal' | 'ordinal' | 'interval'

/**
 * @param units one row for each thing judged: the judgements it got, null where a judge gave none
 * @returns null where nothing was judged by two, or all judgements are the same value (nothing to tell apart)
 */
export function krippendorffAlpha(
  units: readonly (readonly (number | null)[])[],
  scale: JudgementScale,
): number | null {
  const pairable = units
    .map((unit) => unit.filter((value): value is number => value !== null))
    .filter((unit) => unit.length >= 2)
  const values = [...new Set(pairable.flat())].sort((a, b) => a - b)
  if (values.length < 2) return null
  const place = new Map(values.map((value, i) => [value, i]))
  const coincidences = values.map(() => values.map(() => 0))
  for (const unit of pairable)
    for (const [i, one] of unit.entries())
      for (const [j, other] of unit.entries())
        if (i !== j) coincidences[place.get(one)!]![place.get(other)!]! += 1 / (unit.length - 1)
  const totals = coincidences.map((row) => row.reduce((sum, n) => sum + n, 0))
  const all = totals.reduce((sum, n) => sum + n, 0)
  const distance = distanceOf(scale, values, totals)
  let observed = 0
  let expected = 0
  for (const c of values.keys())
    for (const k of values.keys()) {
      observed += coincidences[c]![k]! * distance(c, k)
      expected += totals[c]! * totals[k]! * distance(c, k)
    }
  return 1 - ((all - 1) * observed) / expected
}

/** Squared distances between values by their places, as the scale has them. */
function distanceOf(scale: JudgementScale, values: readonly number[], totals: readonly number[]) {
  return (c: number, k: number): number => {
    if (c === k) return 0
    if (scale === 'nominal') return 1
    if (scale === 'interval') return (values[c]! - values[k]!) ** 2
    const [low, high] = c < k ? [c, k] : [k, c]
    let between = 0
    for (let g = low; g <= high; g += 1) between += totals[g]!
    return (between - (totals[c]! + totals[k]!) / 2) ** 2
  }
}
