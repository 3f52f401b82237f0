import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askSession } from '../../../src/server/coaching-session/ask.ts'
import { calendarOf } from '../../../src/server/coaching-session/calendar.ts'
import { guardAsking, guardStep } from '../../../src/server/coaching-session/guard.ts'
import { reminderSweep } from '../../../src/server/coaching-session/remind.ts'
import { findSession } from '../../../src/server/coaching-session/store.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { countMeasure } from '../../../src/server/expectation/counts.ts'
import type { Platform } from '../../../src/server/platform/platform.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

import { begun, date, talksOf } from './talk.ts'

let base: TestDatabase
let world: LittleWorld
let talk: ReturnType<typeof talksOf>
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  talk = talksOf(base, world)
})
afterAll(() => base.close())
beforeEach(() => {
  base.clock.now = begun
})

describe('from asking to following up', () => {
  test('the agent prepares, the coach adds, the agent objects, both see the same', async () => {
    const { agent, coach } = world.alpha
    const contactId = await makeContact(base, world.alpha)
    const id = await talk.ask(coach, agent)
    await expect(talk.step(coach, id, { do: 'add', text: 'x', contactIds: [] })).rejects.toMatchObject({
      code: 'coaching_not_now',
      errors: [{ message: 'agent_first' }],
    })
    await talk.step(agent, id, { do: 'prepare', text: 'Vorrei parlare di questo', contactIds: [contactId] })
    // what is still open, or was over this week, is not the coach's to bring
    const bring = { do: 'add', text: 'Anche di quest’altro', contactIds: [contactId] } as const
    const close = (at: string) =>
      base.owner.query(
        `update contact set state = 'closed', closure = 'confirmed', closed_at = $2 where id = $1`,
        [contactId, at],
      )
    await expect(talk.step(coach, id, { ...bring, contactIds: [contactId] })).rejects.toMatchObject({
      code: 'not_found',
    })
    await close('2026-11-08T23:00:00Z')
    await expect(talk.step(coach, id, { ...bring, contactIds: [contactId] })).rejects.toMatchObject({
      code: 'not_found',
    })
    await close('2026-11-08T22:59:59Z')
    await talk.step(coach, id, { ...bring, contactIds: [contactId] })
    await talk.step(agent, id, { do: 'object', to: 3, text: 'Il cliente aveva già la risposta' })
    const [mine, theirs] = [await talk.show(agent, id), await talk.show(coach, id)]
    const common = ({ steps }: typeof mine) => steps.map(({ mine: _, ...rest }) => rest)
    expect(common(mine)).toEqual(common(theirs))
    expect(mine.steps.map(({ kind }) => kind)).toEqual(['asked', 'prepared', 'added', 'objected'])
    expect(mine.steps[2]).toMatchObject({ contacts: [{ id: contactId }] })
    expect(mine.steps[3]).toMatchObject({ objectsTo: 3 })
  })

  test('the date is of the site’s zone, agreed by both, and stands in the calendar file', async () => {
    const { agent, coach } = world.alpha
    const id = await talk.dated('2026-11-20')
    expect(await talk.show(coach, id)).toMatchObject({
      date: { startsAt: '2026-11-20T09:30:00.000Z', minutes: 45 },
      due: false,
    })
    const row = await talk.own(agent, ({ tx }) => findSession(tx, agent.personId, id))
    const file = calendarOf(row!, agent, { publicUrl: 'https://centre.example', now: base.clock.now })
    expect(file).toContain('DTSTART:20261120T093000Z\r\n')
    expect(file).not.toContain('telefonate')
    base.clock.now = new Date('2026-11-20T10:00:00Z')
    await talk.step(coach, id, { do: 'hold', text: 'Provi la nuova apertura', followUpOn: '2026-12-04' })
    await talk.step(agent, id, { do: 'follow_up', text: 'Funziona' })
    expect(await talk.show(agent, id)).toMatchObject({ stage: 'followed_up', followUpOn: '2026-12-04' })
  })

  test('two agree at once: one counts', async () => {
    const { agent, coach } = world.alpha
    const id = await talk.ask(agent, coach)
    await talk.step(coach, id, date('2026-11-25'))
    const startsAt = (await talk.show(agent, id)).proposed!.startsAt
    const tries = await Promise.allSettled(
      [1, 2].map(() => talk.step(agent, id, { do: 'agree_date', startsAt })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('another agent’s contact is not there', async () => {
    const { agent, agent2, coach } = world.alpha
    const contactId = await makeContact(base, world.alpha, { agentId: agent2.personId })
    await expect(talk.ask(agent, coach, [contactId])).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('law 3: the coach’s words can’t hold a decision against the agent; it stays on the record and nothing is written', async () => {
  const { agent, coach } = world.alpha
  const contactId = await makeContact(base, world.alpha)
  await base.db.work([world.alpha.id], (work) =>
    decideForCustomer(work, agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 2350, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: 'coaching-test-1',
      publicUrl: 'http://localhost',
    }),
  )
  const id = await talk.ask(agent, coach)
  const words = {
    text: 'That refund was a mistake, you should never have given it.',
    contactIds: [contactId],
  }
  await expect(guardStep(base.db, coach, id, words)).rejects.toMatchObject({ code: 'guarantee_holds' })
  await expect(
    guardAsking(base.db, coach, { teamId: world.alpha.teamId, personId: agent.personId }, words),
  ).rejects.toMatchObject({ code: 'guarantee_holds' })
  const { rows } = await base.owner.query(`select place, tried from breach where place = 'coaching'`)
  expect(rows).toEqual([
    { place: 'coaching', tried: 'coaching' },
    { place: 'coaching', tried: 'coaching' },
  ])
  // of one's own decision one may say what one likes; a stranger's attempt finds no session
  await guardStep(base.db, agent, id, words)
  await guardStep(base.db, world.beta.coach, id, words)
  await guardStep(base.db, coach, id, {
    text: 'You listened well; try to open more slowly.',
    contactIds: [contactId],
  })
})

describe('what waits for time', () => {
  test('both are reminded the day before, once, in their language, without a word of what they said', async () => {
    const { agent, coach } = world.alpha
    const id = await talk.dated('2026-11-27')
    const { run } = reminderSweep({ db: base.db, config: { publicUrl: 'http://centre' } } as Platform)
    const mails = async () =>
      (
        await base.owner.query(
          `select to_address, text from mail where kind = 'coaching_reminder' and text like '%' || $1 || '%'`,
          [id],
        )
      ).rows
    await run()
    expect(await mails()).toEqual([])
    base.clock.now = new Date('2026-11-26T10:00:00Z')
    await run()
    await run()
    const sent = await mails()
    expect(sent.map(({ to_address }) => to_address).sort()).toEqual([agent.email, coach.email].sort())
    for (const { text } of sent) expect(text).not.toContain('telefonate')
    expect((await talk.show(agent, id)).steps.map(({ kind }) => kind)).not.toContain('reminded')
  })

  test('coaching kept: of the dates that came, those held; moved ones came not', async () => {
    const { agent, coach } = world.beta
    const of = { clientId: world.beta.id, teamId: world.beta.teamId, agentId: null }
    const scope = { ...of, since: new Date('2026-11-01'), until: new Date('2027-01-01') }
    const counted = () => base.db.work([world.beta.id], ({ tx }) => countMeasure(tx, 'coaching_kept', scope))
    const begin = async (day: string) => {
      const id = await talk.own(agent, (work) =>
        askSession(work, agent, {
          teamId: world.beta.teamId,
          personId: coach.personId,
          text: 'x',
          contactIds: [],
        }),
      )
      await agree(id, day)
      return id
    }
    const agree = async (id: string, day: string) => {
      await talk.step(coach, id, date(day))
      await talk.step(agent, id, {
        do: 'agree_date',
        startsAt: (await talk.show(agent, id)).proposed!.startsAt,
      })
    }
    const [kept, missed, silent, moved] = [
      await begin('2026-11-20'),
      await begin('2026-11-20'),
      await begin('2026-11-20'),
      await begin('2026-11-20'),
    ]
    await agree(moved, '2027-02-01')
    base.clock.now = new Date('2026-11-21T09:00:00Z')
    await talk.step(coach, kept, { do: 'hold', text: 'x', followUpOn: null })
    await talk.step(agent, missed, { do: 'miss', text: null })
    expect(await counted()).toEqual({ count: 1, of: 3 })
    expect((await talk.show(agent, silent)).due).toBe(true)
    const foreign = await base.db.work([world.alpha.id], ({ tx }) => countMeasure(tx, 'coaching_kept', scope))
    expect(foreign).toEqual({ count: 0, of: 0 })
  })
})
