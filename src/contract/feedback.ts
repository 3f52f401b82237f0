import { z } from 'zod'
import { breachReasons, reachedHows } from '../core/guarantee/assess.ts'
import { feedbackKinds, rubricParts } from '../core/guarantee/feedback.ts'
import { id, instant, money, pageOf, pageQuery, prose, routes } from './route.ts'

/** What one person wrote about another's work. Only the two of them read it. */
export const feedback = z.strictObject({
  id,
  clientId: id,
  teamId: id,
  kind: z.enum(feedbackKinds),
  /** the reader is the one it is about */
  aboutMe: z.boolean(),
  aboutName: z.string(),
  authorName: z.string(),
  text: z.string(),
  contactId: id.nullable(),
  contactSubject: z.string().nullable(),
  /** only praise has one: no other kind may */
  decisionId: id.nullable(),
  /** 0 to 100, for the parts of the rubric in `covers` and for nothing else */
  score: z.int().min(0).max(100).nullable(),
  covers: z.array(z.enum(rubricParts)),
  pay: money.nullable(),
  at: instant,
  answer: z
    .strictObject({ stance: z.enum(['answered', 'objected']), text: z.string(), at: instant })
    .nullable(),
})
export type Feedback = z.infer<typeof feedback>

/** Why something was refused under law 3, and by what it reached a decision. */
export const refusal = z.strictObject({
  /** the refused breach: opens the page with the ways that exist */
  breachId: id.nullable(),
  reason: z.enum(breachReasons),
  hows: z.array(z.enum(reachedHows)),
})
export type Refusal = z.infer<typeof refusal>

/** A refusal is an outcome, not an error: it is recorded, and says why. */
export const feedbackOutcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('written'), feedback }),
  z.strictObject({ outcome: z.literal('refused'), refusal }),
])

const said = { teamId: id, personId: id, text: prose(4000) }
const about = { contactId: id.nullable().default(null) }

export const feedbackRoutes = routes({
  'colleague.list': {
    method: 'GET',
    path: '/colleagues',
    access: 'feedback.write',
    summary: 'The colleagues one may write about, with what one may write about each',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          teamId: id,
          teamName: z.string(),
          clientId: id,
          currencies: z.array(z.string()),
          kinds: z.array(z.enum(feedbackKinds)),
        }),
      ),
    }),
  },
  'feedback.create': {
    method: 'POST',
    path: '/feedback',
    access: 'feedback.write',
    summary:
      'Write about a colleague’s work. What would hold a protected decision against anyone is refused and recorded (law 3)',
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('praise'),
        ...said,
        ...about,
        decisionId: id.nullable().default(null),
      }),
      z.strictObject({
        kind: z.enum(['coaching', 'improve']),
        ...said,
        ...about,
        decisionId: id.nullable().default(null),
      }),
      z.strictObject({
        kind: z.literal('score'),
        ...said,
        contactId: id,
        decisionId: id.nullable().default(null),
        score: z.int().min(0).max(100),
        /** what the score is about; one without it is refused */
        covers: z.array(z.enum(rubricParts)).max(rubricParts.length).default([]),
      }),
      z.strictObject({
        kind: z.enum(['bonus', 'deduction']),
        ...said,
        ...about,
        decisionId: id.nullable().default(null),
        pay: z.strictObject({ ...money.shape, minor: z.int().min(1).max(1_000_000_000) }),
      }),
    ]),
    status: 200,
    returns: feedbackOutcome,
  },
  'feedback.list': {
    method: 'GET',
    path: '/feedback',
    access: 'feedback.read',
    summary: 'What was written about me, or what I wrote, newest first',
    query: z.strictObject({ ...pageQuery, view: z.enum(['about_me', 'by_me']).default('about_me') }),
    status: 200,
    returns: pageOf(feedback),
  },
  'feedback.answer': {
    method: 'PUT',
    path: '/feedback/:feedbackId/answer',
    access: 'feedback.read',
    summary: 'Answer what was written about me, or object to it. Once, and it stays',
    params: z.strictObject({ feedbackId: id }),
    body: z.strictObject({ stance: z.enum(['answered', 'objected']), text: prose(4000) }),
    status: 200,
    returns: feedback,
  },
})
