import type { AfterCounts } from '../../core/backtest/after.ts'
import type { Rule, Verdict } from '../../core/backtest/ending.ts'
import type { RecordedEnding } from '../../core/backtest/history.ts'
import type { Summary } from '../../core/backtest/summary.ts'
import type { MandateDocument, PowerKind } from '../../core/mandate/document.ts'

/** What the worker is told: where the past lies, and each draft as it comes. */
export type ToWorker =
  | { load: string }
  | { nth: number; try: Trial }
  /** the rows of a difference, newest first */
  | { page: { from: number; count: number; which: Which } }

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

export type PastShape = {
  rows: number
  /** ms since the epoch; null without rows */
  from: number | null
  until: number | null
  currencies: string[]
  teamIds: string[]
  /** the file's, for opening its cases */
  tag: string
}

export type Tried = { summary: Summary; rules: Rule[] }

/** At each move: what the draft comes to, and what it is compared with. */
export type Answer = { nth: number; draft: Tried; inForce: Tried | null; tookMs: number }

/** A moment after the last move: what takes another look at each row. */
export type Deeper = {
  nth: number
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
  inForce: { verdict: Verdict; rule: Rule | null } | null
  after: number
}

export type FromWorker =
  | { loading: number }
  | { loaded: PastShape }
  | { failed: 'offline' | 'damaged' | 'answered'; status?: number }
  | { answer: Answer }
  | { deeper: Deeper }
  | { cases: { which: Which; from: number; rows: CaseRow[] } }
