import pg from 'pg'
import type { Log } from './log.ts'

/** Something changed: which kind of thing, whose, where. Ids only; screens fetch what they may see. */
export type LiveEvent = {
  topic:
    | 'contact'
    | 'support'
    | 'mandate'
    | 'draft'
    | 'expectation'
    | 'coaching_session'
    | 'review'
    | 'feedback'
    | 'opportunity'
    | 'feedback'
    | 'culture'
    | 'mail'
    | 'session'
  /** the contact's or request's id */
  id?: string
  clientId?: string
  teamId?: string
  /** only for this person's screens */
  personId?: string
}

export type Live = {
  publish(events: LiveEvent[]): void
  subscribe(listener: (event: LiveEvent) => void): () => void
  close(): Promise<void>
}

const channel = 'cartabianca_live'
/** PostgreSQL's limit for one payload is 8000 bytes; events take about 200 each. */
const perPayload = 30

/**
 * Live updates over PostgreSQL LISTEN/NOTIFY, so that several server processes share one database. Sent
 * after commit on a connection of its own, some milliseconds' events together: a NOTIFY inside the deciding
 * transaction would make all commits queue behind one another (PostgreSQL takes one lock for all notifiers).
 */
export async function openLive(url: string, log: Log): Promise<Live> {
  const listeners = new Set<(event: LiveEvent) => void>()
  const waiting: LiveEvent[] = []
  let sending: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let closed = false
  /** null while it is lost */
  let client: pg.Client | null = null
  client = await listen()

  async function listen(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'cartabianca live',
    })
    fresh.on('notification', (message) => {
      for (const event of JSON.parse(message.payload ?? '[]') as LiveEvent[])
        for (const listener of listeners) listener(event)
    })
    fresh.on('error', (error) => {
      // Lost while it was just being opened, who opens it tries again; lost already, somebody does.
      if (fresh !== client) return
      log.warn({ error: error.message }, 'live connection lost')
      client = null
      void fresh.end().catch(() => undefined)
      void reconnect()
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
    } catch (error) {
      void fresh.end().catch(() => undefined)
      throw error
    }
    return fresh
  }

  async function reconnect(): Promise<void> {
    while (!closed && !client) {
      client = await listen().catch(() => null)
      if (!client) await new Promise((resolve) => setTimeout(resolve, 500))
    }
    // closed in the meantime, or there is something to tell
    if (closed) await client?.end().catch(() => undefined)
    else await flush()
  }

  function flush(): Promise<void> {
    timer = null
    sending ??= send().finally(() => {
      sending = null
    })
    return sending
  }

  /** One at a time: what comes up meanwhile goes together afterwards, the more of it the busier we are. */
  async function send(): Promise<void> {
    // What happens while there is no connection waits for the next one: without a database nothing more happens.
    while (client && waiting.length > 0) {
      const payload = JSON.stringify(waiting.splice(0, perPayload))
      await client
        .query('select pg_notify($1, $2)', [channel, payload])
        .catch((error: Error) => log.warn({ error: error.message }, 'live events not sent'))
    }
  }

  return {
    publish(events) {
      waiting.push(...events)
      timer ??= setTimeout(() => void flush(), 5)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      if (timer) clearTimeout(timer)
      await flush()
      await client?.end().catch(() => undefined)
    },
  }
}
