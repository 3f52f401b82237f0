import { askSession } from '../../../src/server/coaching-session/ask.ts'
import { presentDetail } from '../../../src/server/coaching-session/present.ts'
import { type Step, stepSession } from '../../../src/server/coaching-session/step.ts'
import { findSession, talkWork } from '../../../src/server/coaching-session/store.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { found } from '../../../src/server/platform/problem.ts'
import type { TestDatabase } from '../database.ts'
import type { LittleWorld } from '../world.ts'

export const begun = new Date('2026-11-12T09:00:00Z')
export const date = (day: string, time = '10:30'): Step => ({ do: 'propose_date', day, time, minutes: 45 })

/** What two people of the little world's alpha do in a session. */
export function talksOf(base: TestDatabase, world: LittleWorld) {
  const own = <T>(actor: Actor, script: Parameters<typeof talkWork<T>>[2]) => talkWork(base.db, actor, script)
  const ask = (actor: Actor, other: Actor, contactIds: string[] = []) =>
    own(actor, (work) =>
      askSession(work, actor, {
        teamId: world.alpha.teamId,
        personId: other.personId,
        text: 'Le telefonate difficili',
        contactIds,
      }),
    )
  const step = (actor: Actor, id: string, what: Step) =>
    own(actor, (work) => stepSession(work, actor, id, what))
  const show = (actor: Actor, id: string) =>
    own(actor, async ({ tx, now }) =>
      presentDetail(found(await findSession(tx, actor.personId, id)), actor.personId, now),
    )
  async function dated(day: string): Promise<string> {
    const { agent, coach } = world.alpha
    const id = await ask(agent, coach)
    await step(coach, id, date(day))
    const { proposed } = await show(agent, id)
    await step(agent, id, { do: 'agree_date', startsAt: proposed!.startsAt })
    return id
  }
  return { own, ask, step, show, dated }
}
