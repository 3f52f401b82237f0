import { z } from 'zod'
import { power } from './decision.ts'
import { id, instant, language, line, pageOf, pageQuery, prose, routes } from './route.ts'

const level = z.enum(['trainee', 'full', 'senior'])

export const ahead = z.strictObject({
  power,
  level,
  next: z
    .strictObject({
      to: level,
      confirmedBy: z.enum(['self', 'coach']),
      needed: z.int(),
      done: z.int(),
      open: z.boolean(),
    })
    .nullable(),
  /** cases of it, where I work, that still count for my next step: how many, and the one to begin with */
  toPractise: z.strictObject({ count: z.int(), scenarioId: id, title: z.string(), language }).nullable(),
  /** where it was asked for: how that stands */
  asked: z
    .strictObject({ state: z.enum(['open', 'granted', 'later']), answer: z.string().nullable() })
    .nullable(),
})
export type AheadShown = z.infer<typeof ahead>

export const refresher = z.strictObject({
  id,
  clientId: id,
  clientName: z.string(),
  /** of one that a pattern asked for: whose pattern it is; null: proposed to all who work for the client */
  teamName: z.string().nullable(),
  courseId: id.nullable(),
  scenarioId: id.nullable(),
  /** of the course in the reader's language, or of the scenario */
  title: z.string(),
  /** about how long it takes, in fives of minutes */
  minutes: z.int(),
  power: power.nullable(),
  touchpoint: z.string().nullable(),
  /** in the words of the trainer who proposed it; null where a pattern of the team did */
  why: z.string().nullable(),
  /** the pattern that asked for it: at `touchpoint`, of nobody in particular */
  pattern: z.enum(['returning_doubt', 'unused_authority']).nullable(),
  /** a coach or trainer who said: there is time for it */
  confirmedByName: z.string().nullable(),
  /** the reader's own, and read by nobody else */
  takenUp: z.boolean(),
  at: instant,
  mayAnswer: z.boolean(),
  mayConfirm: z.boolean(),
  mayEnd: z.boolean(),
})
export type Refresher = z.infer<typeof refresher>

export const levelRequest = z.strictObject({
  id,
  personName: z.string(),
  power,
  level,
  words: z.string().nullable(),
  askedAt: instant,
})
export type LevelRequest = z.infer<typeof levelRequest>

const ofPower = z.strictObject({ power })
const ofRefresher = z.strictObject({ refresherId: id })

export const trainingRoutes = routes({
  'training.path': {
    method: 'GET',
    path: '/training/path',
    access: 'training.read',
    summary: 'My own path: my level with each power, what comes next, and refreshers for where I work',
    status: 200,
    returns: z.strictObject({
      /** whether the reader decides for customers at all */
      decides: z.boolean(),
      items: z.array(ahead),
      refreshers: z.array(refresher),
    }),
  },
  'training.confirm': {
    method: 'PUT',
    path: '/training/path/:power/level',
    access: 'decision.make',
    summary: 'Take the next level that practice has opened, where it is mine to take',
    params: ofPower,
    status: 204,
  },
  'training.ask': {
    method: 'POST',
    path: '/training/path/:power/requests',
    access: 'decision.make',
    summary: 'Ask coach and trainers to confirm the next level that practice has opened',
    params: ofPower,
    body: z.strictObject({ words: line(1000).nullable().default(null) }),
    status: 204,
  },
  'training.listRequests': {
    method: 'GET',
    path: '/training/level-requests',
    access: 'level.confirm',
    summary: 'Who asks for a level: of a coach’s own teams; to trainers all',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(levelRequest),
  },
  'training.answerRequest': {
    method: 'PUT',
    path: '/training/level-requests/:requestId/answer',
    access: 'level.confirm',
    summary: 'Confirm a level, or say what would help first',
    params: z.strictObject({ requestId: id }),
    body: z.discriminatedUnion('answer', [
      z.strictObject({ answer: z.literal('granted') }),
      z.strictObject({ answer: z.literal('later'), words: prose(1000) }),
    ]),
    status: 204,
  },
  'refresher.list': {
    method: 'GET',
    path: '/refreshers',
    access: 'training.write',
    summary: 'Refreshers that are proposed now; at most 100',
    status: 200,
    returns: z.strictObject({ items: z.array(refresher) }),
  },
  'refresher.create': {
    method: 'POST',
    path: '/refreshers',
    access: 'training.write',
    summary: 'Propose a course or a scenario to those who work with a power or at a touchpoint of a client',
    body: z
      .strictObject({
        clientId: id,
        courseId: id.nullable().default(null),
        scenarioId: id.nullable().default(null),
        power: power.nullable().default(null),
        touchpoint: line(100).nullable().default(null),
        why: line(500),
      })
      .refine(({ courseId, scenarioId }) => (courseId === null) !== (scenarioId === null), {
        path: ['courseId'],
        message: 'name a course or a scenario',
      })
      .refine((body) => body.power !== null || body.touchpoint !== null, {
        path: ['power'],
        message: 'name a power or a touchpoint',
      }),
    status: 201,
    returns: refresher,
  },
  'refresher.answer': {
    method: 'PUT',
    path: '/refreshers/:refresherId/answer',
    access: 'training.read',
    summary: 'Take it up, or leave it: mine to say, and told to nobody',
    params: ofRefresher,
    body: z.strictObject({ answer: z.enum(['taken_up', 'declined']) }),
    status: 204,
  },
  'refresher.confirm': {
    method: 'PUT',
    path: '/refreshers/:refresherId/confirmation',
    access: 'refresher.settle',
    summary: 'Say that there is time for what a pattern of the team asked for: its coach, or a trainer',
    params: ofRefresher,
    status: 204,
  },
  'refresher.end': {
    method: 'DELETE',
    path: '/refreshers/:refresherId',
    access: 'refresher.settle',
    summary: 'Propose it no longer; for the same pattern it does not come back',
    params: ofRefresher,
    status: 204,
  },
})
