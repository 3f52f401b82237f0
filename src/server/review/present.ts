import type { Review, ReviewLine, Rubric } from '../../contract/review.ts'
import { minorDigits } from '../../core/money/format.ts'
import { hideSums } from '../../core/review/blind.ts'
import { agreementOf, patternsOf } from '../../core/review/rubric.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db.ts'
import { type DrawRow, listCalibrations, listLevels, type RubricRow, readConversation } from './store.ts'

export async function presentRubric(tx: Tx, row: RubricRow): Promise<Rubric> {
  const levels = await listLevels(tx, row.team_id, row.version)
  return {
    teamId: row.team_id,
    teamName: row.team_name,
    version: row.version,
    criteria: row.criteria,
    writtenBy: row.written_by,
    on: row.on,
    patterns: patternsOf(levels, row.criteria),
    agreement: agreementOf(await listCalibrations(tx, row.team_id, row.version)),
  }
}

export function presentLine(row: DrawRow, { personId }: Actor): ReviewLine {
  const part = row.agent_id === personId ? 'reviewed' : 'reviewer'
  return {
    id: row.id,
    teamId: row.team_id,
    subject: row.subject,
    calibration: row.calibration,
    part,
    written: row.judgements.some(({ reviewer_id }) => part === 'reviewed' || reviewer_id === personId),
    on: row.on,
  }
}

/** Others' judgements come once one's own is written, so that nobody reads by another's eyes. */
export async function presentReview(tx: Tx, row: DrawRow, actor: Actor): Promise<Review> {
  const line = presentLine(row, actor)
  const { messages, sums } = await readConversation(tx, row.contact_id)
  const hidden = sums.map(({ minor, currency }) => ({ minor, digits: minorDigits(currency) }))
  const shown = line.written ? row.judgements : []
  return {
    ...line,
    rubricVersion: row.version,
    criteria: row.criteria,
    messages: messages.map(({ kind, text }) => ({ kind, text: hideSums(text, hidden) })),
    protectedDecision: sums.length > 0,
    judgements: shown.map((one) => ({
      reviewerId: one.reviewer_id,
      reviewerName: one.reviewer_name,
      mine: one.reviewer_id === actor.personId,
      levels: one.levels,
      words: one.words,
      on: one.on,
      reply: one.reply,
    })),
    agreement: row.calibration && shown.length > 1 ? agreementOf([shown.map(({ levels }) => levels)]) : null,
  }
}
