import { isDeepStrictEqual } from 'node:util'
import { type Canonical, canonicalJson } from '../../core/ledger/canonical.ts'
import { saltedHash } from '../../core/ledger/entry.ts'
import type { MandateDocument, PowerKind } from '../../core/mandate/document.ts'
import type { Check } from '../../core/mandate/evaluate.ts'
import { readLedger, verifyClientLedger } from '../../server/ledger/read.ts'
import { sha256 } from '../../server/ledger/record.ts'
import type { Database } from '../../server/platform/db.ts'
import type { Breaches } from './breaches.ts'
import type { SoakDatabase } from './database.ts'
import { type JournalLine, readJournals } from './journal.ts'
import { type DecisionMade, type Replay, startReplay } from './replay.ts'
import { checkRows, compareCounters } from './rows.ts'
import type { SoakClient } from './world.ts'

export type Found = {
  decisions: { mandate: number; stretch: number; lift: number }
  acknowledged: number
  beyond: number
  supportRequests: number
  entries: number
  counters: number
  deliveries: number
  /** what the clients went through */
  tally: Omit<Extract<JournalLine, { told: 'tally' }>, 'told'>
}

type Row = {
  id: string
  client_id: string
  contact_id: string
  customer_id: string
  agent_id: string
  mandate_id: string
  power: PowerKind
  amount_minor: number
  currency: string
  days: number | null
  reason: string
  basis: DecisionMade['basis']
  support_request_id: string | null
  checks: Check[]
  corrects: string | null
  at: Date
  idempotency_key: string | null
}

/** Holds everything against everything: database, ledger, the clients' journals, the receiver's list. */
export async function verify(parts: {
  database: SoakDatabase
  /** as the application sees it */
  db: Database
  clients: SoakClient[]
  accepted: Map<string, number>
  folder: string
  breaches: Breaches
}): Promise<Found> {
  const { database, breaches, accepted } = parts
  const rows = await database.query<Row>(
    `select id, client_id, contact_id, customer_id, agent_id, mandate_id, power, amount_minor, currency, days, reason,
       basis, support_request_id, checks, corrects, at, idempotency_key from decision`,
  )
  const decisions = new Map(rows.map((row) => [row.id, row]))
  const told = await compareJournals(parts, decisions)
  let entries = 0
  const counters = new Map<string, number>()
  for (const client of parts.clients) {
    const { ledger, replay } = await checkClient(parts, client, decisions)
    entries += ledger
    for (const [key, used] of replay.counters) counters.set(key, used)
  }
  await compareCounters(database, counters, breaches)
  await checkRows(database, breaches)
  for (const id of decisions.keys())
    if (!accepted.has(id)) breaches.add('every job was delivered at least once', `fulfilment of ${id}`)
  for (const id of accepted.keys())
    if (!decisions.has(id)) breaches.add('only what was decided is delivered', `fulfilment of ${id}`)
  const [support] = await database.query<{ count: number }>('select count(*) from support_request')
  return {
    decisions: {
      mandate: rows.filter((row) => row.basis === 'mandate').length,
      stretch: rows.filter((row) => row.basis === 'stretch').length,
      lift: rows.filter((row) => row.basis === 'lift').length,
    },
    ...told,
    supportRequests: Number(support?.count),
    entries,
    counters: counters.size,
    deliveries: [...accepted.values()].reduce((sum, times) => sum + times, 0),
  }
}

/** Every acknowledged answer is still true, exactly once. */
async function compareJournals(
  { database, folder, breaches }: { database: SoakDatabase; folder: string; breaches: Breaches },
  decisions: Map<string, Row>,
): Promise<Pick<Found, 'acknowledged' | 'beyond' | 'tally'>> {
  const byKey = new Map<string, string>()
  const tally = { sent: 0, lost: 0, broken: 0, doubled: 0, repeated: 0 }
  let beyond = 0
  const support = new Map(
    (
      await database.query<{ id: string; state: string; decision_id: string | null; contact_id: string }>(
        'select id, state, decision_id, contact_id from support_request',
      )
    ).map((row) => [row.id, row]),
  )
  for (const line of readJournals(folder)) {
    if (line.told === 'wrong') breaches.add('every answer is right', line.what)
    if (line.told === 'beyond') beyond += 1
    if (line.told === 'tally')
      for (const name of Object.keys(tally) as (keyof typeof tally)[]) tally[name] += line[name]
    if (line.told === 'asked' && support.get(line.id)?.contact_id !== line.contactId)
      breaches.add('every acknowledged request for support exists', line.id)
    if (line.told === 'answered') {
      const row = support.get(line.id)
      if (row?.state !== line.state || row.decision_id !== line.decisionId)
        breaches.add('every acknowledged answer of support stands', line.id)
    }
    if (line.told !== 'decided') continue
    const { told: _, contactId, agentId, minor, key, at, ...same } = line
    const row = decisions.get(line.id)
    const expected = {
      ...same,
      ...{ contact_id: contactId, agent_id: agentId, amount_minor: minor, idempotency_key: key },
      at: new Date(at),
    }
    if (!row) breaches.add('every acknowledged decision exists', `${line.id} (key ${key})`)
    else if (
      !Object.entries(expected).every(([name, value]) => isDeepStrictEqual(row[name as keyof Row], value))
    )
      breaches.add(
        'every acknowledged decision is as it was told',
        `${JSON.stringify(line)} ${JSON.stringify(row)}`,
      )
    const other = byKey.get(key)
    if (other && other !== line.id) breaches.add('no key has two decisions', `${key}: ${other} ${line.id}`)
    byKey.set(key, line.id)
  }
  return { acknowledged: byKey.size, beyond, tally }
}

type Body = { id: string; kind: string; actor: string; at: string; facts: Record<string, unknown> }

/** One client's ledger: whole, complete, saying what the tables say; and everything decided again from it. */
async function checkClient(
  { database, db, breaches }: { database: SoakDatabase; db: Database; breaches: Breaches },
  client: SoakClient,
  decisions: Map<string, Row>,
): Promise<{ ledger: number; replay: Replay }> {
  const mandates = new Map(
    (
      await database.query<{ id: string; document: MandateDocument }>(
        'select id, document from mandate where client_id = $1',
        [client.id],
      )
    ).map((row) => [row.id, row.document]),
  )
  const lifts = await database.query<{
    support_request_id: string
    customer_id: string
    power: PowerKind
    amount_minor: number
    currency: string
    days: number | null
    until: Date
  }>('select * from lift where client_id = $1', [client.id])
  const salts = new Map(
    (
      await database.query<{ entry_id: string; field: string; salt: string }>(
        'select entry_id, field, salt from ledger_salt where client_id = $1',
        [client.id],
      )
    ).map((row) => [`${row.entry_id} ${row.field}`, row.salt]),
  )
  const replay = startReplay(client.id, client.timeZone, mandates, breaches)
  const made = new Map<string, number>()
  const given = new Map<string, number>()
  const once = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1)
  for await (const line of readLedger(db, client.id)) {
    const entry = JSON.parse(line.body) as Body
    const { kind, actor, at, facts } = entry
    if (kind === 'guarantee.given') once(given, facts.decision as string)
    if (kind === 'support.answered' && facts.grant === 'customer')
      for (const row of lifts.filter((lift) => lift.support_request_id === facts.request))
        replay.lift(row.customer_id, {
          power: row.power,
          amount: { minor: row.amount_minor, currency: row.currency },
          days: row.days,
          until: row.until.getTime(),
        })
    if (kind !== 'decision.made' && kind !== 'decision.corrected') continue
    once(made, facts.decision as string)
    const row = decisions.get(facts.decision as string)
    // The entry has the limits as they were weighed as a salted hash alone.
    if (row) replay.decide({ ...readDecision(actor, at, facts), checks: row.checks })
    if (!row || !tellsOf(row, entry, salts))
      breaches.add('an entry tells what was decided', `${facts.decision} at ${line.seq}`)
  }
  for (const { id, client_id } of decisions.values()) {
    if (client_id !== client.id) continue
    if (made.get(id) !== 1) breaches.add('one entry decision.made each', `${id}: ${made.get(id) ?? 0}`)
    if (given.get(id) !== 1) breaches.add('one entry guarantee.given each', `${id}: ${given.get(id) ?? 0}`)
  }
  const report = await verifyClientLedger(db, client.id)
  if (report.fault) breaches.add('the ledger verifies', JSON.stringify(report.fault))
  const [entries] = await database.query<{ count: number }>(
    'select count(*) from ledger_entry where client_id = $1',
    [client.id],
  )
  if (Number(entries?.count) !== report.entries)
    breaches.add('every entry has a place', `${report.entries} of ${entries?.count}`)
  return { ledger: report.entries, replay }
}

function readDecision(
  actor: string,
  at: string,
  facts: Record<string, unknown>,
): Omit<DecisionMade, 'checks'> {
  return {
    decision: facts.decision as string,
    contact: facts.contact as string,
    customer: facts.customer as string,
    agent: (facts.agent ?? actor) as string,
    mandate: facts.mandate as string,
    request: {
      power: facts.power as PowerKind,
      amount: { minor: facts.amount_minor as number, currency: facts.currency as string },
      days: facts.days as number | null,
    },
    basis: facts.basis as DecisionMade['basis'],
    supportRequest: facts.support_request as string | null,
    corrects:
      typeof facts.corrects === 'string'
        ? {
            decision: facts.corrects,
            already: { minor: facts.already_minor as number, days: (facts.already_days ?? 0) as number },
          }
        : null,
    at: Date.parse(at),
  }
}

function tellsOf(row: Row, { id, kind, actor, at, facts }: Body, salts: Map<string, string>): boolean {
  const hashed = (field: string, text: string) => saltedHash(sha256, salts.get(`${id} ${field}`) ?? '', text)
  const same = {
    ...{ contact: row.contact_id, customer: row.customer_id, mandate: row.mandate_id, power: row.power },
    ...{ amount_minor: row.amount_minor, currency: row.currency, days: row.days, basis: row.basis },
    support_request: row.support_request_id,
    ...(row.corrects ? { corrects: row.corrects, agent: row.agent_id } : {}),
    reason_hash: hashed('reason', row.reason),
    checks_hash: hashed('checks', canonicalJson(row.checks as unknown as Canonical)),
  }
  return (
    kind === (row.corrects ? 'decision.corrected' : 'decision.made') &&
    actor === row.agent_id &&
    Date.parse(at) === row.at.getTime() &&
    Object.entries(same).every(([name, value]) => facts[name] === value)
  )
}
