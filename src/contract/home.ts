import { z } from 'zod'
import { opportunity } from './coaching.ts'
import { contactLine } from './contact.ts'
import { decision } from './decision.ts'
import { mandateLine } from './mandate.ts'
import { id, money, routes } from './route.ts'
import { supportRequest } from './support.ts'

/** A proportion with its 95 % Wilson score interval (Wilson 1927), each 0 to 1; null below `of` 20. */
export const proportion = z.strictObject({
  count: z.int(),
  of: z.int(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
})
export type Proportion = z.infer<typeof proportion>

const lastDays = 28

/** A sum: it may go beyond what one amount may. */
const total = z.strictObject({ ...money.shape, minor: z.int().min(0) })

/** One block per role that the reader holds; the page leads with the first. All figures: the last 28 days. */
export const home = z.strictObject({
  days: z.literal(lastDays),
  /** what the guarantee asks of this reader: breaches told that stand below them, and their own word */
  culture: z.strictObject({ toAnswer: z.int(), pledgeDue: z.boolean() }),
  /** who needs me now? */
  agent: z
    .strictObject({
      waiting: z.int(),
      returned: z.array(contactLine),
      mine: z.int(),
      withCustomer: z.int(),
      decisions: z.int(),
      /** decisions of mine that the client will not carry out, while the manager looks for a way */
      refused: z.array(supportRequest),
      /** customers' own words after contacts of mine, newest first */
      thanks: z.array(
        z.strictObject({ contactId: id, customerName: z.string(), words: z.string(), csat: z.int() }),
      ),
    })
    .nullable(),
  /** whom can I help with what? patterns of the team, never of a person */
  coach: z
    .strictObject({
      support: z.array(supportRequest),
      /** decisions of the team that the client will not carry out, while the manager looks for a way */
      refused: z.array(supportRequest),
      closed: z.int(),
      confirmed: proportion,
      /** what stands out beyond chance, new or taken up: at most three */
      opportunities: z.array(opportunity),
      praise: z.array(z.strictObject({ contactId: id, customerName: z.string(), words: z.string() })),
    })
    .nullable(),
  /** what blocks the front line? */
  manager: z
    .strictObject({
      support: z.array(supportRequest),
      obstacles: z.array(supportRequest),
      answeredInTime: proportion,
      stoodBySilence: z.int(),
      teams: z.array(
        z.strictObject({
          id,
          name: z.string(),
          clientName: z.string(),
          waiting: z.int(),
          openSupport: z.int(),
        }),
      ),
    })
    .nullable(),
  /** can I trust it? */
  client: z
    .strictObject({
      clientName: z.string(),
      mandate: mandateLine.nullable(),
      toSign: z.array(mandateLine),
      decisions: z.array(decision),
      totals: z.array(z.strictObject({ power: z.string(), count: z.int(), amount: total })),
      confirmed: proportion,
      entries: z.int(),
    })
    .nullable(),
  /** what does it cost, what does it keep? costs here; the return comes with its own issue */
  sponsor: z
    .strictObject({
      clients: z.array(
        z.strictObject({
          id,
          name: z.string(),
          decisions: z.int(),
          totals: z.array(total),
          /** share of decisions of at most 50.00 in the currency's own units */
          small: proportion,
          confirmed: proportion,
          happy: proportion,
        }),
      ),
      sites: z.array(z.strictObject({ id, name: z.string(), confirmed: proportion, happy: proportion })),
      lateSupport: z.int(),
    })
    .nullable(),
  /** is anything broken or missing? */
  administrator: z
    .strictObject({
      people: z.int(),
      clients: z.int(),
      teams: z.int(),
      mailsKept: z.int(),
      mailsFailing: z.int(),
      jobsFailing: z.int(),
      fulfilmentsFailing: z.int(),
      clientsWithoutMandate: z.array(z.strictObject({ id, name: z.string() })),
      teamsWithoutCoach: z.array(z.strictObject({ id, name: z.string() })),
    })
    .nullable(),
})
export type Home = z.infer<typeof home>

export const homeRoutes = routes({
  'home.show': {
    method: 'GET',
    path: '/home',
    access: 'signed_in',
    summary: 'What my home page says: one question per role, answered',
    status: 200,
    returns: home,
  },
})
