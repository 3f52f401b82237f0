import type { MandateDocument } from '../mandate/document.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { type Endings, type ReplayOptions, type Rule, rulesOf } from './ending.ts'
import type { History, HistorySchema } from './history.ts'
import { replayPlainly } from './plain.ts'

/** A mandate made ready for one history; cheap enough to be made anew at each move of a slider. */
export type Plan = {
  document: MandateDocument
  overlays: readonly OverlayInForce[]
  rules: Rule[]
}

export function compilePlan(
  document: MandateDocument,
  schema: HistorySchema,
  overlays: readonly OverlayInForce[] = [],
): Plan {
  void schema
  return { document, overlays, rules: rulesOf(document) }
}

/** What a replay may take over from the one before: its arrays (its endings are then no longer its own). */
export type Reuse = { reuse?: Endings }

/** How each past ask would have ended under a plan: exactly as by `evaluateMandate`, in the order of time. */
export function replay(plan: Plan, history: History, options: ReplayOptions & Reuse = {}): Endings {
  return replayPlainly(plan, history, options)
}
