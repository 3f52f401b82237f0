import { setTimeout as sleep } from 'node:timers/promises'
import type { Lane } from './client.ts'

type Waiting = { id: string; kind: 'lift' | 'obstacle' }

/** A coach or a manager looks at who is waiting, and answers some; to the others silence will answer. */
export async function supportAtRandom(lane: Lane): Promise<void> {
  const { random } = lane
  const cookie = random.pick(random.pick(lane.clients).supporters)
  await sleep(random.between(20, 150))
  const list = await lane.send({ method: 'GET', path: '/support-requests?view=for_me', cookie })
  if ('lost' in list || list.status >= 500) return
  if (list.status !== 200)
    return lane.write({ told: 'wrong', what: `the list of support requests was answered ${list.status}` })
  const waiting = list.body.items as Waiting[]
  if (waiting.length === 0 || random.chance(0.4)) return
  const { id, kind } = random.pick(waiting)
  const answer = await lane.send({
    method: 'PUT',
    path: `/support-requests/${id}/answer`,
    cookie,
    body: answerAtRandom(lane, kind),
  })
  if ('lost' in answer || answer.status >= 500) return
  const { status, body } = answer
  if (status === 200)
    lane.write({
      told: 'answered',
      id,
      state: body.state as string,
      decisionId: body.decisionId as string | null,
    })
  // somebody, or the clock, was first
  else if (body.code !== 'already_answered' && body.code !== 'not_permitted')
    lane.write({ told: 'wrong', what: `an answer to a support request was answered ${status} ${body.code}` })
}

function answerAtRandom({ random }: Lane, kind: Waiting['kind']): Record<string, string> {
  if (kind === 'obstacle') return { answer: 'solved' }
  if (random.chance(0.5)) return { answer: 'declined', reason: 'not this time' }
  // For the customer rarely: each such grant opens a power for the rest of the storm.
  return { answer: 'granted', grant: random.chance(0.04) ? 'customer' : 'once' }
}
