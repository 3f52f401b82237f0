import { sql } from 'kysely'
import type { FeedbackKind, RubricPart } from '../../core/guarantee/feedback.ts'
import { before, type Keyset } from '../guarantee/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type FeedbackRow = {
  client_id: string
  id: string
  team_id: string
  about_id: string
  about_name: string
  author_id: string
  author_name: string
  kind: FeedbackKind
  text: string
  contact_id: string | null
  subject: string | null
  decision_id: string | null
  score: number | null
  covers: RubricPart[]
  pay_minor: number | null
  pay_currency: string | null
  at: Date
  stance: 'answered' | 'objected' | null
  answer: string | null
  answered_at: Date | null
}

const columns = sql`
  select f.client_id, f.id, f.team_id, f.about_id, p.name as about_name, f.author_id, a.name as author_name, f.kind, f.text,
    f.contact_id, ct.subject, f.decision_id, f.score, f.covers, f.pay_minor, f.pay_currency, f.at, f.stance, f.answer,
    f.answered_at
  from feedback f
  join person p on p.id = f.about_id
  join person a on a.id = f.author_id
  left join contact ct on ct.client_id = f.client_id and ct.id = f.contact_id`

/** Only the two of them: who wrote it, and who it is about. */
export async function findFeedback(
  { tx }: Work,
  actor: Actor,
  feedbackId: string,
): Promise<FeedbackRow | undefined> {
  const { rows } = await sql<FeedbackRow>`${columns}
    where f.id = ${feedbackId} and (f.about_id = ${actor.personId} or f.author_id = ${actor.personId})`.execute(
    tx,
  )
  return rows[0]
}

export async function listFeedback(
  { tx }: Work,
  actor: Actor,
  view: 'about_me' | 'by_me',
  keyset: Keyset,
): Promise<FeedbackRow[]> {
  const mine = view === 'about_me' ? sql`f.about_id` : sql`f.author_id`
  const { rows } = await sql<FeedbackRow>`${columns}
    where ${mine} = ${actor.personId} and ${before(sql`f.at`, sql`f.id`, keyset)}
    order by date_trunc('milliseconds', f.at) desc, f.id desc limit ${keyset.limit}`.execute(tx)
  return rows
}
