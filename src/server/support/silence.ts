import { sql } from 'kysely'
import { decideSilence } from '../../core/support/chain.ts'
import { holdCorrected } from '../decision/correct.ts'
import { findContactForAgent } from '../decision/store.ts'
import { weighRequest } from '../decision/weigh.ts'
import { writeDecision } from '../decision/write.ts'
import { recordEntries } from '../ledger/record.ts'
import { findMandateInForce } from '../mandate/store.ts'
import type { Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import { found, invariant } from '../platform/problem.ts'
import type { Sweep } from '../platform/sweep.ts'
import { publishAnswer } from './answer.ts'
import { findSupportRequest, type SupportRow } from './store.ts'

/** Looks for requests whose clock has run out, every second: the promise is in minutes, and it is kept. */
export function silenceSweep({ db, config }: Platform): Sweep {
  return {
    name: 'support silence',
    everyMs: 1000,
    run: async () => {
      const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
      for (const { id } of rows)
        while (await db.work([id], (work) => answerOneSilence(work, id, config.publicUrl)));
    },
  }
}

/**
 * Takes one request whose clock has run out and does what silence means: inside the stretch the decision
 * stands, beyond it the request passes upwards, and from the last one it stays in sight, late.
 * @returns whether there was one to do
 */
export async function answerOneSilence(work: Work, clientId: string, publicUrl: string): Promise<boolean> {
  // The last level's late ones are left out: nothing more follows from silence there.
  const { rows } = await sql<{ id: string }>`
    select id from support_request
    where client_id = ${clientId} and state = 'open' and due_at <= ${work.now}
      and not (level = 'administrator' and not (kind = 'lift' and within_stretch))
    order by due_at limit 1 for update skip locked`.execute(work.tx)
  if (!rows[0]) return false
  const request = found(await findSupportRequest(work, rows[0].id))
  const stands = request.kind === 'lift' && request.within_stretch && (await stand(work, request, publicUrl))
  if (!stands) await passUp(work, request)
  publishAnswer(work, request)
  return true
}

/** Law 2: nobody answered in time and it is still within the stretch, so the agent's decision stands. */
async function stand(work: Work, request: SupportRow, publicUrl: string): Promise<boolean> {
  invariant(
    request.power && request.amount_minor !== null && request.currency,
    'a lift names what it asks for',
  )
  const contact = found(await findContactForAgent(work.tx, request.contact_id, [request.team_id]))
  const mandate = await findMandateInForce(work.tx, request.client_id, request.team_id, work.now)
  if (!mandate) return false
  const wish = {
    power: request.power,
    amount: { minor: request.amount_minor, currency: request.currency },
    days: request.days,
  }
  const corrects = request.corrects ? await holdCorrected(work, request.client_id, request.corrects) : null
  const weighed = await weighRequest(work, {
    contact,
    agentId: request.agent_id,
    mandate,
    request: wish,
    corrects,
  })
  const { evaluation } = weighed
  const reached =
    evaluation.verdict === 'granted' || (evaluation.verdict === 'beyond' && evaluation.stretchReaches)
  if (!reached) return false
  const decision = await writeDecision(work, {
    contact,
    agentId: request.agent_id,
    mandate,
    request: wish,
    reason: request.reason.slice(0, 300),
    basis: evaluation.verdict === 'granted' ? evaluation.basis : 'stretch',
    ...weighed,
    supportRequestId: request.id,
    corrects,
    idempotency: null,
    publicUrl,
  })
  await work.tx
    .updateTable('support_request')
    .set({ state: 'stood', answered_at: work.now, decision_id: decision.id })
    .where('client_id', '=', request.client_id)
    .where('id', '=', request.id)
    .execute()
  await recordEntries(work, [
    {
      clientId: request.client_id,
      kind: 'support.answered',
      actor: 'system',
      facts: {
        request: request.id,
        answer: 'stood',
        grant: null,
        decision: decision.id,
        in_time: false,
        level: request.level,
      },
    },
  ])
  return true
}

async function passUp(work: Work, request: SupportRow): Promise<void> {
  const outcome = decideSilence(
    {
      kind: request.kind,
      level: request.level,
      dueAt: request.due_at.getTime(),
      withinStretch: false,
      open: true,
    },
    work.now.getTime(),
    request.minutes,
  )
  if (outcome.type !== 'passed_up') {
    // Weighed again it no longer reaches, and nobody is above: it stays open and late from here on.
    await work.tx
      .updateTable('support_request')
      .set({ within_stretch: false })
      .where('client_id', '=', request.client_id)
      .where('id', '=', request.id)
      .execute()
    return
  }
  await work.tx
    .updateTable('support_request')
    .set({ level: outcome.to, due_at: new Date(outcome.dueAt), within_stretch: false })
    .where('client_id', '=', request.client_id)
    .where('id', '=', request.id)
    .execute()
  await work.tx
    .insertInto('support_passing')
    .values({
      client_id: request.client_id,
      support_request_id: request.id,
      from_level: request.level,
      to_level: outcome.to,
      at: work.now,
    })
    .execute()
  await recordEntries(work, [
    {
      clientId: request.client_id,
      kind: 'support.passed',
      actor: 'system',
      facts: {
        request: request.id,
        from: request.level,
        to: outcome.to,
        due: new Date(outcome.dueAt).toISOString(),
      },
    },
  ])
}
