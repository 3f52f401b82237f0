/** An axis from 0: the round number at or above `most`, with the steps that are written beside it. */
export function scaleOf(most: number, steps = 3): { ticks: number[]; max: number } {
  const rough = most / steps
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((nice) => nice * power).find((nice) => nice >= rough) ?? rough
  const count = Math.ceil(most / step - 1e-9)
  return { ticks: Array.from({ length: count + 1 }, (_, i) => i * step), max: count * step }
}

/** The same places, moved apart to be at least `gap` from each other, in their order. */
export function spread(places: readonly number[], gap: number): number[] {
  const order = places.map((place, i) => ({ place, i })).sort((a, b) => a.place - b.place)
  const result = [...places]
  for (let i = 1; i < order.length; i++) {
    const [before, here] = [order[i - 1]!, order[i]!]
    const lack = gap - (here.place - before.place)
    if (lack > 0) {
      before.place -= lack / 2
      here.place += lack / 2
    }
  }
  for (const { place, i } of order) result[i] = place
  return result
}
