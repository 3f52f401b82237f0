import { countAfter } from '../../core/backtest/after.ts'
import { compilePlan, replay } from '../../core/backtest/backtest.ts'
import {
  type Differences,
  differencesOf,
  type Standing,
  standingOf,
  standingRecorded,
} from '../../core/backtest/compare.ts'
import { type Endings, type ReplayOptions, ruleOf, verdictOf } from '../../core/backtest/ending.ts'
import { type History, powerAt, recordedAt } from '../../core/backtest/history.ts'
import { summarise } from '../../core/backtest/summary.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import type { Answer, CaseRow, Deeper, Trial, Tried, Which } from './answers.ts'

/** Drafts tried on one history, one after the other; what does not change from one to the next is kept. */
export function startTrials(history: History, after: Uint8Array) {
  let buffers: Endings | undefined
  let kept: { key: string; endings: Endings; tried: Tried } | undefined
  let last: { trial: Trial; endings: Endings; other: Endings | null } | undefined
  let differences: Differences = { gained: new Int32Array(), lost: new Int32Array() }

  function optionsOf(teamIds: readonly string[]): ReplayOptions {
    return { teams: history.teams.flatMap(({ id }, index) => (teamIds.includes(id) ? [index] : [])) }
  }
  function run(document: MandateDocument, options: ReplayOptions, reuse?: Endings): Endings {
    return replay(compilePlan(document, history), history, { ...options, ...(reuse ? { reuse } : {}) })
  }
  function triedOf(endings: Endings): Tried {
    return { summary: summarise(history, endings), rules: endings.rules }
  }
  /** The version in force answers the same at every move. */
  function inForceOf({ inForce, teamIds }: Trial) {
    if (!inForce) return null
    const key = JSON.stringify([inForce, teamIds])
    if (kept?.key !== key) {
      const endings = run(inForce, optionsOf(teamIds))
      kept = { key, endings, tried: triedOf(endings) }
    }
    return kept
  }

  return {
    try(nth: number, trial: Trial): Answer {
      const began = performance.now()
      const other = inForceOf(trial)
      const endings = run(trial.document, optionsOf(trial.teamIds), buffers)
      buffers = endings
      last = { trial, endings, other: other?.endings ?? null }
      const draft = triedOf(endings)
      return { nth, draft, inForce: other?.tried ?? null, tookMs: performance.now() - began }
    },
    /** In steps, so that a move need not wait for the end: it begins anew after each. */
    *deepen(nth: number): Generator<null, Deeper | null> {
      if (!last) return null
      const { trial, endings, other } = last
      const standing = standingOf(history, endings)
      const against =
        trial.against === 'in_force' && other
          ? standingOf(history, other)
          : triedOnly(standingRecorded(history), standing)
      differences = differencesOf(against, standing)
      const { gained, lost } = differences
      yield null
      const counted = countBoth(after, standing, gained)
      yield null
      const silent = run(trial.document, { ...optionsOf(trial.teamIds), stretch: 'granted' })
      yield null
      const stretch = addedBy(history, standing, standingOf(history, silent))
      return { nth, stretch, gained: gained.length, lost: lost.length, after: counted }
    },
    /** Newest first. */
    page(which: Which, from: number, count: number): CaseRow[] {
      if (!last) return []
      const rows = differences[which]
      const chosen = Array.from({ length: Math.max(0, Math.min(count, rows.length - from)) }, (_, i) => {
        return rows[rows.length - 1 - from - i]!
      })
      return chosen.map((row) => caseAt(row, last!.endings, last!.other))
    },
  }

  function caseAt(row: number, endings: Endings, other: Endings | null): CaseRow {
    const said = ({ endings: all, rules }: Endings) => ({
      verdict: verdictOf(all[row]!),
      rule: rules[ruleOf(all[row]!)] ?? null,
    })
    return {
      row,
      at: history.at[row]!,
      power: powerAt(history, row),
      recorded: recordedAt(history, row),
      draft: said(endings),
      inForce: other && said(other),
      after: after[row]!,
    }
  }
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
