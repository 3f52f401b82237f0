import type { LimitScope, LimitWindow, MandateDocument, PowerKind } from '../mandate/document.ts'

/**
 * How an ask ends under a mandate. `outside`: not of a team that is tried. `lifted`: beyond, but granted by the
 * lift it had. `stretched`: beyond, within the stretch: it stands where nobody answers in time.
 */
export const verdicts = ['outside', 'granted', 'lifted', 'stretched', 'beyond', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

/** What can stand in the way, in a list that is the same for every replay of one plan. */
export type Rule = {
  /** a limit's or a condition's id, or why `evaluateMandate` refused */
  id: string
  kind: 'refusal' | 'condition' | 'limit'
  /** of a condition or a limit */
  power: PowerKind | null
  /** of a limit */
  scope: LimitScope | null
  window: LimitWindow | null
}

export type ReplayOptions = {
  /**
   * Which asks within the stretch stand, and so use up budgets: all (what silence would do), none, or those that
   * stood by silence when they were recorded. Default: none.
   */
  stretch?: 'granted' | 'declined' | 'recorded'
  /** Whether an ask that was recorded as granted by a lift has that lift again. Default: ignored. */
  lifts?: 'honoured' | 'ignored'
  /** Indices of the teams that are tried; the asks of others end `outside` and use nothing up. Default: all. */
  teams?: readonly number[]
}

/** How each row ended: `verdict + 8 * (rule + 1)`, where no rule is 0; see `verdictOf` and `ruleOf`. */
export type Endings = { rules: Rule[]; endings: Uint16Array; options: ReplayOptions }

export const refusals = ['malformed', 'power_absent', 'out_of_date', 'currency_absent'] as const

/** The rules of a document in order: refusals, then power by power its conditions and its limits. */
export function rulesOf(document: MandateDocument): Rule[] {
  const none = { power: null, scope: null, window: null }
  return [
    ...refusals.map((id): Rule => ({ id, kind: 'refusal', ...none })),
    ...document.powers.flatMap(({ kind: power, conditions = [], limits }): Rule[] => [
      ...conditions.map(({ id }): Rule => ({ ...none, id, kind: 'condition', power })),
      ...limits.map(({ id, scope, window }): Rule => ({ id, kind: 'limit', power, scope, window })),
    ]),
  ]
}

/** @param rule index among the rules, or -1 for none */
export function endingOf(verdict: Verdict, rule: number): number {
  return verdicts.indexOf(verdict) + 8 * (rule + 1)
}

export function verdictOf(ending: number): Verdict {
  return verdicts[ending & 7]!
}

/** @returns index among the rules; -1: none stood in the way (also of a lifted ask, where one did) */
export function ruleOf(ending: number): number {
  return (ending >> 3) - 1
}
