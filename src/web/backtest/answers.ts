import type { CaseRow, Deeper, Trial, Tried, Which } from '../../core/backtest/trial.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'

export type { Against, CaseRow, Deeper, Trial, Tried, Which } from '../../core/backtest/trial.ts'

/** What the worker is told: where the past lies, each draft as it comes, and which cases are looked at. */
export type ToWorker =
  | { load: string }
  | { nth: number; try: Trial }
  | { page: { from: number; count: number; which: Which } }

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

/** At each move: what the draft comes to, and what it is compared with. */
export type Answer = { nth: number; draft: Tried; inForce: Tried | null }

/** An answer with the draft that it is of. */
export type Known = Answer & { document: MandateDocument }

export type FromWorker =
  | { loading: number }
  | { loaded: PastShape }
  | { failed: 'offline' | 'damaged' | 'answered' }
  | { answer: Answer }
  /** a moment after the last move */
  | { nth: number; deeper: Deeper }
  | { cases: CaseRow[] }
