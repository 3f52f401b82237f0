import type { PowerKind } from '../../core/mandate/document.ts'
import type { CounterKey } from '../../core/mandate/evaluate.ts'
import type { Breaches } from './breaches.ts'
import type { SoakDatabase } from './database.ts'
import { budgetKey } from './replay.ts'

/** The counters hold the sum of the decisions, in each window; those nobody used hold nothing. */
export async function compareCounters(
  database: SoakDatabase,
  counters: Map<string, number>,
  breaches: Breaches,
): Promise<void> {
  const rest = new Map(counters)
  const rows = await database.query<{
    client_id: string
    scope: CounterKey['scope']
    subject_id: string
    power: PowerKind
    measure: string
    window: CounterKey['window']
    window_start: string
    used: number
  }>('select * from budget')
  for (const row of rows) {
    const key = budgetKey(row.client_id, row.subject_id, { ...row, windowStart: row.window_start })
    const expected = rest.get(key) ?? 0
    rest.delete(key)
    if (row.used !== expected)
      breaches.add('counters equal the sum of decisions', `${key}: ${row.used}, decided ${expected}`)
  }
  for (const [key, expected] of rest)
    breaches.add('counters equal the sum of decisions', `${key}: absent, decided ${expected}`)
}

/** What SQL alone can say. Each of these must find nothing. */
export async function checkRows(database: SoakDatabase, breaches: Breaches): Promise<void> {
  const never = {
    'no key has two decisions': `select idempotency_key as id from decision where idempotency_key is not null
      group by client_id, agent_id, idempotency_key having count(*) > 1`,
    'one fulfilment each, and it is done': `select d.id from decision d
      left join fulfilment f on f.client_id = d.client_id and f.decision_id = d.id
      where f.state is distinct from 'done'`,
    'one mail each': `select d.n::text as id from (select client_id, count(*) n from decision group by 1) d
      left join (select client_id, count(*) n from mail where kind = 'decision' and state = 'kept' group by 1) m using (client_id)
      where d.n is distinct from m.n`,
    'each decision knows its entry': `select d.id from decision d
      left join decision_entry de on de.client_id = d.client_id and de.decision_id = d.id
      left join ledger_entry e on e.client_id = de.client_id and e.id = de.entry_id
      where e.kind is distinct from case when d.corrects is null then 'decision.made' else 'decision.corrected' end`,
    'nothing is taken back': `select id from decision where amount_minor < 0 or days < 1`,
    'a correction adds to a decision of the same agent, customer and power': `select d.id from decision d
      join decision c on c.client_id = d.client_id and c.id = d.corrects
      where c.corrects is not null or (c.agent_id, c.customer_id, c.power, c.currency)
        is distinct from (d.agent_id, d.customer_id, d.power, d.currency)`,
    'a request for support has one decision at most, if it was granted or stood': `select s.id from support_request s
      left join decision d on d.client_id = s.client_id and d.support_request_id = s.id
      group by s.client_id, s.id
      having count(d.id) <> case when s.state in ('granted', 'stood') then 1 else 0 end
        or s.decision_id is distinct from min(d.id::text)::uuid`,
    'each request for support has its entries': `select s.id from support_request s
      left join ledger_entry e on e.client_id = s.client_id and e.kind in ('support.asked', 'support.answered')
        and e.body::jsonb #>> '{facts,request}' = s.id::text
      group by s.client_id, s.id
      having count(e.id) filter (where e.kind = 'support.asked') <> 1
        or count(e.id) filter (where e.kind = 'support.answered') <> case when s.state = 'open' then 0 else 1 end`,
  }
  for (const [promise, sql] of Object.entries(never))
    for (const { id } of await database.query<{ id: string }>(sql)) breaches.add(promise, id)
}
