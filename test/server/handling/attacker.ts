import type { z } from 'zod'
import type { Actor } from '../../../src/server/platform/actor.ts'
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
