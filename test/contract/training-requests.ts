import { randomUUID } from 'node:crypto'
import type { LittleClient } from '../server/world.ts'

const words = { en: 'x', it: 'x', fr: 'x', ar: 'x' }

/** Requests of courses, scenarios and practice, for requests.ts. */
export function trainingRequests(client: LittleClient) {
  return {
    'training.path': {},
    'training.confirm': { params: { power: 'refund' } },
    'training.ask': { params: { power: 'refund' }, body: { words: null } },
    'training.listRequests': {},
    'training.answerRequest': { params: { requestId: randomUUID() }, body: { answer: 'granted' } },
    'refresher.list': {},
    'refresher.create': {
      body: { clientId: client.id, courseId: randomUUID(), power: 'refund', why: 'Da qui tornano in molti' },
    },
    'refresher.answer': { params: { refresherId: randomUUID() }, body: { answer: 'declined' } },
    'refresher.confirm': { params: { refresherId: randomUUID() } },
    'refresher.end': { params: { refresherId: randomUUID() } },
    'course.list': {},
    'course.show': { params: { courseId: randomUUID() } },
    'course.create': { body: { content: { title: words, promise: words, lessons: [] } } },
    'course.save': {
      params: { courseId: randomUUID() },
      body: { revision: 1, content: { title: words, promise: words, lessons: [] } },
    },
    'course.publish': { params: { courseId: randomUUID() }, body: { published: true } },
    'course.bring': {},
    'course.finish': { params: { courseId: randomUUID(), lesson: '0' } },
    'scenario.list': {},
    'scenario.listOffers': {},
    'scenario.leaveOffer': { params: { contactId: randomUUID() } },
    'scenario.create': {
      body: { source: 'pasted', clientId: client.id, language: 'it', power: 'refund', text: 'Buongiorno' },
    },
    'scenario.show': { params: { scenarioId: randomUUID() } },
    'scenario.save': {
      params: { scenarioId: randomUUID() },
      body: {
        revision: 1,
        content: { title: '', situation: '', steps: [], decideAt: 0, decided: null, after: null, reach: '' },
      },
    },
    'scenario.approve': { params: { scenarioId: randomUUID() }, body: { revision: 1 } },
    'scenario.retire': { params: { scenarioId: randomUUID() } },
    'practice.start': { params: { scenarioId: randomUUID() } },
    'practice.answer': { params: { practiceId: randomUUID(), turn: '0' }, body: { words: 'Capisco' } },
  }
}
