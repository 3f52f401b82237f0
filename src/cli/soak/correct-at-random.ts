import type { Lane } from './client.ts'
import type { Known } from './decide-at-random.ts'

/** Gives more than was decided, sometimes twice at once under one key; or tries to take something back. */
export async function giveMore(lane: Lane, { agent, contactId, wish, id }: Known): Promise<void> {
  const { random } = lane
  if (wish.power === 'exception') return
  const lower = random.chance(0.15)
  const much = random.between(1, wish.days === null ? 900 : 4)
  const to = lower
    ? { amount: { ...wish.amount, minor: 0 }, days: wish.days === null ? null : 0 }
    : {
        amount: { ...wish.amount, minor: wish.days === null ? wish.amount.minor + much : 0 },
        days: wish.days === null ? null : wish.days + much,
      }
  const key = lane.freshKey()
  const reason = `more because ${random.below(1_000_000)}`
  const ask = {
    method: 'POST',
    path: `/decisions/${id}/corrections`,
    cookie: agent.cookie,
    key,
    body: { ...to, reason },
  } as const
  const answers = await Promise.all(
    random.chance(0.2) ? [lane.insist(ask), lane.insist(ask)] : [lane.insist(ask)],
  )
  const ids = new Set<string>()
  for (const answer of answers) {
    if (!answer) continue
    const { status, body } = answer
    if (status === 200 && body.outcome === 'decided' && !lower) {
      const told = body.decision as Record<string, unknown> & {
        id: string
        amount: { minor: number; currency: string }
      }
      if (told.corrects !== id || told.power !== wish.power || told.reason !== reason)
        lane.write({ told: 'wrong', what: `key ${key} was answered with another correction: ${told.id}` })
      ids.add(told.id)
      lane.write({
        told: 'decided',
        key,
        agentId: agent.personId,
        contactId,
        id: told.id,
        power: wish.power,
        minor: told.amount.minor,
        currency: told.amount.currency,
        days: (told.days ?? null) as number | null,
        reason,
        basis: told.basis as string,
        at: told.at as string,
      })
    } else if (status === 200 && body.outcome === 'beyond' && !lower)
      lane.write({ told: 'beyond', key, rule: body.rule as string })
    // somebody gave as much or more meanwhile, or it was less
    else if (body.code !== 'only_upwards')
      lane.write({ told: 'wrong', what: `a correction was answered ${status} ${body.code ?? body.outcome}` })
  }
  if (ids.size > 1)
    lane.write({ told: 'wrong', what: `key ${key} has two corrections: ${[...ids].join(' ')}` })
}
