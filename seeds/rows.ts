import type { Insertable } from 'kysely'
import type { Fact } from '../src/server/ledger/record.ts'
import type { DB } from '../src/server/platform/schema.ts'

/** The world's tables, in an order in which each row finds what it refers to. */
export const worldTables = [
  'operator',
  'site',
  'client',
  'team',
  'person',
  'assignment',
  'person_level',
  'pledge',
  'customer',
  'contact',
  'fact_told',
  'message',
  'doubt',
  'doubt_verdict',
  'contact_event',
  'contact_link',
  'rating',
  'mandate',
  'mandate_team',
  'mandate_signature',
  'mandate_draft',
  'overlay',
  'overlay_signature',
  'budget',
  'decision',
  'feedback',
  'breach',
  'breach_words',
  'breach_report',
  'breach_reporter',
  'breach_answer',
  'learning_case',
  'proposal',
  'story',
  'story_words',
  'fulfilment',
  'support_request',
  'fulfilment_refusal',
  'support_passing',
  'obstacle',
  'obstacle_met',
  'goal',
  'expectation',
  'expectation_term',
  'expectation_agreement',
  'coaching_session',
  'coaching_event',
  'review_rubric',
  'review_draw',
  'review_judgement',
  'review_reply',
  'pulse_tally',
  'scenario',
  'scenario_original',
  'practice',
  'course',
  'refresher',
  'lesson_done',
  'level_request',
  'lift',
  'site_rate',
  'handling_aim',
  'handling_month',
  'ledger_entry',
  'ledger_salt',
  'decision_entry',
  'mail',
] as const satisfies readonly (keyof DB)[]
export type WorldTable = (typeof worldTables)[number]

/** Rows of each table; within a table all have the same columns. */
export type Rows = { [T in WorldTable]: Insertable<DB[T]>[] }

export function emptyRows(): Rows {
  return Object.fromEntries(worldTables.map((table) => [table, []])) as unknown as Rows
}

/** Something that trust needs to know, at its time; `decision` for the entry that tells one. */
export type TimedFact = { at: number; fact: Fact; decision: string | null }
