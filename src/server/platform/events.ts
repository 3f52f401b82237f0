import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holdsPermission, type Permission } from '../../core/person/permissions.ts'
import type { Actor } from './actor.ts'
import type { LiveEvent } from './live.ts'
import type { Platform } from './platform.ts'
import { Problem } from './problem.ts'

/** Proxies close what is silent for a minute; three beats fit into one. */
const beatMs = 20_000
/** A browser opens six connections to one server (HTTP/1.1): more streams than this would leave none for asking. */
const streamsPerPerson = 5
/** Bytes a screen may leave unread before we let it go: it comes back and asks anew. */
const unreadBytes = 262_144

/** Why a stream ends, said to the screen as the event `closed`. */
type Reason = 'session_ended' | 'too_many_streams' | 'too_slow' | 'server_stopping'

type Stream = {
  request: FastifyRequest
  reply: FastifyReply
  actor: Actor
  beat: NodeJS.Timeout
}

/** GET /api/v1/events: what changed among the things a person may see, as server-sent events with ids only. */
export function eventStream(app: FastifyInstance, { live, findActor, log }: Platform): void {
  /** oldest first */
  const streams = new Set<Stream>()

  app.get('/api/v1/events', async (request, reply) => {
    const actor = await findActor(request)
    if (!actor) throw new Problem('not_signed_in')
    open(request, reply, actor)
  })
  const unsubscribe = live.subscribe((event) => {
    for (const stream of streams) {
      if (mayHear(event, stream.actor)) tell(stream, event)
      if (event.topic === 'session' && (!event.personId || event.personId === stream.actor.personId))
        void checkSession(stream)
    }
  })
  app.addHook('preClose', async () => {
    unsubscribe()
    for (const stream of streams) close(stream, 'server_stopping')
  })

  function open(request: FastifyRequest, reply: FastifyReply, actor: Actor): void {
    const own = [...streams].filter((stream) => stream.actor.personId === actor.personId)
    for (const stream of own.slice(0, Math.max(0, own.length - streamsPerPerson + 1)))
      close(stream, 'too_many_streams')
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      // Or the connection would outlive its stream, and hold up a server that stops.
      connection: 'close',
    })
    reply.raw.write('retry: 1000\n\n')
    const beat = setInterval(() => {
      reply.raw.write(': beat\n\n')
      void checkSession(stream)
    }, beatMs)
    const stream: Stream = { request, reply, actor, beat }
    streams.add(stream)
    reply.raw.on('close', () => forget(stream))
    reply.raw.on('error', () => forget(stream))
  }

  /** The session may have ended, or its person's reach have changed, since the stream was opened. */
  async function checkSession(stream: Stream): Promise<void> {
    try {
      const actor = await findActor(stream.request)
      if (actor) stream.actor = actor
      else close(stream, 'session_ended')
    } catch (error) {
      // The database is away: the stream says nothing meanwhile, and the next beat asks again.
      log.warn({ error: (error as Error).message }, 'session of a stream not checked')
    }
  }

  function tell(stream: Stream, { topic, id, teamId }: LiveEvent): void {
    if (stream.reply.raw.writableLength > unreadBytes) close(stream, 'too_slow')
    else stream.reply.raw.write(`data: ${JSON.stringify({ topic, id, teamId })}\n\n`)
  }

  function close(stream: Stream, reason: Reason): void {
    if (!streams.has(stream)) return
    forget(stream)
    // A browser comes back by itself: the one that was too many not before a minute.
    const retry = reason === 'too_many_streams' ? 'retry: 60000\n' : ''
    stream.reply.raw.end(`${retry}event: closed\ndata: ${JSON.stringify({ reason })}\n\n`)
  }

  function forget(stream: Stream): void {
    clearInterval(stream.beat)
    streams.delete(stream)
  }
}

const permissionOf = {
  contact: 'contact.read',
  support: 'support.read',
  mandate: 'mandate.read',
  draft: 'mandate.draft',
  feedback: 'feedback.read',
  expectation: 'expectation.agree',
  coaching_session: 'coaching.take',
  review: 'review.take',
  opportunity: 'opportunity.read',
  culture: 'culture.read',
  mail: 'mail.read',
} as const satisfies Record<Exclude<LiveEvent['topic'], 'session'>, Permission>

/** Whether this person's screens are told: what they could ask for themselves, and nothing else. */
export function mayHear(event: LiveEvent, actor: Actor): boolean {
  if (event.personId !== undefined && event.personId !== actor.personId) return false
  if (event.topic === 'session') return event.personId !== undefined
  if (!holdsPermission(actor.roles, permissionOf[event.topic])) return false
  if (event.topic === 'mail') return event.clientId === undefined || actor.clientIds.includes(event.clientId)
  // who signed the pledge is for all to see
  if (event.topic === 'culture' && event.clientId === undefined) return true
  if (event.clientId === undefined || !actor.clientIds.includes(event.clientId)) return false
  // What the two agreed is read only by them: others ask and get nothing.
  // A mandate is the client's; administrators are the last to answer for support, whatever the team.
  if (event.topic === 'mandate' || event.teamId === undefined) return true
  if (event.topic === 'support' && actor.roles.includes('administrator')) return true
  // A contact changes when somebody takes it or gives it back: told as it happens only to those who serve the same
  // customers, lest two take one. Who manages them would be told when people begin and end (law 6).
  if (event.topic === 'contact') return actor.workTeamIds.includes(event.teamId)
  return actor.teamIds.includes(event.teamId)
}
