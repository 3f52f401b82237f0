import { z } from 'zod'
import { power } from './decision.ts'
import {
  calendarDate,
  id,
  instant,
  language,
  line,
  money,
  pageOf,
  pageQuery,
  prose,
  routes,
} from './route.ts'

export const scenarioDecision = z.strictObject({
  power,
  minor: z.int().min(0).max(1_000_000_000),
  days: z.int().min(1).max(366).nullable(),
})

/** Empty texts are allowed while it is a draft; approving asks for all of them. */
export const scenarioContent = z.strictObject({
  title: z.string().max(200),
  situation: z.string().max(2000),
  steps: z
    .array(
      z.strictObject({
        words: z.string().max(20_000),
        said: z.string().max(20_000).nullable(),
        options: z.array(z.string().max(2000)).max(4),
      }),
    )
    .max(30),
  decideAt: z.int().min(0).max(29),
  decided: scenarioDecision.nullable(),
  after: z.string().max(20_000).nullable(),
  reach: z.string().max(1000),
})

const scenarioRow = {
  id,
  clientId: id,
  clientName: z.string(),
  source: z.enum(['contact', 'learning', 'pasted', 'backtest']),
  language,
  touchpoint: z.string().nullable(),
  power,
  currency: z.string(),
  mandateNumber: z.int(),
  title: z.string(),
  state: z.enum(['draft', 'approved', 'retired']),
  at: instant,
  /** how often the reader practised it to the end */
  practised: z.int(),
}
export const scenarioListed = z.strictObject(scenarioRow)
export type ScenarioListed = z.infer<typeof scenarioListed>

/** For who makes it: the original stands beside until it is approved. */
export const scenarioDraft = z.strictObject({
  ...scenarioRow,
  revision: z.int(),
  /** what the amounts in its texts are, in percent of what they were */
  amountPercent: z.int(),
  content: scenarioContent,
  /** the original's lines; null once approved */
  original: z.array(z.strictObject({ by: z.enum(['customer', 'us', 'after']), text: z.string() })).nullable(),
  /** what the anonymiser was not sure of, as it stands in its text */
  doubtful: z.array(
    z.strictObject({ text: z.string(), kind: z.string(), replaced: z.boolean(), at: z.string() }),
  ),
  faults: z.array(
    z.strictObject({ path: z.string(), fault: z.enum(['empty', 'options', 'no_steps', 'decide_at']) }),
  ),
})
export type ScenarioDraft = z.infer<typeof scenarioDraft>

export const scenarioOffer = z.strictObject({
  /** `missed` and `asked`: more could have been done */
  kind: z.enum(['asked', 'missed', 'learning', 'decided']),
  /** of the learning case, or of the contact */
  id,
  clientName: z.string(),
  power,
  touchpoint: z.string().nullable(),
  language: z.string().nullable(),
  at: instant,
  /** of a learning case: its question */
  question: z.string().nullable(),
})
export type ScenarioOffer = z.infer<typeof scenarioOffer>

export const practice = z.strictObject({
  id,
  scenario: scenarioListed,
  situation: z.string(),
  /** powers that the mandate of the case names */
  powers: z.array(power),
  /** what the customer has said so far, with what one could say and what the learner said */
  turns: z.array(
    z.strictObject({
      words: z.string(),
      options: z.array(z.string()),
      answer: z.string().nullable(),
      decides: z.boolean(),
    }),
  ),
  /** once it is through */
  outcome: z
    .strictObject({
      mine: z
        .strictObject({
          power,
          amount: money,
          days: z.int().nullable(),
          verdict: z.enum(['granted', 'beyond', 'refused']),
          used: z.boolean(),
        })
        .nullable(),
      /** how far the mandate went for one decision of the scenario's power; null: no bound of that kind */
      upTo: z.strictObject({ minor: z.int().nullable(), days: z.int().nullable() }),
      decided: z.strictObject({ power, amount: money, days: z.int().nullable() }).nullable(),
      said: z.array(z.string().nullable()),
      after: z.string().nullable(),
      reach: z.string(),
    })
    .nullable(),
})
export type Practice = z.infer<typeof practice>

const params = z.strictObject({ scenarioId: id })
const amountPercent = z.int().min(50).max(150).default(100)

export const scenarioRoutes = routes({
  'scenario.list': {
    method: 'GET',
    path: '/scenarios',
    access: 'training.read',
    summary: 'Scenarios to practise, newest first; to trainers also drafts',
    query: z.strictObject({ ...pageQuery, state: z.enum(['approved', 'draft']).default('approved') }),
    status: 200,
    returns: pageOf(scenarioListed),
  },
  'scenario.listOffers': {
    method: 'GET',
    path: '/scenario-offers',
    access: 'training.write',
    summary:
      'Cases that could become scenarios: requests that would be decided at once today, authority not used, learning cases, decisions; at most 20 of each',
    status: 200,
    returns: z.strictObject({
      items: z.array(scenarioOffer),
      /** how many past asks were last held against the mandates in force, on which Monday; null: not yet */
      looked: z.strictObject({ asks: z.int(), week: calendarDate }).nullable(),
      /** powers of which a client has fewer cases than the path asks for: there nobody can go on */
      lacking: z.array(z.strictObject({ clientId: id, clientName: z.string(), powers: z.array(power) })),
    }),
  },
  'scenario.leaveOffer': {
    method: 'DELETE',
    path: '/scenario-offers/:contactId',
    access: 'training.write',
    summary: 'Offer this contact no more',
    params: z.strictObject({ contactId: id }),
    status: 204,
  },
  'scenario.create': {
    method: 'POST',
    path: '/scenarios',
    access: 'training.write',
    summary:
      'Make a draft of a case: of a closed contact, a learning case, a case of the backtest, or pasted text; made anonymous at once',
    body: z.discriminatedUnion('source', [
      z.strictObject({ source: z.literal('contact'), contactId: id, amountPercent }),
      z.strictObject({ source: z.literal('learning'), caseId: id, amountPercent }),
      /** a request that led to nothing and would be decided at once under the mandate in force today */
      z.strictObject({ source: z.literal('backtest'), contactId: id, amountPercent }),
      z.strictObject({
        source: z.literal('pasted'),
        clientId: id,
        language,
        power,
        /** turns parted by an empty line: the customer, us, the customer, us… */
        text: prose(),
        /** names to hide besides those that are found */
        people: z.array(line(200)).max(20).default([]),
        amountPercent,
      }),
    ]),
    status: 201,
    returns: scenarioDraft,
  },
  'scenario.show': {
    method: 'GET',
    path: '/scenarios/:scenarioId',
    access: 'training.write',
    summary: 'A scenario as its maker sees it, with the original until it is approved',
    params,
    status: 200,
    returns: scenarioDraft,
  },
  'scenario.save': {
    method: 'PUT',
    path: '/scenarios/:scenarioId',
    access: 'training.write',
    summary: 'Save a draft over the revision that was read',
    params,
    body: z.strictObject({
      revision: z.int().min(1),
      content: scenarioContent,
      /** where the amounts in its texts were changed with it; left out: as they are */
      amountPercent: z.int().min(50).max(150).optional(),
    }),
    status: 200,
    returns: scenarioDraft,
  },
  'scenario.approve': {
    method: 'PUT',
    path: '/scenarios/:scenarioId/approval',
    access: 'training.write',
    summary: 'Say that nobody can be recognised: the original is deleted, and people may practise',
    params,
    body: z.strictObject({ revision: z.int().min(1) }),
    status: 200,
    returns: scenarioDraft,
  },
  'scenario.retire': {
    method: 'DELETE',
    path: '/scenarios/:scenarioId/approval',
    access: 'training.write',
    summary: 'Take a scenario out of practice',
    params,
    status: 204,
  },
  'practice.start': {
    method: 'POST',
    path: '/scenarios/:scenarioId/practices',
    access: 'training.read',
    summary: 'Begin to practise a scenario, or go on with what was begun',
    params,
    status: 200,
    returns: practice,
  },
  'practice.answer': {
    method: 'PUT',
    path: '/practices/:practiceId/turns/:turn',
    access: 'training.read',
    summary:
      'Say something to the customer, and where it is time decide or not; the last answer shows what was',
    params: z.strictObject({ practiceId: id, turn: z.coerce.number().int().min(0).max(29) }),
    body: z.strictObject({ words: prose(2000), decision: scenarioDecision.nullable().default(null) }),
    status: 200,
    returns: practice,
  },
})
