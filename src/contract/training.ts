import { z } from 'zod'
import { power } from './decision.ts'
import { id, instant, line, pageOf, pageQuery, prose, routes } from './route.ts'

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
  courseId: id.nullable(),
  scenarioId: id.nullable(),
  /** of the course in the reader's language, or of the scenario */
  title: z.string(),
  power: power.nullable(),
  touchpoint: z.string().nullable(),
  why: z.string(),
  at: instant,
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
  'refresher.end': {
    method: 'DELETE',
    path: '/refreshers/:refresherId',
    access: 'training.write',
    summary: 'Propose it no longer',
    params: z.strictObject({ refresherId: id }),
    status: 204,
  },
})
