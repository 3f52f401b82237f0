import { z } from 'zod'
import { sides, stages } from '../core/coaching-session/session.ts'
import { calendarDate, id, instant, pageOf, pageQuery, prose, routes } from './route.ts'

const side = z.enum(sides)
const slot = { startsAt: instant, minutes: z.int() }
const can = z.enum([
  'prepare',
  'add',
  'object',
  'propose_date',
  'agree_date',
  'hold',
  'miss',
  'follow_up',
  'withdraw',
])

/** A session as the two who hold it see it; nobody else does. */
export const coachingSession = z.strictObject({
  id,
  clientId: id,
  team: z.strictObject({ id, name: z.string() }),
  agentId: id,
  agentName: z.string(),
  coachName: z.string(),
  mySide: side,
  askedBy: side,
  stage: z.enum(stages),
  /** what the agent wants to talk about, in the words they last prepared it with; null: not prepared yet */
  about: z.string().nullable(),
  /** agreed by both, neither held nor missed yet */
  date: z.strictObject(slot).nullable(),
  /** the agreed date has come: one of the two says how it went */
  due: z.boolean(),
  /** awaits the other side */
  proposed: z.strictObject({ ...slot, by: side }).nullable(),
  /** when they look at what was agreed */
  followUpOn: calendarDate.nullable(),
  /** what the reader can do now */
  can: z.array(can),
  askedOn: calendarDate,
})
export type CoachingSession = z.infer<typeof coachingSession>

/** One thing that was said or done, in its order. */
export const coachingStep = z.strictObject({
  number: z.int(),
  kind: z.enum([
    'asked',
    'prepared',
    'added',
    'objected',
    'date_proposed',
    'date_agreed',
    'missed',
    'held',
    'followed_up',
    'withdrawn',
  ]),
  side,
  name: z.string(),
  mine: z.boolean(),
  text: z.string().nullable(),
  contacts: z.array(z.strictObject({ id, subject: z.string(), customerName: z.string() })),
  /** the number of what is objected to */
  objectsTo: z.int().nullable(),
  date: z.strictObject(slot).nullable(),
  followUpOn: calendarDate.nullable(),
  /** the day at the site, and its place among the rest: no more of when somebody was at work is told (law 6) */
  on: calendarDate,
})
export type CoachingStep = z.infer<typeof coachingStep>

const bringable = coachingStep.shape.contacts.element
const detail = z.strictObject({ ...coachingSession.shape, steps: z.array(coachingStep) })
const params = z.strictObject({ sessionId: id })
const contactIds = z.array(id).max(5).default([])
const words = prose(4000)

export const coachingSessionRoutes = routes({
  'coaching.list': {
    method: 'GET',
    path: '/coaching-sessions',
    access: 'coaching.take',
    summary: 'My coaching sessions, newest first. `open`: still to be held or looked at again · `over`',
    query: z.strictObject({ ...pageQuery, view: z.enum(['open', 'over']).default('open') }),
    status: 200,
    returns: pageOf(coachingSession),
  },
  'coaching.people': {
    method: 'GET',
    path: '/coaching-sessions/people',
    access: 'coaching.take',
    summary: 'Whom I can ask for a session: my coach, and the agents I coach',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({ personId: id, name: z.string(), teamId: id, teamName: z.string(), me: side }),
      ),
    }),
  },
  'coaching.ownContacts': {
    method: 'GET',
    path: '/coaching-sessions/contacts',
    access: 'coaching.take',
    summary: 'My newest contacts in a team, to bring to a session that I ask for',
    query: z.strictObject({ teamId: id }),
    status: 200,
    returns: z.strictObject({ items: z.array(bringable) }),
  },
  'coaching.contacts': {
    method: 'GET',
    path: '/coaching-sessions/:sessionId/contacts',
    access: 'coaching.take',
    summary:
      'The newest contacts of the agent that the reader can bring to a session; for the coach, those that were over before this week',
    params,
    status: 200,
    returns: z.strictObject({ items: z.array(bringable) }),
  },
  'coaching.show': {
    method: 'GET',
    path: '/coaching-sessions/:sessionId',
    access: 'coaching.take',
    summary: 'A session with all that the two said; its agent and its coach see the same',
    params,
    status: 200,
    returns: detail,
  },
  'coaching.create': {
    method: 'POST',
    path: '/coaching-sessions',
    access: 'coaching.take',
    summary:
      'Ask for a session. An agent’s words are its preparation; a coach says why, brings no contacts, and the agent prepares first',
    body: z.strictObject({ teamId: id, personId: id, text: words, contactIds }),
    status: 201,
    returns: detail,
  },
  'coaching.step': {
    method: 'POST',
    path: '/coaching-sessions/:sessionId/steps',
    access: 'coaching.take',
    summary:
      'Prepare, add, object, agree on a date, say whether it was held and what was agreed. What would hold a protected decision against anybody is refused (law 3)',
    params,
    body: z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('prepare'), text: words, contactIds }),
      z.strictObject({ do: z.literal('add'), text: words, contactIds }),
      z.strictObject({ do: z.literal('object'), to: z.int().min(1).max(10_000), text: words }),
      z.strictObject({
        do: z.literal('propose_date'),
        /** in the zone of the team's site */
        day: calendarDate,
        time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
        minutes: z.int().min(10).max(180),
      }),
      z.strictObject({ do: z.literal('agree_date'), startsAt: instant }),
      z.strictObject({
        do: z.literal('hold'),
        text: words,
        followUpOn: calendarDate.nullable().default(null),
      }),
      z.strictObject({ do: z.literal('miss'), text: words.nullable().default(null) }),
      z.strictObject({ do: z.literal('follow_up'), text: words }),
      z.strictObject({ do: z.literal('withdraw'), text: words.nullable().default(null) }),
    ]),
    status: 200,
    returns: detail,
  },
  'coaching.calendar': {
    method: 'GET',
    path: '/coaching-sessions/:sessionId/calendar',
    access: 'coaching.take',
    summary: 'The agreed date as a calendar file (RFC 5545, text/calendar)',
    params,
    status: 200,
    returns: z.string(),
  },
})
