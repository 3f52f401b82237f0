import { z } from 'zod'
import { measureKinds } from '../core/expectation/measure.ts'
import { calendarDate, id, instant, line, prose, routes } from './route.ts'

const share = z.int().min(0).max(10_000)
const measure = z.enum(measureKinds)
const side = z.enum(['bearer', 'counterpart'])

const term = z.strictObject({
  number: z.int(),
  /** the result, in the words of who wrote it */
  result: z.string(),
  measure,
  /** what is measured, in their own words */
  measureWords: z.string(),
  /** basis points of the measure's share: 8500 is 85 % */
  aim: share,
  fromDate: calendarDate,
  reviewDate: calendarDate,
  goal: z.strictObject({ id, words: z.string() }).nullable(),
  /** agreeing on it ends the expectation */
  ends: z.boolean(),
  writtenBy: z.string(),
  at: instant,
  agreements: z.array(
    z.strictObject({
      side,
      personName: z.string(),
      agrees: z.boolean(),
      words: z.string().nullable(),
      at: instant,
    }),
  ),
})
export type ExpectationTerm = z.infer<typeof term>

export const expectation = z.strictObject({
  id,
  clientId: id,
  team: z.strictObject({ id, name: z.string() }),
  /** who answers for the result; null: the whole team */
  bearerName: z.string().nullable(),
  /** whom they owe it to */
  counterpartName: z.string(),
  /** down the pyramid of old, or up: owed to the front line */
  runs: z.enum(['down', 'up']),
  /** the reader's own side; null: of the team, and reads along */
  mySide: side.nullable(),
  state: z.enum(['proposed', 'agreed', 'ended', 'declined']),
  /** the term that holds, and the one that awaits somebody */
  holds: term.nullable(),
  open: term.nullable(),
  awaitsMe: z.boolean(),
  /**
   * Derived up to the last whole week (Monday in the site's zone); null before a term holds. `counted` is null
   * while there is too little to show; its interval holds with 90 %.
   */
  standing: z
    .strictObject({
      says: z.enum(['on_the_way', 'too_early', 'not_on_the_way']),
      until: calendarDate,
      counted: z
        .strictObject({ count: z.int(), of: z.int(), interval: z.tuple([z.number(), z.number()]) })
        .nullable(),
    })
    .nullable(),
})
export type Expectation = z.infer<typeof expectation>

export const goal = z.strictObject({
  id,
  /** null: of all clients */
  clientName: z.string().nullable(),
  words: z.string(),
  because: z.string(),
  writtenBy: z.string(),
  at: instant,
  retired: z.boolean(),
  /** who made it theirs: the bearers of agreed expectations that serve it (at most 50) */
  madeTheirsBy: z.array(z.string()),
})
export type Goal = z.infer<typeof goal>

const proposal = {
  result: line(300),
  measure,
  measureWords: line(200),
  aim: share,
  fromDate: calendarDate,
  reviewDate: calendarDate,
  goalId: id.nullable().default(null),
}

export const expectationRoutes = routes({
  'expectation.list': {
    method: 'GET',
    path: '/expectations',
    access: 'expectation.agree',
    summary:
      'Expectations that I answer for, that are owed to me, or that my team answers for; those that await me first (at most 200)',
    query: z.strictObject({ ended: z.enum(['true', 'false']).default('false') }),
    status: 200,
    returns: z.strictObject({ items: z.array(expectation) }),
  },
  'expectation.show': {
    method: 'GET',
    path: '/expectations/:expectationId',
    access: 'expectation.agree',
    summary: 'One expectation with every wording it ever had',
    params: z.strictObject({ expectationId: id }),
    status: 200,
    returns: z.strictObject({ ...expectation.shape, terms: z.array(term) }),
  },
  'expectation.people': {
    method: 'GET',
    path: '/expectations/people',
    access: 'expectation.agree',
    summary: 'With whom I may agree on something, by team: those I answer to and those who answer to me',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          teamId: id,
          teamName: z.string(),
          /** whether this reader may propose something for the whole team */
          forTeam: z.boolean(),
          people: z.array(
            z.strictObject({
              id,
              name: z.string(),
              role: z.enum(['agent', 'coach', 'manager']),
              me: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  },
  'expectation.create': {
    method: 'POST',
    path: '/expectations',
    access: 'expectation.agree',
    summary: 'Propose a result, as who answers for it or as whom it is owed to; it holds once both agree',
    body: z.strictObject({ teamId: id, bearerId: id.nullable(), counterpartId: id, ...proposal }),
    status: 201,
    returns: expectation,
  },
  'expectation.propose': {
    method: 'POST',
    path: '/expectations/:expectationId/terms',
    access: 'expectation.agree',
    summary: 'Propose another wording, or to let it go; what was agreed holds until both agree on this',
    params: z.strictObject({ expectationId: id }),
    body: z.discriminatedUnion('change', [
      z.strictObject({ change: z.literal('reworded'), ...proposal }),
      z.strictObject({ change: z.literal('ended') }),
    ]),
    status: 201,
    returns: expectation,
  },
  'expectation.answer': {
    method: 'PUT',
    path: '/expectations/:expectationId/terms/:number/agreement',
    access: 'expectation.agree',
    summary: 'Agree to a proposed wording for my side, or decline it with a word why',
    params: z.strictObject({ expectationId: id, number: z.coerce.number().int().min(1).max(10_000) }),
    body: z.discriminatedUnion('agrees', [
      z.strictObject({ agrees: z.literal(true) }),
      z.strictObject({ agrees: z.literal(false), words: prose(1000) }),
    ]),
    status: 200,
    returns: expectation,
  },
  'goal.list': {
    method: 'GET',
    path: '/goals',
    access: 'goal.read',
    summary: 'What the company wants to reach, and who made it theirs (at most 100)',
    status: 200,
    returns: z.strictObject({ items: z.array(goal) }),
  },
  'goal.create': {
    method: 'POST',
    path: '/goals',
    access: 'goal.write',
    summary: 'Write down a goal, for one client’s service or for all; a measure of activity is refused',
    body: z.strictObject({ clientId: id.nullable(), words: line(200), because: prose(1000) }),
    status: 201,
    returns: goal,
  },
  'goal.retire': {
    method: 'PUT',
    path: '/goals/:goalId/end',
    access: 'goal.write',
    summary: 'A goal that is reached, or is one no more; expectations that served it keep saying so',
    params: z.strictObject({ goalId: id }),
    status: 200,
    returns: goal,
  },
})
