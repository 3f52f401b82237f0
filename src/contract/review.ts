import { z } from 'zod'
import { criteriaBounds, levelBounds } from '../core/review/rubric.ts'
import { refusal } from './feedback.ts'
import { calendarDate, id, line, pageOf, pageQuery, prose, routes } from './route.ts'

const criterion = z.strictObject({
  name: line(120),
  levels: z.array(line(200)).min(levelBounds.fewest).max(levelBounds.most),
})
const criteria = z.array(criterion).min(criteriaBounds.fewest).max(criteriaBounds.most)

/** Krippendorff's alpha, ordinal; `of` criteria read by two or more; few: too few to tell of the rubric */
const agreement = z.strictObject({
  says: z.enum(['alike', 'roughly', 'apart', 'few', 'untold']),
  alpha: z.number().nullable(),
  of: z.int(),
})

const rubric = z.strictObject({
  teamId: id,
  teamName: z.string(),
  /** 0: the team has not written one yet */
  version: z.int(),
  criteria: z.array(z.strictObject({ name: z.string(), levels: z.array(z.string()) })),
  writtenBy: z.string().nullable(),
  on: calendarDate.nullable(),
  /** of each criterion how often each level was seen, of nobody in particular; null below five reviews */
  patterns: z.array(z.strictObject({ counts: z.array(z.int()), of: z.int() }).nullable()),
  /** how far the team's calibrations under this version agree, all together */
  agreement,
})
export type Rubric = z.infer<typeof rubric>

const reviewLine = z.strictObject({
  id,
  teamId: id,
  subject: z.string(),
  calibration: z.boolean(),
  /** the reader's part: whose conversation it is, or who reads it */
  part: z.enum(['reviewed', 'reviewer']),
  /** a reviewer's own is written; for whom it is about: somebody's is there */
  written: z.boolean(),
  /** days of the site: a minute would tell when somebody was at work (law 6) */
  on: calendarDate,
})
export type ReviewLine = z.infer<typeof reviewLine>

const judgement = z.strictObject({
  reviewerId: id,
  reviewerName: z.string(),
  mine: z.boolean(),
  /** for each criterion the level seen, from 0; null: nothing to see */
  levels: z.array(z.int().nullable()),
  words: z.string(),
  on: calendarDate,
  /** what the agent says to it; it stays beside */
  reply: z
    .strictObject({ kind: z.enum(['reply', 'dispute']), text: z.string(), on: calendarDate })
    .nullable(),
})
export type Judgement = z.infer<typeof judgement>

export const review = z.strictObject({
  ...reviewLine.shape,
  rubricVersion: z.int(),
  criteria: rubric.shape.criteria,
  /** the conversation in its order, without its outcome: no rating, no closure, no sums; and without its times (law 6) */
  messages: z.array(z.strictObject({ kind: z.enum(['customer', 'reply']), text: z.string() })),
  /** somebody decided in it: protected, outside the rubric */
  protectedDecision: z.boolean(),
  /** the reader's own only, until it is written */
  judgements: z.array(judgement),
  /** of a calibration with two or more */
  agreement: agreement.nullable(),
})
export type Review = z.infer<typeof review>

const outcome = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('written'), review }),
  z.strictObject({ outcome: z.literal('refused'), refusal }),
])
const params = z.strictObject({ reviewId: id })

export const reviewRoutes = routes({
  'rubric.list': {
    method: 'GET',
    path: '/rubrics',
    access: 'review.take',
    summary: 'The rubrics of the teams I work in, each with what the team’s reviews saw',
    status: 200,
    returns: z.strictObject({ items: z.array(rubric) }),
  },
  'rubric.write': {
    method: 'PUT',
    path: '/rubrics/:teamId',
    access: 'review.take',
    summary: 'The next version of a team’s rubric. A criterion about time or quantity is refused',
    params: z.strictObject({ teamId: id }),
    body: z.strictObject({
      /** the version that was read: somebody else’s next one is not overwritten */
      version: z.int().min(0),
      criteria,
    }),
    status: 200,
    returns: rubric,
  },
  'review.list': {
    method: 'GET',
    path: '/reviews',
    access: 'review.take',
    summary: 'Conversations that I review, calibrations of my teams, and reviews of mine; newest first',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(reviewLine),
  },
  'review.draw': {
    method: 'POST',
    path: '/reviews',
    access: 'review.take',
    summary:
      'Draw a conversation of a team at random, blind to its outcome, never one’s own. Coaches draw calibrations',
    body: z.strictObject({ teamId: id, calibration: z.boolean().default(false) }),
    status: 201,
    returns: review,
  },
  'review.show': {
    method: 'GET',
    path: '/reviews/:reviewId',
    access: 'review.take',
    summary: 'A conversation to review, or the reviews of mine',
    params,
    status: 200,
    returns: review,
  },
  'review.write': {
    method: 'PUT',
    path: '/reviews/:reviewId/judgement',
    access: 'review.take',
    summary: 'What I saw, by the rubric. What scores a protected decision is refused and recorded (law 3)',
    params,
    body: z.strictObject({
      levels: z.array(z.int().min(0).max(4).nullable()).min(1).max(criteriaBounds.most),
      words: prose(4000),
    }),
    status: 200,
    returns: outcome,
  },
  'review.reply': {
    method: 'PUT',
    path: '/reviews/:reviewId/replies/:reviewerId',
    access: 'review.take',
    summary: 'Whose conversation it is replies to a review or disputes it, once; it stays beside',
    params: z.strictObject({ reviewId: id, reviewerId: id }),
    body: z.strictObject({ kind: z.enum(['reply', 'dispute']), text: prose(4000) }),
    status: 200,
    returns: review,
  },
})
