/**
 * The people's own satisfaction, asked every four weeks, anonymous. Rounds follow from the calendar alone: none
 * has to be opened, and none can be opened to catch somebody.
 */
export const pulseQuestions = ['authority', 'safety', 'support', 'clarity', 'growth', 'stay'] as const
export type PulseQuestion = (typeof pulseQuestions)[number]

/** 1 (not at all) to 5 (very much so); null: passed over. */
export type PulseAnswers = Record<PulseQuestion, number | null>

/** Nothing of fewer people is ever shown. */
export const fewestShown = 5

const dayMs = 86_400_000
const roundDays = 28
/** Monday, 5 January 2026, UTC: round 1 began then. */
const firstDay = Date.UTC(2026, 0, 5)

export type PulseRound = {
  number: number
  /** instants in ms; open from the first, until just before the second */
  opens: number
  closes: number
}

/** The round of an instant (ms). Four weeks from Monday to Sunday, UTC: one for all sites. */
export function roundAt(now: number): PulseRound {
  return roundOf(Math.floor((now - firstDay) / (roundDays * dayMs)) + 1)
}

export function roundOf(number: number): PulseRound {
  const opens = firstDay + (number - 1) * roundDays * dayMs
  return { number, opens, closes: opens + roundDays * dayMs }
}

/** Counts of the values 1 to 5. */
export type Tally = readonly [number, number, number, number, number]

export type PulseShown = {
  of: number
  /** said 4 or 5 */
  agree: number
  /** 95 % Wilson interval of that share, 0 to 1 */
  interval: [low: number, high: number]
}

/** What may be shown of one question at one site: nothing under five answers. */
export function showTally(
  tally: Tally,
  interval: (count: number, of: number) => [low: number, high: number],
): PulseShown | null {
  const of = tally.reduce((sum, count) => sum + count, 0)
  if (of < fewestShown) return null
  const agree = tally[3] + tally[4]
  return { of, agree, interval: interval(agree, of) }
}

/** Adds answers up, question by question. */
export function tallyOf(answers: readonly PulseAnswers[]): Record<PulseQuestion, Tally> {
  return Object.fromEntries(
    pulseQuestions.map((question) => [
      question,
      [1, 2, 3, 4, 5].map((value) => answers.filter((one) => one[question] === value).length),
    ]),
  ) as unknown as Record<PulseQuestion, Tally>
}
