import { randomBytes } from 'node:crypto'
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PulseAnswers, roundAt, roundOf } from '../../../src/core/pulse/round.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { answerPulse } from '../../../src/server/pulse/answer.ts'
import { countRounds } from '../../../src/server/pulse/count.ts'
import { drawBallot } from '../../../src/server/pulse/draw.ts'
import { showPulse } from '../../../src/server/pulse/show.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

const secret = 'a secret that is not in the database'
const { voprf } = ristretto255_oprf
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'))

let base: TestDatabase
let world: LittleWorld
let people: Actor[]
const round = () => roundAt(base.clock.now.getTime()).number
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  const { agent, agent2, coach, manager } = world.alpha
  people = [agent, agent2, coach, manager]
  for (let i = 0; i < 4; i += 1) people.push(await another(agent))
})
afterAll(() => base.close())

async function another(like: Actor): Promise<Actor> {
  const { rows } = await base.owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('One more', $1, 'it') returning id`,
    [`${hex(randomBytes(6))}@alpha.example`],
  )
  return { ...like, personId: rows[0]!.id }
}

/** What a person's browser does: it alone knows the ballot. */
async function draw(actor: Actor, siteId = world.alpha.siteId, ballot = randomBytes(32)) {
  const shown = await base.db.work(actor.clientIds, (work) => showPulse(work, actor, secret))
  const { blind, blinded } = voprf.blind(ballot)
  const ask = () =>
    base.db.work(actor.clientIds, (work) =>
      drawBallot(work, actor, secret, { siteId, round: round(), blinded: hex(blinded) }),
    )
  const { evaluated, proof } = await ask()
  const key = bytes(shown.sites.find(({ id }) => id === siteId)!.publicKey)
  const output = voprf.finalize(ballot, blind, bytes(evaluated), blinded, key, bytes(proof))
  return { ballot: hex(ballot), proof: hex(output), ask, blinded: hex(blinded) }
}
const said = (value: number | null): PulseAnswers => ({
  authority: value,
  safety: value,
  support: value,
  clarity: value,
  growth: value,
  stay: null,
})
const answer = (
  ballot: { ballot: string; proof: string },
  answers: PulseAnswers,
  siteId = world.alpha.siteId,
) =>
  base.db.work([], (work) =>
    answerPulse(work, secret, {
      siteId,
      round: round(),
      ballot: ballot.ballot,
      proof: ballot.proof,
      answers,
    }),
  )
const results = async (actor: Actor) =>
  (await base.db.work(actor.clientIds, (work) => showPulse(work, actor, secret))).results

describe('a ballot', () => {
  test('is drawn once; the same request again, after a cut line, is answered again', async () => {
    const actor = await another(world.alpha.agent)
    const { ask } = await draw(actor)
    expect(await ask()).toHaveProperty('evaluated')
    await expect(draw(actor)).rejects.toMatchObject({ code: 'already_answered' })
  })
  test('counts once, at its site and in its round, and can’t be made up', async () => {
    const ballot = await draw(await another(world.alpha.agent))
    await expect(answer(ballot, said(4), world.beta.siteId)).rejects.toMatchObject({ code: 'not_permitted' })
    await expect(
      answer({ ballot: hex(randomBytes(32)), proof: ballot.proof }, said(4)),
    ).rejects.toMatchObject({ code: 'not_permitted' })
    await answer(ballot, said(null))
    await expect(answer(ballot, said(4))).rejects.toMatchObject({ code: 'already_answered' })
    const other = await draw(await another(world.alpha.agent))
    const now = base.clock.now
    base.clock.now = new Date(roundOf(round()).closes)
    await expect(answer(other, said(4))).rejects.toMatchObject({ code: 'not_permitted' })
    base.clock.now = now
  })
  test('is for a site of one’s own', async () => {
    await expect(draw(await another(world.alpha.agent), world.beta.siteId)).rejects.toThrow()
  })
  test('of what is no group element is refused', async () => {
    const actor = await another(world.alpha.agent)
    await expect(
      base.db.work(actor.clientIds, (work) =>
        drawBallot(work, actor, secret, {
          siteId: world.alpha.siteId,
          round: round(),
          blinded: 'ff'.repeat(32),
        }),
      ),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('with the whole database in hand', () => {
  test('nothing says who answered what, while it is open or after', async () => {
    await base.owner.query('truncate pulse_sealed, pulse_draw')
    const drawn = []
    for (const person of people) drawn.push({ person, ...(await draw(person)) })
    // answered in another order than drawn
    for (const [i, ballot] of [...drawn].reverse().entries()) await answer(ballot, said((i % 5) + 1))
    const dump = await dumpPulse()
    for (const { ballot, proof } of drawn) {
      expect(dump, 'the ballot itself').not.toContain(ballot)
      expect(dump, 'its proof').not.toContain(proof)
    }
    expect(dump, 'an answer in clear').not.toContain('authority')
    const { rows: columns } = await base.owner.query<{
      table_name: string
      column_name: string
      data_type: string
    }>(
      `select table_name, column_name, data_type from information_schema.columns where table_name like 'pulse_%'`,
    )
    expect(
      columns.filter(({ data_type }) => /time|date/.test(data_type)),
      'no time in any table',
    ).toEqual([])
    const of = (table: string) =>
      columns.filter((one) => one.table_name === table).map((one) => one.column_name)
    const shared = of('pulse_draw').filter((name) => of('pulse_sealed').includes(name))
    expect(shared, 'who drew and what came back have only the round in common').toEqual(['round'])

    base.clock.now = new Date(roundOf(round()).closes)
    expect(await base.db.work([], (work) => countRounds(work, secret))).toBe(0)
    const { rows } = await base.owner.query(
      'select (select count(*) from pulse_draw) + (select count(*) from pulse_sealed) n',
    )
    expect(Number(rows[0].n), 'nothing is left but the tally').toBe(0)
  })
  test('the answers of an open round can’t be opened with another secret', async () => {
    const person = await another(world.alpha.agent)
    await answer(await draw(person), said(5))
    base.clock.now = new Date(roundOf(round()).closes)
    expect(await base.db.work([], (work) => countRounds(work, 'another secret'))).toBe(1)
  })
})

describe('what is shown', () => {
  test('nothing of a round that is open; from five answers up once it is over, with its uncertainty', async () => {
    await base.owner.query('truncate pulse_sealed, pulse_draw, pulse_tally')
    const four = people.slice(0, 4)
    for (const person of four) await answer(await draw(person), said(5))
    expect(await results(world.alpha.agent)).toEqual([])
    base.clock.now = new Date(roundOf(round()).closes)
    await base.db.work([], (work) => countRounds(work, secret))
    expect(await results(world.alpha.agent), 'four are too few').toEqual([])
    for (const [i, person] of people.slice(0, 6).entries())
      await answer(await draw(person), { ...said(i < 4 ? 5 : 2), growth: i < 4 ? 3 : null })
    base.clock.now = new Date(roundOf(round()).closes)
    await base.db.work([], (work) => countRounds(work, secret))
    const [result] = await results(world.alpha.agent)
    expect(result).toMatchObject({
      siteName: 'Site alpha',
      questions: { authority: { of: 6, agree: 4 }, growth: null, stay: null },
    })
    expect(result!.questions.authority!.interval[0]).toBeLessThan(4 / 6)
    const { rows } = await base.owner.query(`select 1 from pulse_tally where question in ('growth', 'stay')`)
    expect(rows, 'what may not be shown is not kept').toEqual([])
  })
})

async function dumpPulse(): Promise<string> {
  let dump = ''
  for (const table of ['pulse_draw', 'pulse_sealed', 'pulse_tally', 'ledger_entry', 'mail'])
    dump += JSON.stringify((await base.owner.query(`select * from ${table}`)).rows)
  return dump
}
