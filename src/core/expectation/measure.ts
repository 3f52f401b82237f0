/**
 * What an expectation may be measured by: outcomes, for the customer or for the front line. The list is
 * published (docs/glossary.md); an activity is on none of it (law 5).
 */
export type Direction = 'more' | 'less'

type Measure = {
  /** down: agents, teams and coaches answer for it · up: those above owe it to the front line */
  runs: 'down' | 'up'
  /** whether reaching the aim is having at least, or at most, that share */
  direction: Direction
}

export const measures = {
  /** of the contacts that ended, those that the customer confirmed */
  confirmed_closures: { runs: 'down', direction: 'more' },
  /** of the contacts that ended, those that came back on the same doubt */
  returns: { runs: 'down', direction: 'less' },
  /** of the ratings given, those of 4 or 5 out of 5 */
  satisfaction: { runs: 'down', direction: 'more' },
  /** of the answers to “it was made easy for me” (1 not at all to 7 very much so), those of 6 or 7 */
  ease: { runs: 'down', direction: 'more' },
  /** of the support requests that fell due, those answered by somebody before the clock ran out */
  support_in_time: { runs: 'up', direction: 'more' },
  /** of the obstacles told, those removed */
  obstacles_removed: { runs: 'up', direction: 'more' },
  /** of the coaching sessions agreed on and due, those held */
  coaching_kept: { runs: 'up', direction: 'more' },
  /** of the team's people when the expectation began, those who are still there */
  people_stay: { runs: 'up', direction: 'more' },
} as const satisfies Record<string, Measure>
export type MeasureKind = keyof typeof measures
export const measureKinds = Object.keys(measures) as MeasureKind[]

/** Too few counted to show anything: one answer more or less would tell another story. */
export const fewestToShow = 20

/** Teams are smaller than contacts are many: of people, ten are enough to show. */
export const fewestPeopleToShow = 10

export type Counted = { count: number; of: number }
export type Standing =
  | { says: 'too_early'; counted: null }
  | {
      says: 'on_the_way' | 'too_early' | 'not_on_the_way'
      counted: Counted & { interval: [low: number, high: number] }
    }

/** The 95 % quantile of the standard normal: an interval of 90 %, so that each side errs one time in twenty. */
const z90 = 1.6448536269514722

/**
 * How an expectation stands, derived and never entered. On the way: even the doubtful end of the interval
 * reaches the aim; not on the way: even its hopeful end does not; between, it is too early to say.
 * @param aim basis points (hundredths of a percent), 0 to 10,000
 * @param interval the proportion's score interval at a given z, 0 to 1
 */
export function standingOf(
  kind: MeasureKind,
  aim: number,
  counted: Counted,
  interval: (count: number, of: number, z: number) => [low: number, high: number],
): Standing {
  if (counted.of < (kind === 'people_stay' ? fewestPeopleToShow : fewestToShow))
    return { says: 'too_early', counted: null }
  const [low, high] = interval(counted.count, counted.of, z90)
  const wanted = aim / 10_000
  const { direction } = measures[kind]
  const reached = direction === 'more' ? low >= wanted : high <= wanted
  const missed = direction === 'more' ? high < wanted : low > wanted
  return {
    says: reached ? 'on_the_way' : missed ? 'not_on_the_way' : 'too_early',
    counted: { ...counted, interval: [low, high] },
  }
}
