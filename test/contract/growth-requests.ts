import type { Things } from './requests.ts'

/** Requests of coaching sessions, reviews, opportunities and series, for requests.ts. */
export function growthRequests(things: Pick<Things, 'client' | 'sessionId' | 'reviewId' | 'opportunityId'>) {
  const { client } = things
  return {
    'coaching.list': {},
    'coaching.people': {},
    'coaching.ownContacts': { query: { teamId: client.teamId } },
    'coaching.contacts': { params: { sessionId: things.sessionId } },
    'coaching.show': { params: { sessionId: things.sessionId } },
    'coaching.create': {
      body: { teamId: client.teamId, personId: client.coach.personId, text: 'The hard calls' },
    },
    'coaching.step': {
      params: { sessionId: things.sessionId },
      body: { do: 'prepare', text: 'And the first words' },
    },
    'coaching.calendar': { params: { sessionId: things.sessionId } },
    'rubric.list': {},
    'rubric.write': {
      params: { teamId: client.teamId },
      body: { version: 1, criteria: [{ name: 'Plain words', levels: ['not yet', 'mostly', 'yes'] }] },
    },
    'review.list': {},
    'review.draw': { body: { teamId: client.teamId } },
    'review.show': { params: { reviewId: things.reviewId } },
    'review.write': { params: { reviewId: things.reviewId }, body: { levels: [1], words: 'Plainly said' } },
    'review.reply': {
      params: { reviewId: things.reviewId, reviewerId: client.agent2.personId },
      body: { kind: 'reply', text: 'Thank you' },
    },
    'opportunity.list': {},
    'opportunity.show': { params: { opportunityId: things.opportunityId } },
    'opportunity.move': {
      params: { opportunityId: things.opportunityId },
      body: { state: 'taken_up', words: 'we read them together' },
    },
    'opportunity.look': { params: { teamId: client.teamId } },
    'series.show': { params: { teamId: client.teamId } },
  }
}
