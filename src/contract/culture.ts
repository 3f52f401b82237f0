import { z } from 'zod'
import { answerLevels, breachKinds, breachOutcomes } from '../core/breach/above.ts'
import { calendarDate, id, instant, language, line, pageOf, pageQuery, prose, routes } from './route.ts'

const pledgeRoles = ['coach', 'manager', 'administrator', 'sponsor'] as const

/** A breach that somebody told of. What is null is not this reader's to know. */
export const reportedBreach = z.strictObject({
  id,
  clientName: z.string(),
  kind: z.enum(breachKinds),
  /** told on; a day and no hour, which could lead to who was at work */
  day: calendarDate,
  /** who broke it: for who told it and for who answers */
  concernedName: z.string().nullable(),
  /** for who told it and for who answers */
  words: z.string().nullable(),
  /** for who answers, while whoever told it allows it */
  reporterName: z.string().nullable(),
  /** who has it; for who told it and for who answers */
  goesTo: z.enum(answerLevels).nullable(),
  /** told by this reader, who is or is not named to who answers */
  mine: z.boolean(),
  named: z.boolean(),
  /** it concerned this reader; known to them once it is answered */
  aboutMe: z.boolean(),
  answer: z
    .strictObject({ outcome: z.enum(breachOutcomes), words: z.string(), day: calendarDate })
    .nullable(),
})
export type ReportedBreach = z.infer<typeof reportedBreach>

export const cultureRoutes = routes({
  'culture.show': {
    method: 'GET',
    path: '/culture',
    access: 'culture.read',
    summary: 'Who signed the pledge, and what it was worth: guarantees honoured, breaches told and answered',
    status: 200,
    returns: z.strictObject({
      version: z.int(),
      /** null: nothing to sign in this reader's roles; otherwise when they signed this version */
      mine: z.strictObject({ signedAt: instant.nullable() }).nullable(),
      /** everyone above an agent, at most 1000 */
      people: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          role: z.enum(pledgeRoles),
          place: z.string().nullable(),
          signedAt: instant.nullable(),
        }),
      ),
      clients: z.array(
        z.strictObject({
          clientId: id,
          clientName: z.string(),
          given: z.int(),
          honoured: z.int(),
          refused: z.int(),
          /** of those told: answered, and what of them was put right */
          answered: z.int(),
          putRight: z.int(),
        }),
      ),
    }),
  },
  'pledge.sign': {
    method: 'POST',
    path: '/pledges',
    access: 'pledge.sign',
    summary: 'Sign the pledge: with one’s name, in a language, with the SHA-256 of the text as it was read',
    body: z.strictObject({
      version: z.int().min(1),
      language,
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      name: line(120),
    }),
    status: 204,
  },
  'breach.listConcerned': {
    method: 'GET',
    path: '/breach-reports/people',
    access: 'breach.report',
    summary: 'Whom an agent may tell of: those above them and beside their teams',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          role: z.enum(['coach', 'manager', 'trainer', 'administrator', 'sponsor']),
        }),
      ),
    }),
  },
  'breach.report': {
    method: 'POST',
    path: '/breach-reports',
    access: 'breach.report',
    summary: 'Tell of a breach in confidence: it goes to somebody above the one it concerns',
    body: z.strictObject({
      personId: id,
      kind: z.enum(breachKinds),
      words: prose(4000),
      /** whoever answers may see my name */
      named: z.boolean().default(false),
    }),
    status: 201,
    returns: reportedBreach,
  },
  'breach.listMine': {
    method: 'GET',
    path: '/breach-reports/mine',
    access: 'breach.report',
    summary: 'What I told, newest first (at most 200)',
    status: 200,
    returns: z.strictObject({ items: z.array(reportedBreach) }),
  },
  'breach.name': {
    method: 'PUT',
    path: '/breach-reports/:breachId/naming',
    access: 'breach.report',
    summary: 'Let whoever answers see my name, or hide it again',
    params: z.strictObject({ breachId: id }),
    body: z.strictObject({ named: z.boolean() }),
    status: 200,
    returns: reportedBreach,
  },
  'breach.listToAnswer': {
    method: 'GET',
    path: '/breach-reports/to-answer',
    access: 'breach.answer',
    summary: 'What was told to me since I stand above whom it concerns, oldest first (at most 200)',
    status: 200,
    returns: z.strictObject({ items: z.array(reportedBreach) }),
  },
  'breach.answer': {
    method: 'PUT',
    path: '/breach-reports/:breachId/answer',
    access: 'breach.answer',
    summary: 'Answer it in a sentence for all, which names nobody',
    params: z.strictObject({ breachId: id }),
    body: z.strictObject({ outcome: z.enum(breachOutcomes), words: prose(600) }),
    status: 200,
    returns: reportedBreach,
  },
  'breach.listAnswered': {
    method: 'GET',
    path: '/breach-reports',
    access: 'culture.read',
    summary: 'What was told and answered, newest first: for all to read',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(reportedBreach),
  },
})
