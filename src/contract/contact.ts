import { z } from 'zod'
import { customer } from './customer.ts'
import { decision } from './decision.ts'
import { calendarDate, id, instant, language, line, pageOf, pageQuery, prose, routes } from './route.ts'
import { supportRequest } from './support.ts'

export const channels = ['web', 'mail', 'phone', 'import'] as const
export const contactStates = ['waiting', 'with_agent', 'with_customer', 'closed'] as const

/** A contact in a list: who, how, and the customer's own latest words. No durations: law 6. */
export const contactLine = z.strictObject({
  id,
  clientId: id,
  teamId: id,
  customerName: z.string(),
  language,
  channel: z.enum(channels),
  touchpoint: z.string(),
  subject: z.string(),
  /** first 200 characters of the customer's latest message */
  latestWords: z.string(),
  latestAt: instant,
  state: z.enum(contactStates),
  closure: z.enum(['confirmed', 'unconfirmed']).nullable(),
  agentId: id.nullable(),
  agentName: z.string().nullable(),
  /** the customer gave it back: something was still not clear, or it was reopened */
  returned: z.boolean(),
  doubtsOpen: z.int(),
  doubtsCleared: z.int(),
  openedAt: instant,
  /** opened by hand, by another of us: the day is told, and not the moment (law 6) */
  openedDay: calendarDate.nullable(),
})
export type ContactLine = z.infer<typeof contactLine>

export const message = z.strictObject({
  id,
  kind: z.enum(['customer', 'reply', 'note']),
  authorName: z.string().nullable(),
  /** written by the reader */
  mine: z.boolean(),
  text: z.string(),
  /** what the customer said is told to the minute to everybody; what one of us did, to whoever did it */
  at: instant,
  /** for everybody else the day is told, in the site's calendar, and `at` keeps the order (law 6) */
  day: calendarDate.nullable(),
})

export const doubt = z.strictObject({
  id,
  question: z.string(),
  answer: z.string().nullable(),
  /** the answer was given since the customer last called it not clear */
  answered: z.boolean(),
  state: z.enum(['open', 'cleared']),
  /** why the customer last called it not clear */
  unclearBecause: z.string().nullable(),
  clearedAt: instant.nullable(),
})
export type Doubt = z.infer<typeof doubt>

/** What happened besides messages and decisions, told in the conversation. */
export const contactEvent = z.strictObject({
  kind: z.enum([
    'taken',
    'released',
    'closure_proposed',
    'closure_withdrawn',
    'returned_to_agent',
    'closed_confirmed',
    'closed_unconfirmed',
    'reopened',
  ]),
  at: instant,
  /** as in a message: told to the day, where it is another's doing */
  day: calendarDate.nullable(),
  actorName: z.string().nullable(),
})

export const rating = z.strictObject({
  /** 1 (very unhappy) to 5 (very happy) */
  csat: z.int().min(1).max(5).nullable(),
  /** Customer Effort Score 2.0: 1 (not easy at all) to 7 (very easy) */
  effort: z.int().min(1).max(7).nullable(),
  words: z.string().nullable(),
  at: instant,
})

export const contactDetail = z.strictObject({
  ...contactLine.shape,
  clientName: z.string(),
  teamName: z.string(),
  mine: z.boolean(),
  customer,
  messages: z.array(message),
  doubts: z.array(doubt),
  decisions: z.array(decision),
  supportRequests: z.array(supportRequest),
  events: z.array(contactEvent),
  rating: rating.nullable(),
  closesAt: instant.nullable(),
  /** the client's touchpoints, for changing the contact's */
  touchpoints: z.array(z.string()),
})
export type ContactDetail = z.infer<typeof contactDetail>

const contactParams = z.strictObject({ contactId: id })
const doubtParams = z.strictObject({ contactId: id, doubtId: id })

export const contactRoutes = routes({
  'contact.list': {
    method: 'GET',
    path: '/contacts',
    access: 'contact.read',
    summary:
      'Contacts of my teams. `waiting`: nobody has them, who waits longest first · `mine` · `all`, newest first',
    query: z.strictObject({
      ...pageQuery,
      view: z.enum(['waiting', 'mine', 'all']).default('all'),
      state: z.enum(contactStates).optional(),
      touchpoint: z.string().max(40).optional(),
      search: z.string().max(80).optional(),
    }),
    status: 200,
    returns: pageOf(contactLine),
  },
  'contact.show': {
    method: 'GET',
    path: '/contacts/:contactId',
    access: 'contact.read',
    summary: 'A contact, whole (at most the newest 500 messages)',
    params: contactParams,
    status: 200,
    returns: contactDetail,
  },
  'contact.create': {
    method: 'POST',
    path: '/contacts',
    access: 'contact.work',
    summary: 'Open a contact by hand, for example for a phone call; it is mine at once',
    body: z.strictObject({
      customerId: id,
      teamId: id,
      channel: z.enum(['phone', 'mail', 'web']).default('phone'),
      touchpoint: z.string().max(40),
      subject: line(160),
      /** what the customer said, as noted */
      words: prose(),
      note: prose().optional(),
      doubts: z.array(line(300)).max(10).default([]),
    }),
    status: 201,
    returns: contactDetail,
  },
  'contact.update': {
    method: 'PATCH',
    path: '/contacts/:contactId',
    access: 'contact.work',
    summary: 'Name the matter, or its touchpoint',
    params: contactParams,
    body: z.strictObject({ subject: line(160).optional(), touchpoint: z.string().max(40).optional() }),
    status: 200,
    returns: contactDetail,
  },
  'contact.takeNext': {
    method: 'POST',
    path: '/assignments',
    access: 'contact.work',
    summary:
      'Take the contact that has waited longest in my teams and in my languages; `nobody_waiting` when none',
    status: 201,
    returns: z.strictObject({ contactId: id }),
  },
  'contact.take': {
    method: 'PUT',
    path: '/contacts/:contactId/assignment',
    access: 'contact.work',
    summary: 'Take a contact; of two who try, one succeeds and the other gets `already_taken`',
    params: contactParams,
    status: 200,
    returns: contactDetail,
  },
  'contact.release': {
    method: 'DELETE',
    path: '/contacts/:contactId/assignment',
    access: 'contact.work',
    summary: 'Give a contact back to the team',
    params: contactParams,
    status: 204,
  },
  'message.create': {
    method: 'POST',
    path: '/contacts/:contactId/messages',
    access: 'contact.work',
    summary: 'Reply to the customer (mailed with their private link), or leave an internal note',
    params: contactParams,
    body: z.strictObject({ kind: z.enum(['reply', 'note']), text: prose() }),
    status: 201,
    returns: message,
  },
  'doubt.create': {
    method: 'POST',
    path: '/contacts/:contactId/doubts',
    access: 'contact.work',
    summary: 'Write down one thing the customer needs settled',
    params: contactParams,
    body: z.strictObject({ question: line(300) }),
    status: 201,
    returns: doubt,
  },
  'doubt.answer': {
    method: 'PUT',
    path: '/contacts/:contactId/doubts/:doubtId/answer',
    access: 'contact.work',
    summary: 'Answer a doubt; only the customer clears it',
    params: doubtParams,
    body: z.strictObject({ text: prose(2000) }),
    status: 200,
    returns: doubt,
  },
  'doubt.remove': {
    method: 'DELETE',
    path: '/contacts/:contactId/doubts/:doubtId',
    access: 'contact.work',
    summary: 'Take away a doubt that an agent wrote by mistake and that is not answered yet',
    params: doubtParams,
    status: 204,
  },
  'closure.propose': {
    method: 'PUT',
    path: '/contacts/:contactId/closure-proposal',
    access: 'contact.work',
    summary: 'Ask the customer whether every doubt is clear; each doubt needs its answer first',
    params: contactParams,
    status: 200,
    returns: contactDetail,
  },
  'closure.withdraw': {
    method: 'DELETE',
    path: '/contacts/:contactId/closure-proposal',
    access: 'contact.work',
    summary: 'Go on with the contact instead of waiting for the customer',
    params: contactParams,
    status: 200,
    returns: contactDetail,
  },
})
