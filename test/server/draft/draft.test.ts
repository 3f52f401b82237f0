import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DocumentFault, DraftDetail } from '../../../src/contract/draft.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import { blankDocument } from '../../../src/core/mandate/draft.ts'
import { mayHear } from '../../../src/server/platform/events.ts'
import { type Running, startLittleServer } from '../running.ts'
import { type LittleWorld, smallMandate } from '../world.ts'

let running: Running
let world: LittleWorld
beforeAll(async () => {
  running = await startLittleServer()
  world = running.world
})
afterAll(() => running.close())

const at = (draftId: string) => ({ params: { draftId } })
async function begin(
  start: unknown = { of: 'version', mandateId: world.alpha.mandateId },
): Promise<DraftDetail> {
  const answer = await running.call(world.alpha.manager, 'draft.create', {
    body: { clientId: world.alpha.id, start },
  })
  expect(answer.status).toBe(201)
  return answer.body as unknown as DraftDetail
}
const save = (draft: DraftDetail, change: Partial<DraftDetail>, who = world.alpha.manager) => {
  const { revision, teams, from, document } = { ...draft, ...change }
  return running.call(who, 'draft.save', {
    ...at(draft.id),
    body: { revision, teamIds: teams.map(({ id }) => id), from, document },
  })
}

describe('a draft begins', () => {
  test('from a version, with its teams, beside the version in force', async () => {
    const draft = await begin()
    expect(draft).toMatchObject({
      document: smallMandate,
      teams: [{ id: world.alpha.teamId }],
      basedOn: { id: world.alpha.mandateId, number: 1 },
      inForce: { id: world.alpha.mandateId, number: 1, document: smallMandate },
      from: null,
      revision: 1,
      updatedBy: 'manager alpha',
    })
  })

  test('blank, and without teams', async () => {
    expect(await begin({ of: 'blank' })).toMatchObject({ document: blankDocument, teams: [], basedOn: null })
  })

  test('from an imported document, faulty or not, if it has the shape of one', async () => {
    const document = { ...smallMandate, powers: [{ kind: 'refund', limits: [] }] }
    expect((await begin({ of: 'document', document })).document).toEqual(document)
    const answer = await running.call(world.alpha.manager, 'draft.create', {
      body: { clientId: world.alpha.id, start: { of: 'document', document: { powers: 'none' } } },
    })
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input'])
  })

  test('as a withdrawal: at once, or on a day', async () => {
    const { mandateId } = world.alpha
    expect((await begin({ of: 'withdrawal', mandateId })).document.powers).toEqual([])
    const dated = await begin({ of: 'withdrawal', mandateId, until: '2026-12-31' })
    expect(dated.document).toEqual({ ...smallMandate, validity: { until: '2026-12-31' } })
  })

  test("not from another client's version, nor for its teams", async () => {
    for (const body of [
      { clientId: world.alpha.id, start: { of: 'version', mandateId: world.beta.mandateId } },
      { clientId: world.alpha.id, teamIds: [world.beta.teamId], start: { of: 'blank' } },
    ])
      for (const who of [world.alpha.manager, world.administrator]) {
        const answer = await running.call(who, 'draft.create', { body })
        expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
      }
  })
})

describe('saving', () => {
  test('keeps what is faulty too, and counts', async () => {
    const draft = await begin()
    const document = structuredClone(draft.document)
    document.powers[0]!.limits[0]!.bounds.EUR!.max = null
    const saved = await save(draft, { document, from: '2027-01-01', teams: [] })
    expect(saved.status).toBe(200)
    expect(saved.body).toMatchObject({ revision: 2, document, from: '2027-01-01', teams: [] })
    expect((await running.call(world.alpha.manager, 'draft.show', at(draft.id))).body).toEqual(saved.body)
  })

  test('over what somebody else saved meanwhile is refused, and theirs stands', async () => {
    const draft = await begin()
    const theirs = { ...draft.document, support: { minutes: 7 } }
    expect((await save(draft, { document: theirs }, world.administrator)).status).toBe(200)
    const refused = await save(draft, { document: { ...draft.document, support: { minutes: 9 } } })
    expect([refused.status, refused.body.code]).toEqual([409, 'edited_meanwhile'])
    const shown = await running.call(world.alpha.manager, 'draft.show', at(draft.id))
    expect(shown.body).toMatchObject({
      revision: 2,
      document: { support: { minutes: 7 } },
      updatedBy: world.administrator.name,
    })
  })

  test('of many at once, one', async () => {
    const draft = await begin()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        save(draft, { document: { ...draft.document, support: { minutes: i + 1 } } }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'edited_meanwhile')).toHaveLength(7)
  })

  test('is told to who may draft, and to nobody else', async () => {
    const event = { topic: 'draft', id: 'x', clientId: world.alpha.id } as const
    const { manager, representative, agent } = world.alpha
    expect([manager, world.administrator].map((who) => mayHear(event, who))).toEqual([true, true])
    expect([representative, agent, world.beta.manager].map((who) => mayHear(event, who))).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('in the end', () => {
  test('it is thrown away, but not under somebody who saved it', async () => {
    const draft = await begin()
    await save(draft, {}, world.administrator)
    const throwAway = (revision: string) =>
      running.call(world.alpha.manager, 'draft.discard', { ...at(draft.id), query: { revision } })
    expect((await throwAway('1')).body.code).toBe('edited_meanwhile')
    expect((await throwAway('2')).status).toBe(204)
    expect((await running.call(world.alpha.manager, 'draft.show', at(draft.id))).status).toBe(404)
  })

  test('it becomes a version, from midnight in the site’s zone, and waits for both signatures', async () => {
    const begun = await begin()
    const document = structuredClone(begun.document)
    document.powers[0]!.limits[0]!.bounds.EUR!.stretch = null
    const draft = (await save(begun, { document, from: '2027-01-01' })).body as unknown as DraftDetail
    const answer = await running.call(world.alpha.manager, 'draft.submit', {
      ...at(draft.id),
      body: { revision: 2 },
    })
    expect(answer.status).toBe(201)
    const meant: MandateDocument = structuredClone(smallMandate)
    meant.powers[0]!.limits[0]!.bounds.EUR!.stretch = 5000
    expect(answer.body).toMatchObject({
      state: 'draft',
      document: meant,
      from: '2026-12-31T23:00:00.000Z',
      teams: [{ id: world.alpha.teamId }],
    })
    expect((await running.call(world.alpha.manager, 'draft.show', at(draft.id))).status).toBe(404)
  })

  test('with faults it does not, and each is named', async () => {
    const begun = await begin()
    const document = structuredClone(begun.document)
    document.powers[0]!.limits[0]!.bounds.EUR!.max = null
    document.powers[1]!.limits[0]!.bounds.EUR!.stretch = 1
    const draft = (await save(begun, { document, teams: [] })).body as unknown as DraftDetail
    const answer = await running.call(world.alpha.manager, 'draft.submit', {
      ...at(draft.id),
      body: { revision: 2 },
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'mandate_faulty'])
    expect(answer.body.errors).toEqual([
      { path: 'powers[0].limits[0].bounds.EUR', message: 'figure_missing' },
      { path: 'powers[1].limits[0].bounds.EUR', message: 'stretch_below_max' },
      { path: 'teams', message: 'no_teams' },
    ])
  })

  test('a withdrawal is a version like any other', async () => {
    const draft = await begin({ of: 'withdrawal', mandateId: world.alpha.mandateId })
    const answer = await running.call(world.alpha.manager, 'draft.submit', {
      ...at(draft.id),
      body: { revision: 1 },
    })
    expect([answer.status, (answer.body.document as MandateDocument).powers]).toEqual([201, []])
  })
})

test('a check names every fault and says whether a draft can be made of it', async () => {
  const check = async (document: unknown) =>
    (await running.call(world.alpha.manager, 'draft.check', { body: { document } })).body
  expect(await check(smallMandate)).toEqual({ faults: [], draftable: true })
  expect(await check({ ...smallMandate, powers: [{ kind: 'refund', limits: [] }] })).toEqual({
    faults: [
      {
        place: 'powers[0]',
        says: 'check.fault_no_limit_per_decision',
        values: {},
        code: 'no_limit_per_decision',
      },
    ],
    draftable: true,
  })
  const { faults, draftable } = await check({
    format: 'cartabianca-mandate/1',
    powers: [{ kind: 'refunds', limits: [{ ...smallMandate.powers[0]!.limits[0], max: 3, scope: 7 }] }],
    support: {},
  })
  expect(draftable).toBe(false)
  expect((faults as DocumentFault[]).map(({ place, says }) => [place, says])).toEqual([
    ['powers[0].kind', 'check.shape_option'],
    ['powers[0].limits[0].scope', 'check.shape_option'],
    ['powers[0].limits[0]', 'check.shape_unknown_field'],
    ['support.minutes', 'check.shape_missing'],
  ])
})

test('drafts are listed newest first, page by page', async () => {
  await running.base.owner.query(`update mandate_draft set created_at = '2026-11-01'`)
  const one = await begin()
  running.base.clock.now = new Date(running.base.clock.now.getTime() + 1000)
  const two = await begin()
  const first = await running.call(world.alpha.manager, 'draft.list', { query: { limit: '1' } })
  const then = await running.call(world.alpha.manager, 'draft.list', {
    query: { limit: '1', cursor: String(first.body.nextCursor) },
  })
  const firstOf = ({ body }: typeof first) => (body.items as { id: string }[])[0]?.id
  expect([firstOf(first), firstOf(then)]).toEqual([two.id, one.id])
})
