import { z } from 'zod'
import { powerKinds } from '../core/mandate/document.ts'
import { id, instant, pageOf, pageQuery, prose, routes } from './route.ts'

export const namings = ['named', 'unnamed', 'hidden'] as const

export const story = z.strictObject({
  id,
  clientName: z.string(),
  siteName: z.string(),
  /** of the decision; null for a story of the customer's words */
  power: z.enum(powerKinds).nullable(),
  /** what the customer wrote after the contact, without names */
  customerWords: z.string().nullable(),
  /** null until the agent agrees to be named */
  agentName: z.string().nullable(),
  /** this reader is the agent; then `naming` is their choice, `asked` while they have made none */
  mine: z.boolean(),
  naming: z.enum(['asked', ...namings]).nullable(),
  said: z.array(
    z.strictObject({
      id,
      by: z.enum(['colleague', 'coach', 'manager', 'client', 'customer']),
      /** null: the customer; and for a client's people whoever works for the operator */
      name: z.string().nullable(),
      words: z.string().nullable(),
      mine: z.boolean(),
    }),
  ),
  at: instant,
})
export type Story = z.infer<typeof story>

const words = prose(1000)

export const storyRoutes = routes({
  'story.list': {
    method: 'GET',
    path: '/stories',
    access: 'story.read',
    summary: 'What was celebrated, newest first; nobody is counted',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(story),
  },
  'story.listMine': {
    method: 'GET',
    path: '/stories/mine',
    access: 'story.name',
    summary: 'What was celebrated of mine, newest first',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(story),
  },
  'story.celebrate': {
    method: 'POST',
    path: '/stories',
    access: 'story.celebrate',
    summary: 'Celebrate a decision, a customer’s words after a contact, or add one’s own words to a story',
    body: z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('decision'), decisionId: id, words }),
      z.strictObject({ of: z.literal('contact'), contactId: id, words }),
      z.strictObject({ of: z.literal('story'), storyId: id, words }),
    ]),
    status: 201,
    returns: z.strictObject({ id }),
  },
  'story.name': {
    method: 'PUT',
    path: '/stories/:storyId/naming',
    access: 'story.name',
    summary: 'The agent whom it is about: told with my name, without it, or not at all; at any time',
    params: z.strictObject({ storyId: id }),
    body: z.strictObject({ naming: z.enum(namings) }),
    status: 200,
    returns: story,
  },
  'letter.show': {
    method: 'GET',
    path: '/account/letter',
    access: 'signed_in',
    summary: 'Whether I receive the weekly letter',
    status: 200,
    returns: z.strictObject({ wanted: z.boolean() }),
  },
  'letter.update': {
    method: 'PUT',
    path: '/account/letter',
    access: 'signed_in',
    summary: 'Receive the weekly letter, or not',
    body: z.strictObject({ wanted: z.boolean() }),
    status: 200,
    returns: z.strictObject({ wanted: z.boolean() }),
  },
})
