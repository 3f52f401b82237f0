import { z } from 'zod'
import { comparisons, opportunityKinds } from '../core/coaching/question.ts'
import { seriesMeasureKinds } from '../core/coaching/series.ts'
import { opportunityStates } from '../core/coaching/state.ts'
import { calendarDate, id, instant, pageOf, pageQuery, prose, routes } from './route.ts'

const move = z.enum(['taken_up', 'shared', 'set_aside'])

/** Counts of contacts, and how sure they make us. Nothing of a person is in it. */
export const evidence = z.strictObject({
  count: z.int(),
  of: z.int(),
  /** what it is compared with: other touchpoints or powers, the client's other teams, or the weeks before */
  compared: z.enum(comparisons),
  restCount: z.int(),
  restOf: z.int(),
  /** the share as far as one can tell from so few, 0 to 1: drawn towards that of all (empirical Bayes) */
  shrunk: z.number(),
  /** Fisher's exact test, one-sided; and the same among all questions of the week (Benjamini and Hochberg) */
  p: z.number(),
  adjusted: z.number(),
  /** how many questions were asked of the team in that week */
  asked: z.int(),
})
export type Evidence = z.infer<typeof evidence>

export const opportunity = z.strictObject({
  id,
  clientId: id,
  team: z.strictObject({ id, name: z.string() }),
  /** the reader works in the team */
  ownTeam: z.boolean(),
  kind: z.enum(opportunityKinds),
  /** a touchpoint's code, or a power's for `repeated_lift` */
  subject: z.string(),
  /** Mondays: first and last found; the contacts are of the `weeks` whole weeks before the latter */
  firstWeek: calendarDate,
  week: calendarDate,
  weeks: z.int(),
  evidence,
  state: z.enum(opportunityStates),
  /** what the coach made of it, in their words */
  words: z.string().nullable(),
  movedByName: z.string().nullable(),
  movedAt: instant.nullable(),
  /** what the reader may make of it */
  mayBecome: z.array(move),
})
export type Opportunity = z.infer<typeof opportunity>

const looked = z.strictObject({
  team: z.strictObject({ id, name: z.string() }),
  /** the reader coaches it */
  coached: z.boolean(),
  /** the last Monday on which it was looked at; null: never yet */
  week: calendarDate.nullable(),
  weeks: z.int(),
  asked: z.int(),
  found: z.int(),
})
export type Looked = z.infer<typeof looked>

const week = z.strictObject({
  week: calendarDate,
  /** null: too few that week to be shown */
  counted: z.strictObject({ count: z.int(), of: z.int(), share: z.number() }).nullable(),
  signals: z.array(z.enum(['beyond_limits', 'run'])),
  jump: z.boolean(),
})

export const series = z.strictObject({
  measure: z.enum(seriesMeasureKinds),
  weeks: z.array(week),
  /** of the XmR chart, 0 to 1; null under eight weeks that count */
  limits: z.strictObject({ centre: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  reading: z.discriminatedUnion('says', [
    z.strictObject({ says: z.literal('too_few') }),
    z.strictObject({ says: z.literal('noise') }),
    z.strictObject({
      says: z.literal('signal'),
      signal: z.enum(['beyond_limits', 'run']),
      since: calendarDate,
      better: z.boolean(),
    }),
  ]),
})
export type Series = z.infer<typeof series>

export const coachingRoutes = routes({
  'opportunity.list': {
    method: 'GET',
    path: '/opportunities',
    access: 'opportunity.read',
    summary:
      'Patterns of my teams: open ones (those found in the last eight weeks, and those taken up), set aside, or shared by any team of my clients',
    query: z.strictObject({ ...pageQuery, view: z.enum(['open', 'shared', 'set_aside']).default('open') }),
    status: 200,
    returns: z.strictObject({
      ...pageOf(opportunity).shape,
      /** when my teams were looked at, and what was asked of them (at most 100) */
      looked: z.array(looked),
    }),
  },
  'opportunity.show': {
    method: 'GET',
    path: '/opportunities/:opportunityId',
    access: 'opportunity.read',
    summary: 'One pattern with its evidence, and the contacts it was seen in for who may open them',
    params: z.strictObject({ opportunityId: id }),
    status: 200,
    returns: z.strictObject({
      ...opportunity.shape,
      /** the counted contacts as they are now, newest first (at most 50); whose they were is not told */
      contacts: z.array(
        z.strictObject({ id, subject: z.string(), customerName: z.string(), openedAt: instant }),
      ),
    }),
  },
  'opportunity.move': {
    method: 'PUT',
    path: '/opportunities/:opportunityId/state',
    access: 'opportunity.move',
    summary: 'Take it up, share it with all teams that serve the client, or set it aside with a reason',
    params: z.strictObject({ opportunityId: id }),
    body: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('taken_up'), words: prose(1000).nullable().default(null) }),
      z.strictObject({ state: z.literal('shared'), words: prose(1000) }),
      z.strictObject({ state: z.literal('set_aside'), words: prose(1000) }),
    ]),
    status: 200,
    returns: opportunity,
  },
  'opportunity.look': {
    method: 'POST',
    path: '/teams/:teamId/opportunities/looks',
    access: 'opportunity.move',
    summary:
      'Look now at the last eight weeks of a team I coach; weeks already looked at are left as they are',
    params: z.strictObject({ teamId: id }),
    status: 200,
    returns: looked,
  },
  'series.show': {
    method: 'GET',
    path: '/teams/:teamId/series',
    access: 'series.read',
    summary: 'A team’s weekly shares over half a year, each read by its XmR chart: signal or noise',
    params: z.strictObject({ teamId: id }),
    status: 200,
    returns: z.strictObject({
      team: z.strictObject({ id, name: z.string() }),
      /** false: the team's contacts are of fewer than three people, so nothing is shown */
      enoughPeople: z.boolean(),
      items: z.array(series),
    }),
  },
})
