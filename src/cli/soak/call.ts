import { Agent, type IncomingMessage, request } from 'node:http'

export type Ask = {
  method: 'GET' | 'POST' | 'PUT'
  path: string
  cookie: string
  key?: string
  body?: unknown
}

/**
 * How the line breaks: `abort` after so many ms, whatever has happened by then; `half` of the body is sent;
 * `deaf`: the connection is cut when the answer begins to arrive.
 */
export type Break = { kind: 'abort'; afterMs: number } | { kind: 'half' } | { kind: 'deaf' }

/** `lost`: nobody knows what became of it. */
export type Told = { status: number; body: Record<string, unknown> } | { lost: string }

/** Longer than the server's own patience with its database. */
const patienceMs = 40_000

/** Connections are kept, as a browser does: a killed server is met on an old connection and on a new one. */
export const makeAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 64 })

/** One request on 127.0.0.1, answered or lost. */
export function call(port: number, agent: Agent, ask: Ask, broken: Break | null): Promise<Told> {
  const text = ask.body === undefined ? null : JSON.stringify(ask.body)
  return new Promise((resolve) => {
    let answered = false
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: ask.method,
        path: `/api/v1${ask.path}`,
        timeout: patienceMs,
        headers: {
          cookie: ask.cookie,
          ...(ask.key ? { 'idempotency-key': ask.key } : {}),
          ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}),
        },
      },
      (response) => {
        answered = true
        response.on('error', () => undefined)
        if (broken?.kind === 'deaf') cut()
        else void read(response).then(resolve, (error: Error) => lose(error.message))
      },
    )
    const timer = broken?.kind === 'abort' ? setTimeout(cut, broken.afterMs) : null
    const lose = (reason: string) => resolve({ lost: reason })
    function cut() {
      sent.destroy()
      lose('cut')
    }
    sent.on('timeout', () => sent.destroy(new Error('timeout')))
    sent.on('error', (error: NodeJS.ErrnoException) => lose(error.code ?? error.message))
    sent.on('close', () => {
      if (timer) clearTimeout(timer)
      // with an answer it closes, too, before that was read
      if (!answered) lose('closed')
    })
    if (broken?.kind === 'half' && text) {
      sent.write(text.slice(0, text.length >> 1), () => sent.destroy(new Error('half')))
      return
    }
    sent.end(text)
  })
}

async function read(response: IncomingMessage): Promise<Told> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  return { status: response.statusCode ?? 0, body: text ? JSON.parse(text) : {} }
}
