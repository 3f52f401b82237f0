import { CompiledQuery } from 'kysely'
import type { CounterKey } from '../../core/mandate/evaluate.ts'
import type { sealFacts } from '../ledger/record.ts'
import type { mailRow } from '../mail/queue.ts'

type SealedFact = ReturnType<typeof sealFacts>[number]

/** All that there is of one decision. */
export type DecisionRows = {
  decision: Record<(typeof decisionColumns)[number], unknown> & { id: string; client_id: string }
  /** what tells it, with its salts, and its guarantee */
  entries: readonly [SealedFact, SealedFact]
  /** what it adds to; none twice */
  counters: readonly Added[]
  /** null for a customer without an address */
  told: { mail: ReturnType<typeof mailRow>; tokenHash: string } | null
}

type Added = CounterKey & { subjectId: string; added: number }

/** `id` and `client_id` first: what follows refers to them by their numbers. */
const decisionColumns = [
  ...([
    'id',
    'client_id',
    'contact_id',
    'customer_id',
    'team_id',
    'agent_id',
    'mandate_id',
    'power',
  ] as const),
  ...([
    'amount_minor',
    'currency',
    'days',
    'reason',
    'basis',
    'support_request_id',
    'checks',
    'conditions',
  ] as const),
  ...([
    'facts',
    'known',
    'agent_level',
    'at',
    'corrects',
    'made_by',
    'idempotency_key',
    'request_hash',
  ] as const),
] as const
const mailColumns = ['id', 'to_address', 'language', 'kind', 'subject', 'text', 'state'] as const

const [insertSilently, insertAndTell] = [writeText(false), writeText(true)]

/**
 * One statement for a decision: the row, what carries it out, what tells and guarantees it in the ledger, what it
 * adds to its counters, the customer's mail and link, and the jobs. One instead of a dozen: what a statement costs is
 * mostly its way there and back, and the counters are held meanwhile.
 */
export function insertDecision({ decision, entries, counters, told }: DecisionRows): CompiledQuery {
  const [made, guaranteed] = entries
  const each = (key: keyof Added) => counters.map((counter) => counter[key])
  return CompiledQuery.raw(told ? insertAndTell : insertSilently, [
    ...decisionColumns.map((column) => decision[column]),
    ...[made, guaranteed].flatMap(({ entry }) => [entry.id, entry.kind, entry.body, entry.hash]),
    made.salts.map(({ field }) => field),
    made.salts.map(({ salt }) => salt),
    ...[each('scope'), each('subjectId'), each('power'), each('measure'), each('window')],
    ...[each('windowStart'), each('added')],
    ...(told ? [told.tokenHash, ...mailColumns.map((column) => told.mail[column])] : []),
  ])
}

/** The counters by the way of `on conflict`, which finds each by its key, however many a client has. */
function writeText(tells: boolean): string {
  let given = 0
  const take = (count: number) => Array.from({ length: count }, () => `$${++given}`)
  const decision = take(decisionColumns.length)
  const at = decision[decisionColumns.indexOf('at')]!
  const [id, client, contact] = decision as [string, string, string]
  const [made, madeKind, madeBody, madeHash] = take(4)
  const [guaranteed, guaranteedKind, guaranteedBody, guaranteedHash] = take(4)
  const [fields, salts] = take(2)
  const [scopes, subjects, powers, measures, windows, starts, amounts] = take(7)
  const [tokenHash] = take(1)
  const mail = take(mailColumns.length)
  const telling = `, linked as (
      insert into contact_link (client_id, contact_id, token_hash, created_at) values (${client}, ${contact}, ${tokenHash}, ${at})
    ), mailed as (
      insert into mail (client_id, created_at, ${mailColumns.join(', ')}) values (${client}, ${at}, ${mail.join(', ')})
    )`
  return `
    with decided as (
      insert into decision (${decisionColumns.join(', ')}, guaranteed) values (${decision.join(', ')}, true)
    ), ordered as (
      insert into fulfilment (client_id, decision_id) values (${client}, ${id})
    ), recorded as (
      insert into ledger_entry (client_id, id, kind, at, body, hash)
      values (${client}, ${made}, ${madeKind}, ${at}, ${madeBody}, ${madeHash}),
        (${client}, ${guaranteed}, ${guaranteedKind}, ${at}, ${guaranteedBody}, ${guaranteedHash})
    ), salted as (
      insert into ledger_salt (client_id, entry_id, field, salt)
      select ${client}, ${made}, * from unnest(${fields}::text[], ${salts}::text[])
    ), found_by as (
      insert into decision_entry (client_id, decision_id, entry_id) values (${client}, ${id}, ${made})
    ), counted as (
      insert into budget (client_id, scope, subject_id, power, measure, "window", window_start, used)
      select ${client}, * from unnest(${scopes}::text[], ${subjects}::uuid[], ${powers}::text[], ${measures}::text[],
        ${windows}::text[], ${starts}::date[], ${amounts}::bigint[])
      on conflict (client_id, subject_id, scope, power, measure, "window", window_start)
        do update set used = budget.used + excluded.used
    )${tells ? telling : ''}
    select enqueue_job('decision.fulfil', json_build_object('clientId', ${client}, 'decisionId', ${id}))
      ${tells ? `, enqueue_job('mail.send', json_build_object('mailId', ${mail[0]}, 'clientId', ${client}))` : ''}`
}
