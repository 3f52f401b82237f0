import { sql } from 'kysely'
import {
  type AnswerLevel,
  type BreachKind,
  type BreachOutcome,
  passesUpAfterDays,
} from '../../core/breach/above.ts'
import { before, type Keyset } from '../guarantee/store.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'

export type ReportRow = {
  client_id: string
  client_name: string
  id: string
  kind: BreachKind
  at: Date
  concerned_id: string
  concerned_name: string
  words: string
  named_id: string | null
  named_name: string | null
  tag: string
  goes_to: AnswerLevel
  outcome: BreachOutcome | null
  answer_words: string | null
  answered_at: Date | null
}

const columns = sql`
  select b.client_id, c.name as client_name, b.id, b.reason as kind, b.at, b.author_id as concerned_id,
    p.name as concerned_name, r.words, r.named_id, n.name as named_name, k.tag, b.seen_from as goes_to,
    a.outcome, a.words as answer_words, a.at as answered_at
  from breach b
  join client c on c.id = b.client_id
  join person p on p.id = b.author_id
  join breach_report r on r.client_id = b.client_id and r.breach_id = b.id
  join breach_reporter k on k.client_id = b.client_id and k.breach_id = b.id
  left join person n on n.id = r.named_id
  left join breach_answer a on a.client_id = b.client_id and a.breach_id = b.id`

/** Lists are short: a house with more open than this has other worries. */
const most = 200

/** Unanswered, within this person's reach from above, and never about themselves. Oldest first. */
export async function listToAnswer(work: Work, actor: Actor): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`${columns}
    where b.kind = 'reported' and a.breach_id is null and ${answerableBy(work, actor)}
    order by b.at, b.id limit ${most}`.execute(work.tx)
  return rows
}

/** The newest reports of these clients: whose they are, only the server's secret can say. */
export async function listReports({ tx }: Work): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`${columns}
    where b.kind = 'reported' order by b.at desc, b.id desc limit 5000`.execute(tx)
  return rows
}

export async function findReport({ tx }: Work, breachId: string): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`${columns} where b.kind = 'reported' and b.id = ${breachId}`.execute(
    tx,
  )
  return rows[0]
}

export async function findAnswerable(
  work: Work,
  actor: Actor,
  breachId: string,
): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`${columns}
    where b.kind = 'reported' and b.id = ${breachId} and ${answerableBy(work, actor)}`.execute(work.tx)
  return rows[0]
}

/** By the day of the answer, newest first. */
export async function listAnswered(
  { tx }: Work,
  keyset: Keyset,
): Promise<(ReportRow & { answered_at: Date })[]> {
  const { rows } = await sql<ReportRow & { answered_at: Date }>`${columns}
    where b.kind = 'reported' and a.breach_id is not null and ${before(sql`a.at`, sql`b.id`, keyset)}
    order by date_trunc('milliseconds', a.at) desc, b.id desc limit ${keyset.limit}`.execute(tx)
  return rows
}

export type ReportCounts = { client_id: string; answered: number; put_right: number }

/** Only what was answered is counted: a count of the rest would tell the one it concerns that there is something. */
export async function countReports({ tx }: Work): Promise<ReportCounts[]> {
  const { rows } = await sql<ReportCounts>`
    select client_id, count(*) as answered, count(*) filter (where outcome = 'put_right') as put_right
    from breach_answer group by client_id`.execute(tx)
  return rows
}

/** Whom a breach goes to, and after a week without an answer the next above as well; never whom it concerns. */
function answerableBy({ now }: Work, actor: Actor) {
  const ago = (weeks: number) => new Date(now.getTime() - weeks * passesUpAfterDays * 86_400_000)
  const administrator = actor.roles.includes('administrator')
  const sponsor = actor.roles.includes('sponsor')
  const concerns = sql`(select array_agg(ca.role) from assignment ca where ca.person_id = b.author_id)`
  return sql`b.author_id <> ${actor.personId} and (
    (b.seen_from = 'manager' and r.site_id = any (${actor.siteIds}::uuid[]))
    or (${administrator} and (b.seen_from = 'administrator' or (b.seen_from = 'manager' and b.at <= ${ago(1)}))
      and not ('administrator' = any (coalesce(${concerns}, '{}'))))
    or (${sponsor} and (b.seen_from = 'sponsor' or (b.seen_from = 'administrator' and b.at <= ${ago(1)})
      or (b.seen_from = 'manager' and b.at <= ${ago(2)}))))`
}
