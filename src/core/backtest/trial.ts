import type { MandateDocument, PowerKind } from '../mandate/document.ts'
import { type AfterCounts, countAfter } from './after.ts'
import { type Replayed, replay, replayInSteps } from './backtest.ts'
import { type Differences, differencesOf, type Standing, standingOf, standingRecorded } from './compare.ts'
import {
  type Endings,
  type ReplayOptions,
  type Rule,
  ruleOf,
  type Verdict,
  verdictOf,
  verdicts,
} from './ending.ts'
import { type History, powerAt, type RecordedEnding, recordedAt } from './history.ts'
import { compilePlan } from './plan.ts'
import { type Summary, startCounting, summarise } from './summary.ts'

export type Trial = {
  document: MandateDocument
  inForce: MandateDocument | null
  /** the draft is for them; the asks of others are left out */
  teamIds: readonly string[]
  against: Against
}

/** What a draft's cases are held against: what the version in force would have done, or what happened. */
export type Against = 'in_force' | 'happened'
/** The draft grants what the other did not, or the other way round. */
export type Which = 'gained' | 'lost'

/** What a mandate comes to. */
export type Tried = { summary: Summary; rules: Rule[] }

/** What takes another look at each row. */
export type Deeper = {
  /** with silence granting what lies within the stretch: asks more, and their cost by currency */
  stretch: { asks: number; cost: number[] }
  gained: number
  lost: number
  /** what customers did next: those of the cases gained, and all others */
  after: { these: AfterCounts; others: AfterCounts }
}

export type CaseRow = {
  row: number
  at: number
  power: PowerKind
  recorded: RecordedEnding
  draft: { verdict: Verdict; rule: Rule | null }
  after: number
}

/**
 * Drafts tried on one history, one after the other; what does not change from one to the next is kept.
 * Lifts are left out, and so is silence: it is the mandate's own reach that is tried.
 */
export function startTrials(history: History, after: Uint8Array) {
  let before: Replayed | null = null
  let silentBefore: Replayed | null = null
  let kept: { key: string; endings: Endings; tried: Tried } | undefined
  let last: { trial: Trial; endings: Endings; other: Endings | null } | undefined
  let differences: Differences = { gained: new Int32Array(), lost: new Int32Array() }

  function optionsOf(teamIds: readonly string[]): ReplayOptions {
    const teams = history.teams.flatMap(({ id }, index) => (teamIds.includes(id) ? [index] : []))
    return teams.length === history.teams.length ? {} : { teams }
  }
  const counted = { draft: startCounting(history), inForce: startCounting(history) }
  function triedOf(endings: Endings, which: keyof typeof counted): Tried {
    return { summary: summarise(history, endings, counted[which]), rules: endings.rules }
  }
  /** The version in force answers the same at every move. */
  function inForceOf({ inForce, teamIds }: Trial) {
    if (!inForce) return null
    const key = JSON.stringify([inForce, teamIds])
    if (kept?.key !== key) {
      const endings = replay(compilePlan(inForce), history, optionsOf(teamIds))
      kept = { key, endings, tried: triedOf(endings, 'inForce') }
    }
    return kept
  }

  return {
    try(trial: Trial): { draft: Tried; inForce: Tried | null } {
      const other = inForceOf(trial)
      before = replay(compilePlan(trial.document), history, optionsOf(trial.teamIds), before)
      last = { trial, endings: before, other: other?.endings ?? null }
      return { draft: triedOf(before, 'draft'), inForce: other?.tried ?? null }
    },
    /** Of the last trial; in steps, so that a move need not wait for the end. */
    *deepen(): Generator<null, Deeper | null> {
      if (!last) return null
      const { trial, endings, other } = last
      const standing = standingOf(history, endings)
      yield null
      const against =
        trial.against === 'in_force' && other
          ? standingOf(history, other)
          : triedOnly(standingRecorded(history), standing)
      yield null
      differences = differencesOf(against, standing)
      const { gained, lost } = differences
      yield null
      const counted = countBoth(after, standing, gained)
      yield null
      const options: ReplayOptions = { ...optionsOf(trial.teamIds), stretch: 'granted' }
      silentBefore = yield* replayInSteps(compilePlan(trial.document), history, options, silentBefore)
      const withSilence = standingOf(history, silentBefore)
      yield null
      const stretch = addedBy(history, standing, withSilence)
      return { stretch, gained: gained.length, lost: lost.length, after: counted }
    },
    /** Rows of the last difference, newest first. */
    page(which: Which, from: number, count: number): CaseRow[] {
      const rows = differences[which]
      const length = Math.max(0, Math.min(count, rows.length - from))
      return Array.from({ length }, (_, i) => caseAt(rows[rows.length - 1 - from - i]!))
    },
  }

  function caseAt(row: number): CaseRow {
    const { endings, rules } = last!.endings
    return {
      row,
      at: history.at[row]!,
      power: powerAt(history, row),
      recorded: recordedAt(history, row),
      draft: { verdict: verdictOf(endings[row]!), rule: rules[ruleOf(endings[row]!)] ?? null },
      after: after[row]!,
    }
  }
}

/** Asks that a mandate was tried on: those of its teams. */
export function askedIn({ ended }: { ended: readonly number[] }): number {
  return ended.reduce((sum, count) => sum + count, 0) - ended[verdicts.indexOf('outside')]!
}

/** Of them, decided at once. */
export function atOnce({ ended }: { ended: readonly number[] }): number {
  return ended[verdicts.indexOf('granted')]!
}

/** Asks of other teams are no difference: 2 where the draft was not tried. */
function triedOnly(standing: Standing, tried: Standing): Standing {
  for (let row = 0; row < standing.length; row++) if (tried[row] === 2) standing[row] = 2
  return standing
}

function addedBy(history: History, before: Standing, withSilence: Standing): Deeper['stretch'] {
  const cost = history.currencies.map(() => 0)
  let asks = 0
  for (let row = 0; row < history.rows; row++) {
    const more = Number(withSilence[row] === 1) - Number(before[row] === 1)
    if (more === 0) continue
    asks += more
    cost[history.currency[row]!]! += more * history.amount[row]!
  }
  return { asks, cost }
}

/** What followed on these rows, and on all others that were tried. */
function countBoth(after: Uint8Array, standing: Standing, rows: Int32Array): Deeper['after'] {
  const these = new Uint32Array(256)
  const others = new Uint32Array(256)
  for (let row = 0; row < after.length; row++) if (standing[row] !== 2) others[after[row]!]!++
  for (const row of rows) {
    these[after[row]!]!++
    others[after[row]!]!--
  }
  return { these: countAfter(these), others: countAfter(others) }
}
