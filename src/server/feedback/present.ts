import type { Feedback } from '../../contract/feedback.ts'
import type { Actor } from '../platform/actor.ts'
import type { FeedbackRow } from './store.ts'

export function presentFeedback(row: FeedbackRow, reader: Actor): Feedback {
  return {
    id: row.id,
    clientId: row.client_id,
    teamId: row.team_id,
    kind: row.kind,
    aboutMe: row.about_id === reader.personId,
    aboutName: row.about_name,
    authorName: row.author_name,
    text: row.text,
    contactId: row.contact_id,
    contactSubject: row.subject,
    decisionId: row.decision_id,
    score: row.score,
    covers: row.covers,
    pay:
      row.pay_minor !== null && row.pay_currency !== null
        ? { minor: row.pay_minor, currency: row.pay_currency }
        : null,
    at: row.at.toISOString(),
    answer:
      row.stance !== null && row.answer !== null && row.answered_at !== null
        ? { stance: row.stance, text: row.answer, at: row.answered_at.toISOString() }
        : null,
  }
}
