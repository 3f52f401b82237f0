import type { Lane } from './client.ts'
import { giveMore } from './correct-at-random.ts'
import type { Random } from './random.ts'
import type { SoakAgent, SoakClient } from './world.ts'

type Wish = {
  power: string
  amount: { minor: number; currency: string }
  days: number | null
  reason: string
}
/** A decision somebody was told of, kept to be asked for again. */
export type Known = { key: string; agent: SoakAgent; contactId: string; wish: Wish; id: string }

const known: Known[] = []
const remembered = 200

/** One thing an agent does: mostly a new decision, sometimes an old one again, by its key. */
export async function decideAtRandom(lane: Lane): Promise<void> {
  const { random } = lane
  if (known.length > 0 && random.chance(0.06)) return askAgain(lane, random.pick(known))
  if (known.length > 0 && random.chance(0.12)) return giveMore(lane, random.pick(known))
  const client = random.pick(lane.clients)
  const agent = random.pick(client.agents)
  const contactId = random.pick(agent.contactIds)
  const wish = wishAtRandom(random, client)
  if (random.chance(0.15)) return burst(lane, agent, contactId, wish)
  const key = lane.freshKey()
  const outcome = await decide(lane, { agent, contactId, wish, key }, random.chance(0.1))
  if (outcome?.outcome !== 'beyond') return
  const left = outcome.left as number
  if (left > 0 && random.chance(0.4)) {
    // exactly what is left, and sometimes one too many
    const asked = left + (random.chance(0.2) ? 1 : 0)
    const exact =
      wish.days === null ? { ...wish, amount: { ...wish.amount, minor: asked } } : { ...wish, days: asked }
    if (wish.power !== 'exception' && asked <= 366)
      await decide(lane, { agent, contactId, wish: exact, key: lane.freshKey() }, false)
  } else if (random.chance(0.35)) await askForSupport(lane, agent, contactId, wish)
}

/** Five alike at once, each with a key of its own: together they want more than most limits leave. */
async function burst(lane: Lane, agent: SoakAgent, contactId: string, wish: Wish): Promise<void> {
  await Promise.all(
    Array.from({ length: 5 }, () => decide(lane, { agent, contactId, wish, key: lane.freshKey() }, false)),
  )
}

function wishAtRandom(random: Random, { currency }: SoakClient): Wish {
  const power = random.pick([
    ...['refund', 'refund', 'refund', 'fee_waiver', 'fee_waiver', 'goodwill_credit', 'goodwill_credit'],
    ...['deadline_moved', 'deadline_moved', 'exception', 'exception', 'upgrade'],
  ])
  const most = { refund: 3000, fee_waiver: 1500, goodwill_credit: 2000, deadline_moved: 10, upgrade: 1000 }
  const bound = most[power as keyof typeof most] ?? 0
  const size = random.chance(0.9) ? random.between(1, bound) : random.between(bound + 1, bound * 3)
  const money = power !== 'deadline_moved' && power !== 'exception'
  return {
    power,
    amount: { minor: money ? size : 0, currency },
    days: power === 'deadline_moved' ? size : null,
    reason: `because ${random.below(1_000_000)}`,
  }
}

type Decide = { agent: SoakAgent; contactId: string; wish: Wish; key: string }

/** Decides and writes down what came of it; `double`: the same request goes out twice at once. */
async function decide(
  lane: Lane,
  asked: Decide,
  double: boolean,
): Promise<Record<string, unknown> | undefined> {
  const { agent, contactId, wish, key } = asked
  const ask = {
    method: 'POST',
    path: `/contacts/${contactId}/decisions`,
    cookie: agent.cookie,
    key,
    body: wish,
  } as const
  if (double) lane.tally.doubled += 1
  const answers = await Promise.all(double ? [lane.insist(ask), lane.insist(ask)] : [lane.insist(ask)])
  const ids = new Set<string>()
  let outcome: Record<string, unknown> | undefined
  for (const answer of answers) {
    if (!answer) continue
    outcome = answer.body
    const id = note(lane, asked, answer)
    if (id) ids.add(id)
  }
  if (ids.size > 1) lane.write({ told: 'wrong', what: `key ${key} has two decisions: ${[...ids].join(' ')}` })
  for (const id of ids) {
    known.push({ ...asked, id })
    if (known.length > remembered) known.splice(lane.random.below(known.length), 1)
  }
  return outcome
}

/** @returns the id of the decision the answer tells of */
function note(
  lane: Lane,
  { agent, contactId, wish, key }: Decide,
  { status, body }: { status: number; body: Record<string, unknown> },
): string | null {
  if (status === 200 && body.outcome === 'decided') {
    const told = body.decision as Record<string, unknown> & { amount: { minor: number; currency: string } }
    const { id, power, days, reason, basis, at, amount } = told as Record<string, string> & typeof told
    if (told.contactId !== contactId || power !== wish.power || reason !== wish.reason || !told.mine)
      lane.write({ told: 'wrong', what: `key ${key} was answered with another decision: ${id}` })
    lane.write({
      told: 'decided',
      key,
      agentId: agent.personId,
      contactId,
      id: id!,
      power: power!,
      minor: amount.minor,
      currency: amount.currency,
      days: (days ?? null) as number | null,
      reason: reason!,
      basis: basis!,
      at: at!,
    })
    return id!
  }
  if (status === 200 && body.outcome === 'beyond')
    lane.write({ told: 'beyond', key, rule: body.rule as string })
  else lane.write({ told: 'wrong', what: `a decision was answered ${status} ${body.code ?? body.rule}` })
  return null
}

/** The same key again gives the same decision; with another content it is refused. */
async function askAgain(lane: Lane, { key, agent, contactId, wish, id }: Known): Promise<void> {
  const other = lane.random.chance(0.3)
  const answer = await lane.insist({
    method: 'POST',
    path: `/contacts/${contactId}/decisions`,
    cookie: agent.cookie,
    key,
    body: other ? { ...wish, reason: `${wish.reason}, or not` } : wish,
  })
  if (!answer) return
  lane.tally.repeated += 1
  const { status, body } = answer
  const again = (body.decision as { id?: string } | undefined)?.id
  const right = other
    ? body.code === 'idempotency_key_reused'
    : status === 200 && again === id && body.repeated === true
  if (!right)
    lane.write({ told: 'wrong', what: `key ${key} of ${id}, asked again: ${status} ${again ?? body.code}` })
}

/** A lift, or sometimes an obstacle. Asked once: what is lost on the way is not asked again. */
async function askForSupport(lane: Lane, agent: SoakAgent, contactId: string, wish: Wish): Promise<void> {
  const { reason, ...lift } = wish
  const answer = await lane.send({
    method: 'POST',
    path: `/contacts/${contactId}/support-requests`,
    cookie: agent.cookie,
    body: lane.random.chance(0.9) ? { kind: 'lift', reason, ...lift } : { kind: 'obstacle', reason },
  })
  if ('lost' in answer || answer.status >= 500) return
  const { status, body } = answer
  if (status === 201) lane.write({ told: 'asked', id: body.id as string, contactId })
  // a window ended meanwhile, and there is room again
  else if (body.code !== 'within_mandate')
    lane.write({ told: 'wrong', what: `a support request was answered ${status} ${body.code}` })
}
