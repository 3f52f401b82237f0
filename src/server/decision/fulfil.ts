import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { JobTask } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'

const payload = z.strictObject({ clientId: z.uuid(), decisionId: z.uuid() })

/** A client's system answers a webhook within this, or it is tried again. */
const timeoutMs = 10_000

/**
 * Has a decision carried out by the client's own system: a signed webhook (standardwebhooks.com), at least
 * once. The decision's id is the message id, by which the receiver keeps it from happening twice. Without an
 * address it stays queued, and is sent when the client gets one.
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
          'cu.source_id as customer_reference',
          'd.customer_id',
        ])
        .where('f.client_id', '=', clientId)
        .where('f.decision_id', '=', decisionId)
        .executeTakeFirst(),
    )
    if (!order || order.state === 'done' || !order.fulfilment_url || !order.fulfilment_secret) return
    const body = JSON.stringify({
      type: 'decision.made',
      timestamp: order.at.toISOString(),
      data: {
        decision: order.id,
        customer: order.customer_id,
        customerReference: order.customer_reference,
        power: order.power,
        amount: { minor: order.amount_minor, currency: order.currency },
        days: order.days,
        basis: order.basis,
      },
    })
    const error = await send(order.fulfilment_url, order.fulfilment_secret, order.id, clock(), body)
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
        .execute(),
    )
    if (error) throw new Error(`fulfilment: ${error}`)
  }
}

/** @returns what went wrong, or null when the receiver answered with success */
async function send(url: string, secret: string, id: string, at: Date, body: string): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      },
      body,
    })
    await response.body?.cancel()
    return response.ok ? null : `status ${response.status}`
  } catch (error) {
    return (error as Error).name
  }
}
