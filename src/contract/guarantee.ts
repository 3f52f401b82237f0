import { z } from 'zod'
import { breachReasons, reachedHows, writtenKinds } from '../core/guarantee/assess.ts'
import { power } from './decision.ts'
import { refusal } from './feedback.ts'
import { id, instant, line, money, pageOf, pageQuery, prose, routes } from './route.ts'

/** An attempt on the guarantee that was refused. Who tried is named to those above; to the person concerned nobody is. */
export const breach = z.strictObject({
  id,
  clientId: id,
  teamId: id,
  teamName: z.string(),
  place: z.enum(['feedback', 'note', 'support_answer', 'learning', 'proposal', 'coaching', 'review']),
  tried: z.enum(writtenKinds),
  reason: z.enum(breachReasons),
  how: z.enum(reachedHows),
  /** the reader's part in it */
  part: z.enum(['concerned', 'author', 'above']),
  authorName: z.string().nullable(),
  /** only to the person whose decision it is */
  decisionId: id.nullable(),
  at: instant,
  /** what it became since */
  became: z.enum(['learning', 'proposal', 'nothing']),
})
export type Breach = z.infer<typeof breach>

export const learningCase = z.strictObject({
  id,
  clientId: id,
  clientName: z.string(),
  power,
  amount: money.nullable(),
  days: z.int().nullable(),
  touchpoint: z.string().nullable(),
  language: z.string().nullable(),
  mandateNumber: z.int().nullable(),
  question: z.string(),
  mine: z.boolean(),
  at: instant,
  state: z.enum(['open', 'used']),
  usedNote: z.string().nullable(),
  mayUse: z.boolean(),
})
export type LearningCase = z.infer<typeof learningCase>

export const proposal = z.strictObject({
  id,
  clientId: id,
  clientName: z.string(),
  teamName: z.string(),
  power,
  change: z.string(),
  why: z.string(),
  mine: z.boolean(),
  authorName: z.string(),
  at: instant,
  state: z.enum(['open', 'accepted', 'declined']),
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  mayAnswer: z.boolean(),
})
export type Proposal = z.infer<typeof proposal>

const signature = z.strictObject({
  side: z.enum(['operator', 'client']),
  personName: z.string(),
  at: instant,
  method: z.string(),
})

/** One decision of the reader's own, with everything that protects it: what the page on paper says. */
export const guaranteeSheet = z.strictObject({
  decisionId: id,
  clientName: z.string(),
  customerName: z.string(),
  power,
  amount: money,
  days: z.int().nullable(),
  basis: z.enum(['mandate', 'lift', 'stretch', 'imported']),
  at: instant,
  guaranteed: z.boolean(),
  mandate: z.strictObject({ number: z.int(), hash: z.string(), signatures: z.array(signature) }).nullable(),
  entry: z.strictObject({ id, hash: z.string(), seq: z.int().nullable() }).nullable(),
})
export type GuaranteeSheet = z.infer<typeof guaranteeSheet>

export const guaranteeRoutes = routes({
  'guarantee.show': {
    method: 'GET',
    path: '/guarantee',
    access: 'guarantee.read',
    summary: 'Guarantees given and honoured, attempts refused, and what these became; by client',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          clientId: id,
          clientName: z.string(),
          /** decisions made under the guarantee */
          given: z.int(),
          /** of these, those of which no breach is known */
          honoured: z.int(),
          /** attempts that did not get through */
          refused: z.int(),
          /** of the attempts: made into a learning case, a proposal, or left */
          learning: z.int(),
          proposals: z.int(),
          left: z.int(),
        }),
      ),
    }),
  },
  'guarantee.list': {
    method: 'GET',
    path: '/guarantees',
    access: 'decision.make',
    summary: 'My own decisions, each with its mandate, signatures and ledger entry, for paper',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(guaranteeSheet),
  },
  'breach.list': {
    method: 'GET',
    path: '/breaches',
    access: 'breach.read',
    summary:
      'Attempts that were refused, newest first: on my decisions, by myself, and those below me that I am to see',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(breach),
  },
  'breach.show': {
    method: 'GET',
    path: '/breaches/:breachId',
    access: 'breach.read',
    summary: 'A refused attempt; to its writer also what was typed, to make something else of',
    params: z.strictObject({ breachId: id }),
    status: 200,
    returns: z.strictObject({ breach, words: z.string().nullable(), power: power.nullable() }),
  },
  'learning.create': {
    method: 'POST',
    path: '/learning-cases',
    access: 'learning.write',
    summary: 'A decision as something to learn from, without anybody in it',
    body: z.strictObject({
      /** the team in whose work the question arose */
      teamId: id,
      power,
      decisionId: id.nullable().default(null),
      breachId: id.nullable().default(null),
      question: prose(1000),
    }),
    status: 200,
    returns: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('written'), learningCase }),
      z.strictObject({ outcome: z.literal('refused'), refusal }),
    ]),
  },
  'learning.list': {
    method: 'GET',
    path: '/learning-cases',
    access: 'learning.read',
    summary: 'Learning cases, newest first; nobody is named in them',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(learningCase),
  },
  'learning.use': {
    method: 'PUT',
    path: '/learning-cases/:caseId/use',
    access: 'learning.use',
    summary: 'Say what was made of a learning case',
    params: z.strictObject({ caseId: id }),
    body: z.strictObject({ note: line(1000) }),
    status: 200,
    returns: learningCase,
  },
  'proposal.create': {
    method: 'POST',
    path: '/proposals',
    access: 'proposal.write',
    summary: 'Propose to change the mandate: which power, what, and why',
    body: z.strictObject({
      teamId: id,
      power,
      change: line(1000),
      why: prose(1000),
      breachId: id.nullable().default(null),
    }),
    status: 200,
    returns: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('written'), proposal }),
      z.strictObject({ outcome: z.literal('refused'), refusal }),
    ]),
  },
  'proposal.list': {
    method: 'GET',
    path: '/proposals',
    access: 'proposal.read',
    summary: 'Proposals to change a mandate, newest first',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(proposal),
  },
  'proposal.answer': {
    method: 'PUT',
    path: '/proposals/:proposalId/answer',
    access: 'proposal.answer',
    summary: 'Accept a proposal, to be drafted as a mandate, or decline it with the reason',
    params: z.strictObject({ proposalId: id }),
    body: z.strictObject({ answer: z.enum(['accepted', 'declined']), reason: line(1000).optional() }),
    status: 200,
    returns: proposal,
  },
})
