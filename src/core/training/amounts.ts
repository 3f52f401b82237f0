import { findNumbers, scaleAmount } from './find-numbers.ts'
import type { Scenario } from './scenario.ts'
import { withoutOverlaps } from './span.ts'

/** What trainers choose from. Far enough that nobody knows their bill again, near enough that the case stays itself. */
export const amountPercents = [80, 90, 100, 110, 120] as const

/**
 * A case with all its amounts moved together, in its texts and in what was decided then.
 * @param from what the amounts are now, in percent of what they were
 * @param to what they become
 */
export function scaleScenario(scenario: Scenario, from: number, to: number): Scenario {
  if (from === to) return scenario
  const percent = (to * 100) / from
  const scaled = (text: string) => scaleText(text, percent)
  return {
    ...scenario,
    title: scaled(scenario.title),
    situation: scaled(scenario.situation),
    steps: scenario.steps.map(({ words, said, options }) => ({
      words: scaled(words),
      said: said === null ? null : scaled(said),
      options: options.map(scaled),
    })),
    decided: scenario.decided && {
      ...scenario.decided,
      minor: Math.round((scenario.decided.minor * percent) / 100),
    },
    after: scenario.after === null ? null : scaled(scenario.after),
    reach: scaled(scenario.reach),
  }
}

/** From the end, so that the places before stay where they are. */
function scaleText(text: string, percent: number): string {
  const { links, amounts } = findNumbers(text)
  return withoutOverlaps([...links, ...amounts])
    .filter(({ kind }) => kind === 'amount')
    .reduceRight(
      (made, { start, end }) =>
        `${made.slice(0, start)}${scaleAmount(made.slice(start, end), percent)}${made.slice(end)}`,
      text,
    )
}
