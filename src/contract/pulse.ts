import { z } from 'zod'
import { pulseQuestions } from '../core/pulse/round.ts'
import { proportion } from './home.ts'
import { calendarDate, id, routes } from './route.ts'

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
const value = z.int().min(1).max(5).nullable()

const round = z.strictObject({
  number: z.int(),
  opens: calendarDate,
  /** the last day on which it is open */
  closes: calendarDate,
})

const shown = z
  .strictObject({ of: z.int(), agree: z.int(), interval: z.tuple([z.number(), z.number()]) })
  .nullable()

export const pulseRoutes = routes({
  'pulse.show': {
    method: 'GET',
    path: '/pulse',
    access: 'pulse.read',
    summary:
      'The round that is open, and what earlier rounds came to by site: never under five answers, beside the customers’ ratings of the same quarter',
    status: 200,
    returns: z.strictObject({
      round,
      /** my sites: ballots are drawn for one of them; empty where the reader does not answer */
      sites: z.array(z.strictObject({ id, name: z.string(), publicKey: hex(32) })),
      /** whether I have drawn a ballot of this round; told to nobody else */
      drawn: z.boolean(),
      results: z.array(
        z.strictObject({
          siteId: id,
          siteName: z.string(),
          round,
          /** null: fewer than five answered this question */
          questions: z.record(z.enum(pulseQuestions), shown),
          /** of the customers’ ratings at this site in the round’s quarter, those of 4 or 5: of the clients that the reader sees */
          customers: proportion,
        }),
      ),
    }),
  },
  'pulse.draw': {
    method: 'POST',
    path: '/pulse/ballots',
    access: 'pulse.answer',
    summary:
      'Draw my ballot of the open round, once: the blinded one is evaluated (RFC 9497, ristretto255-SHA512, verifiable), and never seen',
    perMinute: 20,
    body: z.strictObject({ siteId: id, round: z.int(), blinded: hex(32) }),
    status: 200,
    returns: z.strictObject({ evaluated: hex(32), proof: hex(64) }),
  },
  'pulse.answer': {
    method: 'POST',
    path: '/pulse/answers',
    access: 'public',
    summary:
      'Answer with a ballot, without a session: nothing in the request says who it is. Each ballot counts once',
    perMinute: 30,
    body: z.strictObject({
      siteId: id,
      round: z.int(),
      ballot: hex(32),
      /** the unblinded evaluation of the ballot */
      proof: hex(64),
      answers: z.strictObject(
        Object.fromEntries(pulseQuestions.map((question) => [question, value])) as Record<
          (typeof pulseQuestions)[number],
          typeof value
        >,
      ),
    }),
    status: 204,
  },
})
