import { hashToken } from '../src/server/contact/link.ts'
import { dayMs } from './calendar.ts'
import { randomOf } from './random.ts'
import type { Rows } from './rows.ts'

const asMs = (at: unknown) => (at as Date).getTime()

/** How many of the newest decisions the client's systems have still to carry out. */
const queued = 4

/** The client's systems carry decisions out within seconds; a few are on their way, and one finds a door shut. */
export function writeFulfilments(rows: Rows, now: number): void {
  const newestFirst = [...rows.decision].sort((a, b) => asMs(b.at) - asMs(a.at))
  const failing = newestFirst.findIndex((decision) => asMs(decision.at) < now - dayMs)
  newestFirst.forEach((decision, index) => {
    const random = randomOf('fulfilment', decision.id!)
    const state = index < queued ? 'queued' : index === failing ? 'failing' : 'done'
    const attempts = { queued: 0, failing: 7, done: random.chance(0.06) ? 2 : 1 }[state]
    rows.fulfilment.push({
      client_id: decision.client_id,
      decision_id: decision.id!,
      state,
      attempts,
      last_error: state === 'failing' ? 'status 503' : null,
      done_at:
        state === 'done' ? new Date(asMs(decision.at) + attempts * random.between(2000, 40_000)) : null,
    })
  })
}

/** The private way to their contact that each customer got when it began. Whoever has it, the demo has not. */
export function writeLinks(rows: Rows): void {
  for (const contact of rows.contact)
    rows.contact_link.push({
      client_id: contact.client_id,
      token_hash: hashToken(randomOf('link', contact.id!).hex(32)),
      contact_id: contact.id!,
      created_at: contact.opened_at as Date,
    })
}
