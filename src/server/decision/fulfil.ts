import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { JobTask } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { recordRefusal } from './refuse.ts'

const payload = z.strictObject({ clientId: z.uuid(), decisionId: z.uuid() })

/** A client's system answers a webhook within this, or it is tried again. */
const timeoutMs = 10_000
/** Unprocessable: understood, and not to be done. */
const refusedStatus = 422
const mostOfAnswer = 10_000
/** RFC 9457 problem details with one member of ours; other members may stand beside it. */
const refusalBody = z.object({ reason: z.string().trim().min(1).max(500) })

/**
 * Has a decision carried out by the client's own system: a signed webhook (standardwebhooks.com), at least
 * once. The decision's id is the message id, by which the receiver keeps it from happening twice. Without an
 * address it stays queued, and is sent when the client gets one. 422 with a `reason` is the client's last word:
 * it is not tried again, but recorded as a refusal (see refuse.ts).
 */
export function fulfilJob({ db, clock }: Platform): JobTask {
  return async (input) => {
    const { clientId, decisionId } = payload.parse(input)
    const order = await db.work([clientId], ({ tx }) =>
      tx
        .selectFrom('fulfilment as f')
        .innerJoin('decision as d', (join) =>
          join.onRef('d.client_id', '=', 'f.client_id').onRef('d.id', '=', 'f.decision_id'),
        )
        .innerJoin('client as c', 'c.id', 'f.client_id')
        .innerJoin('customer as cu', (join) =>
          join.onRef('cu.client_id', '=', 'd.client_id').onRef('cu.id', '=', 'd.customer_id'),
        )
        .select([
          'f.state',
          'c.fulfilment_url',
          'c.fulfilment_secret',
          'd.id',
          'd.power',
          'd.amount_minor',
          'd.currency',
          'd.days',
          'd.basis',
          'd.at',
          'd.corrects',
          'c.fulfilment_secret_before',
          'c.fulfilment_secret_before_until',
          'cu.source_id as customer_reference',
          'd.customer_id',
        ])
        .where('f.client_id', '=', clientId)
        .where('f.decision_id', '=', decisionId)
        .executeTakeFirst(),
    )
    if (
      !order ||
      order.state === 'done' ||
      order.state === 'refused' ||
      !order.fulfilment_url ||
      !order.fulfilment_secret
    )
      return
    const body = JSON.stringify({
      type: order.corrects ? 'decision.corrected' : 'decision.made',
      timestamp: order.at.toISOString(),
      data: {
        decision: order.id,
        customer: order.customer_id,
        customerReference: order.customer_reference,
        power: order.power,
        amount: { minor: order.amount_minor, currency: order.currency },
        days: order.days,
        basis: order.basis,
        // of a correction, amount and days are what it adds to this decision
        ...(order.corrects ? { corrects: order.corrects } : {}),
      },
    })
    const before = order.fulfilment_secret_before_until
    const secrets = [
      order.fulfilment_secret,
      ...(order.fulfilment_secret_before && before && before > clock()
        ? [order.fulfilment_secret_before]
        : []),
    ]
    const { error, refusal } = await send(order.fulfilment_url, secrets, order.id, clock(), body)
    if (refusal) {
      await db.work([clientId], (work) =>
        recordRefusal(work, { clientId, decisionId, reason: refusal, by: null }),
      )
      return
    }
    await db.work([clientId], ({ tx, now }) =>
      tx
        .updateTable('fulfilment')
        .set((e) => ({
          state: error ? 'failing' : 'done',
          attempts: e('attempts', '+', 1),
          last_error: error,
          done_at: error ? null : now,
        }))
        .where('client_id', '=', clientId)
        .where('decision_id', '=', decisionId)
        .where('state', '<>', 'refused')
        .execute(),
    )
    if (error) throw new Error(`fulfilment: ${error}`)
  }
}

type Sent = { error: string | null; refusal?: string }

/** @param secrets each signs: while a secret changes, the receiver may know either */
async function send(url: string, secrets: string[], id: string, at: Date, body: string): Promise<Sent> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
      },
      body,
    })
    const reason = response.status === refusedStatus ? await readReason(response) : null
    if (reason !== null) return { error: null, refusal: reason }
    if (!response.bodyUsed) await response.body?.cancel()
    return { error: response.ok ? null : `status ${response.status}` }
  } catch (error) {
    return { error: (error as Error).name }
  }
}

/** Without a reason that people can read it is a fault like any other, and tried again. */
async function readReason(response: Response): Promise<string | null> {
  const text = await readStart(response)
  try {
    const read = refusalBody.safeParse(JSON.parse(text))
    return read.success ? read.data.reason : null
  } catch {
    return null
  }
}

/** At most so much of an answer, whoever sends it. */
async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > mostOfAnswer) break
  }
  return text
}
