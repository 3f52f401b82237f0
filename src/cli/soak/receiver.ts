import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Breaches } from './breaches.ts'
import type { Random } from './random.ts'

/** The client's system: hears of each decision, sometimes badly. */
export type Receiver = {
  url: string
  /** how often each decision's order was accepted */
  accepted: Map<string, number>
  close(): Promise<void>
}

export async function openReceiver(secret: string, random: Random, breaches: Breaches): Promise<Receiver> {
  const accepted = new Map<string, number>()
  const webhook = new Webhook(secret)
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      // the sender was killed in the middle of it
      return
    }
    const text = Buffer.concat(chunks).toString()
    const id = String(request.headers['webhook-id'])
    const at = new Date(Number(request.headers['webhook-timestamp']) * 1000)
    // The storm's clock runs ahead, so that the library's own check of the time would not hold.
    if (webhook.sign(id, at, text) !== request.headers['webhook-signature'])
      breaches.add('a fulfilment is signed', id)
    if ((JSON.parse(text) as { data: { decision: string } }).data.decision !== id)
      breaches.add('a fulfilment is of one decision', id)
    const drawn = random.next()
    if (drawn < 0.01) request.socket.destroy()
    else if (drawn < 0.03) response.writeHead(503).end()
    else {
      accepted.set(id, (accepted.get(id) ?? 0) + 1)
      response.writeHead(204).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fulfilments`,
    accepted,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
