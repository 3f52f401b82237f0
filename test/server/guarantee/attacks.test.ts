import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OperationId } from '../../../src/contract/all.ts'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import type { Actor } from '../../../src/server/platform/actor.ts'
import { askSupport } from '../../../src/server/support/ask.ts'
import { type Running, startLittleServer } from '../running.ts'
import { makeContact } from '../world.ts'

/** Law 3, attacked by every route that takes somebody's words about a person, a contact or a decision. */
let running: Running
let contactId: string
let decisionId: string
beforeAll(async () => {
  running = await startLittleServer()
  const { alpha } = running.world
  contactId = await makeContact(running.base, alpha)
  const outcome = await running.base.db.work([alpha.id], (work) =>
    decideForCustomer(work, alpha.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 2350, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: randomUUID(),
      publicUrl: running.url,
    }),
  )
  if (outcome.outcome !== 'decided') throw new Error('not decided')
  decisionId = outcome.decision.id
})
afterAll(() => running.close())

const count = async (from: string) =>
  (await running.base.owner.query<{ n: number }>(`select count(*)::int as n from ${from}`)).rows[0]!.n
const eur = (minor: number) => ({ minor, currency: 'EUR' })
type Who = 'coach' | 'manager' | 'agent2'

type Attack = {
  name: string
  who: Who
  operation: OperationId
  body: () => Record<string, unknown>
  params?: () => Record<string, string>
  reason: string
}
const about = () => ({ teamId: running.world.alpha.teamId, personId: running.world.alpha.agent.personId })
const feedback = (name: string, who: Who, reason: string, body: () => Record<string, unknown>): Attack => ({
  name,
  who,
  operation: 'feedback.create',
  reason,
  body: () => ({ ...about(), ...body() }),
})

const attacks: Attack[] = [
  feedback('criticism linked', 'coach', 'negative_on_decision', () => ({
    kind: 'improve',
    text: 'x',
    decisionId,
  })),
  feedback('criticism by address', 'coach', 'negative_on_decision', () => ({
    kind: 'improve',
    text: `vedi /decisions/${decisionId}`,
  })),
  feedback('criticism by contact, Italian', 'coach', 'negative_on_decision', () => ({
    kind: 'improve',
    text: 'Il rimborso era troppo.',
    contactId,
  })),
  feedback('criticism by amount, French', 'manager', 'negative_on_decision', () => ({
    kind: 'improve',
    text: 'Les 23,50 € de lundi.',
  })),
  feedback('criticism, Arabic', 'coach', 'negative_on_decision', () => ({
    kind: 'improve',
    text: 'راجِع الاسترداد.',
    contactId,
  })),
  feedback('a colleague’s advice', 'agent2', 'blame_in_text', () => ({
    kind: 'coaching',
    text: 'Non avresti dovuto rimborsare.',
    contactId,
  })),
  feedback('score linked', 'coach', 'score_on_decision', () => ({
    kind: 'score',
    text: 'x',
    score: 20,
    covers: ['clarity'],
    contactId,
    decisionId,
  })),
  feedback('deduction in its contact', 'manager', 'charge_on_decision', () => ({
    kind: 'deduction',
    text: 'Come d’accordo.',
    contactId,
    pay: eur(100),
  })),
  feedback('deduction of its amount', 'manager', 'charge_on_decision', () => ({
    kind: 'deduction',
    text: 'Come d’accordo.',
    pay: eur(2350),
  })),
  feedback('praise that charges', 'manager', 'charge_on_decision', () => ({
    kind: 'praise',
    text: 'Well done. We deduct it from your bonus.',
    decisionId,
  })),
  {
    name: 'a note in the contact',
    who: 'coach',
    operation: 'message.create',
    params: () => ({ contactId }),
    body: () => ({ kind: 'note', text: 'Questo rimborso sarà trattenuto dallo stipendio.' }),
    reason: 'charge_on_decision',
  },
  {
    name: 'a learning case that blames',
    who: 'coach',
    operation: 'learning.create',
    body: () => ({
      teamId: running.world.alpha.teamId,
      power: 'refund',
      decisionId,
      question: 'Chi ha rimborsato non doveva farlo: richiamo.',
    }),
    reason: 'blame_in_text',
  },
  {
    name: 'a proposal that charges',
    who: 'coach',
    operation: 'proposal.create',
    body: () => ({
      teamId: running.world.alpha.teamId,
      power: 'refund',
      change: `Refund ${decisionId}`,
      why: 'The refund is to be deducted from pay: salary first.',
    }),
    reason: 'charge_on_decision',
  },
]

describe('refused, and on the record', () => {
  test.each(attacks.map((attack) => [`${attack.operation}: ${attack.name}`, attack] as const))(
    '%s',
    async (_, attack) => {
      const written = ['feedback', 'learning_case', 'proposal', 'message']
      const before = await Promise.all(written.map(count))
      const breaches = await count('breach')
      const answer = await running.call(running.world.alpha[attack.who], attack.operation, {
        params: attack.params?.() ?? {},
        body: attack.body(),
      })
      if (answer.status === 409) expect(answer.body.code).toBe('guarantee_holds')
      else
        expect(answer.body).toMatchObject({
          outcome: 'refused',
          refusal: { reason: attack.reason, breachId: expect.any(String) },
        })
      // nothing was written but the refusal
      expect(await Promise.all(written.map(count))).toEqual(before)
      expect(await count('breach')).toBe(breaches + 1)
      const { rows } = await running.base.owner.query(
        `select b.*, w.text, e.body from breach b join breach_words w on w.breach_id = b.id
         join ledger_entry e on e.kind = 'breach.refused' and e.body like '%' || b.id || '%' order by b.at desc, e.arrival desc limit 1`,
      )
      const [breach] = rows
      expect(breach).toMatchObject({
        about_id: running.world.alpha.agent.personId,
        author_id: running.world.alpha[attack.who].personId,
        reason: attack.reason,
        seen_from: attack.who === 'manager' ? 'administrator' : 'manager',
      })
      // the ledger has ids, codes and hashes, and none of the words
      const { facts } = JSON.parse(breach.body)
      expect(facts).toMatchObject({
        breach: breach.id,
        reason: attack.reason,
        words_hash: expect.any(String),
      })
      expect(breach.body).not.toContain(breach.text)
      expect(breach.body).not.toContain('alpha')
    },
  )

  test('an answer to a support request that charges', async () => {
    const { alpha } = running.world
    const requestId = await running.base.db.work([alpha.id], (work) =>
      askSupport(work, alpha.agent, contactId, { kind: 'obstacle', reason: 'non si apre' }),
    )
    const answer = await running.call(alpha.coach, 'support.answer', {
      params: { requestId },
      body: { answer: 'declined', reason: 'Il rimborso lo tratteniamo dallo stipendio.' },
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'guarantee_holds'])
    expect(await count(`support_request where id = '${requestId}' and state = 'open'`)).toBe(1)
    expect(await count(`breach where place = 'support_answer'`)).toBe(1)
  })
})

describe('what is free', () => {
  const free: [string, Who, () => Record<string, unknown>][] = [
    [
      'praise of the decision',
      'coach',
      () => ({ kind: 'praise', text: 'Rimborso giusto, brava!', decisionId }),
    ],
    [
      'criticism of something else',
      'coach',
      () => ({ kind: 'improve', text: 'Il tono era brusco.', contactId }),
    ],
    [
      'a score of the rest',
      'coach',
      () => ({ kind: 'score', text: 'Chiaro.', score: 80, covers: ['clarity'], contactId }),
    ],
    ['a bonus', 'manager', () => ({ kind: 'bonus', text: 'Per tre anni con noi.', pay: eur(5000) })],
    [
      'a deduction for something else',
      'manager',
      () => ({ kind: 'deduction', text: 'Badge.', pay: eur(1000) }),
    ],
    ['a colleague’s thanks', 'agent2', () => ({ kind: 'praise', text: 'Grazie per ieri!' })],
  ]
  test.each(free)('%s', async (_, who, body) => {
    const answer = await running.call(running.world.alpha[who], 'feedback.create', {
      body: { ...about(), ...body() },
    })
    expect([answer.status, answer.body.outcome]).toEqual([200, 'written'])
  })

  test('the person sees it at once and objects; once', async () => {
    const { alpha } = running.world
    const list = await running.call(alpha.agent, 'feedback.list', {})
    const items = list.body.items as { id: string; kind: string; aboutMe: boolean }[]
    expect(items.map(({ kind }) => kind).sort()).toEqual(free.map(([, , body]) => String(body().kind)).sort())
    const params = { feedbackId: items.find(({ kind }) => kind === 'improve')!.id }
    const body = { stance: 'objected', text: 'Il cliente aveva ringraziato.' }
    expect((await running.call(alpha.coach, 'feedback.answer', { params, body })).status).toBe(404)
    expect((await running.call(alpha.agent2, 'feedback.answer', { params, body })).status).toBe(404)
    expect((await running.call(alpha.agent, 'feedback.answer', { params, body })).body.answer).toMatchObject(
      body,
    )
    expect((await running.call(alpha.agent, 'feedback.answer', { params, body })).body.code).toBe(
      'already_answered',
    )
    const mine = await running.call(alpha.coach, 'feedback.list', { query: { view: 'by_me' } })
    expect((mine.body.items as { answer: unknown }[]).some(({ answer }) => answer !== null)).toBe(true)
  })

  test('a score says what it covers, or is sent back without a breach', async () => {
    const before = await count('breach')
    const answer = await running.call(running.world.alpha.coach, 'feedback.create', {
      body: { ...about(), kind: 'score', text: 'Bene.', score: 70, contactId },
    })
    expect(answer.body).toMatchObject({ refusal: { reason: 'score_without_scope', breachId: null } })
    expect(await count('breach')).toBe(before)
  })

  test('each kind is its role’s', async () => {
    const { alpha } = running.world
    const tries: [Actor, object][] = [
      [alpha.agent2, { kind: 'improve', text: 'x' }],
      [alpha.coach, { kind: 'deduction', text: 'x', pay: eur(1) }],
    ]
    for (const [actor, body] of tries) {
      const answer = await running.call(actor, 'feedback.create', { body: { ...about(), ...body } })
      expect(answer.body.code).toBe('not_permitted')
    }
    const self = { ...about(), personId: alpha.coach.personId }
    const answer = await running.call(alpha.coach, 'feedback.create', {
      body: { ...self, kind: 'praise', text: 'io' },
    })
    expect(answer.body.code).toBe('not_found')
  })
})
