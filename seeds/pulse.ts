import { pulseQuestions, roundAt } from '../src/core/pulse/round.ts'
import type { SiteKey } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'

/** Answers from 1 to 5 by question, at the three sites, in the rounds that are over: oldest first. */
const answered: Record<SiteKey, Record<(typeof pulseQuestions)[number], number[][]>> = {
  lecce: {
    authority: [
      [0, 1, 1, 2, 1],
      [0, 0, 1, 2, 2],
      [0, 0, 1, 2, 2],
    ],
    safety: [
      [1, 1, 1, 1, 1],
      [0, 1, 1, 2, 1],
      [0, 0, 2, 2, 1],
    ],
    support: [
      [0, 2, 1, 2, 0],
      [0, 1, 2, 2, 0],
      [0, 1, 1, 2, 1],
    ],
    clarity: [
      [0, 0, 2, 2, 1],
      [0, 0, 1, 3, 1],
      [0, 0, 1, 2, 2],
    ],
    growth: [
      [0, 1, 2, 1, 1],
      [0, 1, 1, 2, 1],
      [0, 0, 2, 2, 1],
    ],
    stay: [
      [0, 1, 1, 2, 1],
      [0, 0, 2, 2, 1],
      [0, 0, 1, 2, 2],
    ],
  },
  tunis: {
    authority: [
      [1, 1, 3, 4, 2],
      [0, 1, 2, 5, 3],
      [0, 1, 2, 4, 5],
    ],
    safety: [
      [1, 3, 3, 3, 1],
      [1, 2, 2, 4, 2],
      [0, 1, 3, 5, 3],
    ],
    support: [
      [0, 2, 3, 4, 2],
      [0, 1, 3, 4, 3],
      [0, 1, 2, 5, 4],
    ],
    clarity: [
      [0, 1, 3, 5, 2],
      [0, 1, 2, 5, 3],
      [0, 0, 2, 6, 4],
    ],
    growth: [
      [0, 2, 2, 4, 3],
      [0, 1, 3, 4, 3],
      [0, 1, 2, 4, 5],
    ],
    stay: [
      [1, 1, 3, 3, 3],
      [0, 1, 3, 4, 3],
      [0, 1, 2, 4, 5],
    ],
  },
  milan: {
    authority: [
      [0, 2, 2, 3, 1],
      [0, 1, 2, 3, 2],
      [0, 1, 1, 4, 2],
    ],
    safety: [
      [1, 2, 2, 2, 1],
      [0, 2, 2, 3, 1],
      [0, 1, 2, 3, 2],
    ],
    support: [
      [0, 1, 2, 3, 2],
      [0, 1, 1, 4, 2],
      [0, 1, 2, 3, 2],
    ],
    clarity: [
      [0, 0, 2, 4, 2],
      [0, 0, 2, 4, 2],
      [0, 0, 1, 4, 3],
    ],
    growth: [
      [0, 1, 3, 3, 1],
      [0, 1, 2, 3, 2],
      [0, 1, 2, 3, 2],
    ],
    stay: [
      [0, 2, 2, 3, 1],
      [0, 1, 3, 3, 1],
      [0, 1, 2, 3, 2],
    ],
  },
}

/** What the three rounds before the open one came to. */
export function writePulse(rows: Rows, now: number): void {
  const open = roundAt(now).number
  for (const [site, questions] of Object.entries(answered))
    for (const question of pulseQuestions)
      for (const [i, counts] of questions[question].entries())
        for (const [value, count] of counts.entries())
          rows.pulse_tally.push({
            round: open - 3 + i,
            site_id: idOf('site', site),
            question,
            value: value + 1,
            count,
          })
}
