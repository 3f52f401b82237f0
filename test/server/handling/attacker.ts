import type { z } from 'zod'
import type { OperationId } from '../../../src/contract/all.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { makeReview } from '../../contract/things.ts'
import type { Running } from '../running.ts'

/** The minutes that a text tells, as it stands or inside a cursor: as ISO, as SQL writes it, and as milliseconds. */
export function momentsIn(text: string, minutes: readonly string[]): string[] {
  const decoded = [...text.matchAll(/[A-Za-z0-9_-]{12,}/g)].map(([part]) =>
    Buffer.from(part, 'base64url').toString('utf8'),
  )
  const all = [text, ...decoded].join('\n')
  return minutes.filter((minute) => {
    const begins = Date.parse(`2026-11-12T${minute}:00Z`)
    const seconds = String(begins / 1000).slice(0, -2)
    return (
      all.includes(`2026-11-12T${minute}`) ||
      all.includes(`2026-11-12 ${minute}`) ||
      all.includes(`20261112T${minute.replace(':', '')}`) ||
      [...all.matchAll(new RegExp(`${seconds}\\d{2}(\\d{3})?`, 'g'))].some(([found]) => {
        const at = Number(found.padEnd(13, '0'))
        return at >= begins && at < begins + 60_000
      })
    )
  })
}

/** Every value of every filter of a list, and its first page by itself, whose cursor can be read. */
export function variantsOf(query: z.ZodObject | undefined): Record<string, string>[] {
  if (!query) return [{}]
  const variants: Record<string, string>[] = [{}]
  if ('limit' in query.shape) variants.push({ limit: '1' })
  for (const [name, schema] of Object.entries(query.shape)) {
    const options = optionsOf(schema as z.ZodType)
    for (const value of options) {
      variants.push({ [name]: value })
      if ('limit' in query.shape) variants.push({ [name]: value, limit: '1' })
    }
  }
  return variants
}

function optionsOf(schema: z.ZodType): string[] {
  const { options, def } = schema as { options?: string[]; def?: { innerType?: z.ZodType } }
  if (Array.isArray(options)) return options
  return def?.innerType ? optionsOf(def.innerType) : []
}

/** What an open stream of somebody's screens is told, line by line, until it is stopped. */
export async function listen(running: Running, actor: Actor): Promise<{ stop(): Promise<string[]> }> {
  const abort = new AbortController()
  const cookie = await running.cookieOf(actor)
  const response = await fetch(`${running.url}/api/v1/events`, { headers: { cookie }, signal: abort.signal })
  let text = ''
  const reading = (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk
  })().catch(() => undefined)
  return {
    async stop() {
      // one event that everybody hears comes last: what was told before it has arrived
      running.server.platform.live.publish([
        { topic: 'session', personId: actor.personId },
        { topic: 'mandate', id: 'last', clientId: actor.clientIds[0]! },
      ])
      while (!text.includes('"last"')) await new Promise((resolve) => setTimeout(resolve, 20))
      abort.abort()
      await reading
      return text.split('\n').filter((line) => line.startsWith('data: '))
    },
  }
}

export async function makeTrainer({ base, world }: Running): Promise<Actor> {
  const { rows } = await base.owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('trainer', 'trainer@operator.example', 'it') returning id`,
  )
  const personId = rows[0]!.id
  await base.owner.query(`insert into assignment (person_id, role) values ($1, 'trainer')`, [personId])
  return {
    ...world.sponsor,
    personId,
    email: 'trainer@operator.example',
    name: 'trainer',
    roles: ['trainer'],
  }
}

/** A session with the coach, and a conversation of the agent's that all review: what the agent says there is theirs too. */
export async function growTogether(
  running: Running,
  contactId: string,
  clock: (minute: string) => void,
  act: (minute: string, operationId: OperationId, request: object) => Promise<Record<string, unknown>>,
) {
  const { agent2, coach, teamId } = running.world.alpha
  const asking = {
    teamId,
    personId: coach.personId,
    text: 'Le telefonate difficili',
    contactIds: [contactId],
  }
  const session = await act('10:02', 'coaching.create', { body: asking })
  const params = { sessionId: session.id as string }
  await act('10:06', 'coaching.step', { params, body: { do: 'prepare', text: 'E gli inizi' } })
  clock('11:01')
  const date = { do: 'propose_date', day: '2026-11-25', time: '10:00', minutes: 45 }
  const dated = await running.call(coach, 'coaching.step', { params, body: date })
  const { startsAt } = dated.body.proposed as { startsAt: string }
  await act('10:17', 'coaching.step', { params, body: { do: 'agree_date', startsAt } })
  const reviewId = await makeReview(running.base, running.world.alpha, contactId, true)
  const judged = await running.call(agent2, 'review.write', {
    params: { reviewId },
    body: { levels: [1], words: 'Chiaro fin dalla prima riga' },
  })
  if (dated.status !== 200 || judged.status !== 200) throw new Error('the others could not act')
  await act('10:23', 'review.reply', {
    params: { reviewId, reviewerId: agent2.personId },
    body: { kind: 'reply', text: 'Ci provo' },
  })
  return { ...params, reviewId }
}
