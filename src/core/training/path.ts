import { type Level, type PowerKind, powerKinds } from '../mandate/document.ts'

/** Who says that the next level is there: oneself, or those who coach and train. */
export type ConfirmedBy = 'self' | 'coach'
export type PathStep = {
  from: Level
  to: Level
  /** different scenarios of the power, practised with use of the authority that was there */
  scenarios: number
  confirmedBy: ConfirmedBy
}

/** Three are the weeks of a first course, five are a season: see docs/training.md. */
const usual: PathStep[] = [
  { from: 'trainee', to: 'full', scenarios: 3, confirmedBy: 'self' },
  { from: 'full', to: 'senior', scenarios: 5, confirmedBy: 'coach' },
]
/** Seldom used and without an amount: fewer cases to practise on. */
const seldom: PathStep[] = [
  { from: 'trainee', to: 'full', scenarios: 2, confirmedBy: 'self' },
  { from: 'full', to: 'senior', scenarios: 3, confirmedBy: 'coach' },
]

/** How practice opens the levels of each power. Data: a change here changes the path, and nothing else does. */
export const pathRules: Record<PowerKind, readonly PathStep[]> = {
  refund: usual,
  fee_waiver: usual,
  goodwill_credit: usual,
  upgrade: usual,
  replacement: usual,
  deadline_moved: seldom,
  exception: seldom,
}

/** So many different cases of a power let somebody walk its whole path. */
export function mostNeeded(power: PowerKind): number {
  return Math.max(...pathRules[power].map(({ scenarios }) => scenarios))
}

export type Practised = { scenarioId: string; power: PowerKind; used: boolean }

export type Ahead = {
  power: PowerKind
  level: Level
  /** null: there is no further level */
  next: { to: Level; confirmedBy: ConfirmedBy; needed: number; done: number; open: boolean } | null
}

/**
 * How far somebody has come with each power and what comes next. A scenario counts once, and only where the
 * authority that was there was used: it is practice in deciding, not in declining.
 */
export function pathOf(levels: Partial<Record<PowerKind, Level>>, practised: readonly Practised[]): Ahead[] {
  return powerKinds.map((power) => {
    const level = levels[power] ?? 'full'
    const step = pathRules[power].find(({ from }) => from === level)
    const done = new Set(
      practised.filter((one) => one.power === power && one.used).map((one) => one.scenarioId),
    ).size
    const next = step && {
      to: step.to,
      confirmedBy: step.confirmedBy,
      needed: step.scenarios,
      done: Math.min(done, step.scenarios),
      open: done >= step.scenarios,
    }
    return { power, level, next: next ?? null }
  })
}
