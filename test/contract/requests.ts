import { randomUUID } from 'node:crypto'
import type { OperationId } from '../../src/contract/all.ts'
import { pledgeHashes } from '../../src/core/pledge/text.ts'
import type { LittleClient } from '../server/world.ts'
import { smallMandate, smallOverlay, smallProposal } from '../server/world.ts'
import { growthRequests } from './growth-requests.ts'
import { trainingRequests } from './training-requests.ts'

/** Ids of things of one client, for filling paths and bodies. */
export type Things = {
  client: LittleClient
  contactId: string
  doubtId: string
  decisionId: string
  requestId: string
  personId: string
  expectationId: string
  goalId: string
  sessionId: string
  reviewId: string
  opportunityId: string
}

type Shape = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: Record<string, unknown>
}

/** A valid request of each operation, aimed at the things of a client. A row missing here fails the walk. */
export function requestsAt(things: Things): Record<OperationId, Shape> {
  const { client, contactId, doubtId, decisionId, requestId, personId } = things
  const unique = randomUUID().slice(0, 8)
  const contact = { params: { contactId } }
  const eur = (minor: number) => ({ minor, currency: 'EUR' })
  return {
    'session.show': {},
    'session.create': { body: { email: 'nobody@example.org', password: 'wrong password' } },
    'session.createLink': { body: { email: 'nobody@example.org' } },
    'session.redeemLink': { body: { token: 'a-token-nobody-ever-had' } },
    'session.demoPeople': {},
    'session.createDemo': { body: { personId } },
    'session.destroy': {},
    'session.list': {},
    'session.revoke': { params: { sessionId: 'no-such-session' } },
    'setup.create': {
      body: {
        token: 'a-token-nobody-ever-had',
        operatorName: 'Nobody',
        name: 'Nobody',
        email: 'nobody@example.org',
        password: 'long enough a password',
        language: 'en',
      },
    },
    'account.update': { body: { language: 'it' } },
    'account.listLevels': {},
    'account.changePassword': { body: { next: 'long enough a password' } },
    'passkey.list': {},
    'passkey.begin': { body: { password: 'x' } },
    'passkey.create': {
      body: { name: 'Phone', credential: 'AAAA', clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
    },
    'passkey.remove': { params: { passkeyId: randomUUID() } },
    'passkey.challenge': {},
    'passkey.signIn': {
      body: { credential: 'AAAA', authenticatorData: 'AAAA', clientDataJSON: 'AAAA', signature: 'AAAA' },
    },
    'person.list': {},
    'person.create': {
      body: {
        name: 'New Person',
        email: `new-${unique}@example.org`,
        language: 'en',
        assignments: [{ role: 'agent', teamId: client.teamId }],
      },
    },
    'person.update': { params: { personId }, body: { name: 'Renamed' } },
    'person.createLink': { params: { personId } },
    'person.listLevels': { params: { personId } },
    'person.setLevel': { params: { personId, power: 'refund' }, body: { level: 'full' } },
    'client.list': {},
    'client.create': {
      body: {
        slug: `new-${unique}`,
        name: 'New',
        languages: ['it'],
        currencies: ['EUR'],
        touchpoints: ['billing'],
        closingDays: 5,
      },
    },
    'client.update': { params: { clientId: client.id }, body: { closingDays: 6 } },
    'client.revealSecret': { params: { clientId: client.id } },
    'client.changeSecret': { params: { clientId: client.id } },
    'site.list': {},
    'site.create': { body: { name: `Site ${unique}`, timeZone: 'Europe/Rome' } },
    'team.list': {},
    'team.create': {
      body: { name: `Team ${unique}`, clientId: client.id, siteId: client.siteId, languages: ['it'] },
    },
    'customer.list': { query: { clientId: client.id } },
    'customer.show': { params: { customerId: client.customers[0]! } },
    'customer.update': { params: { customerId: client.customers[0]! }, body: { phone: '+39 0832 123456' } },
    'customer.create': {
      body: { clientId: client.id, name: 'New Customer', language: 'it', currency: 'EUR' },
    },
    'contact.list': {},
    'contact.show': contact,
    'contact.create': {
      body: {
        customerId: client.customers[0]!,
        teamId: client.teamId,
        touchpoint: 'billing',
        subject: 'Una chiamata',
        words: 'Buongiorno',
      },
    },
    'contact.update': { ...contact, body: { subject: 'Altro' } },
    'contact.takeNext': {},
    'contact.take': contact,
    'contact.release': contact,
    'message.create': { ...contact, body: { kind: 'note', text: 'Una nota' } },
    'doubt.create': { ...contact, body: { question: 'Quando?' } },
    'doubt.answer': { params: { contactId, doubtId }, body: { text: 'Giovedì' } },
    'doubt.remove': { params: { contactId, doubtId } },
    'closure.propose': contact,
    'closure.withdraw': contact,
    'mandate.list': { query: { clientId: client.id } },
    'mandate.show': { params: { mandateId: client.mandateId } },
    'mandate.export': { params: { mandateId: client.mandateId } },
    'draft.list': { query: { clientId: client.id } },
    'draft.show': { params: { draftId: client.draftId } },
    'draft.create': { body: { clientId: client.id, teamIds: [client.teamId], start: { of: 'blank' } } },
    'draft.save': {
      params: { draftId: client.draftId },
      body: { revision: 1, teamIds: [client.teamId], from: null, document: smallMandate },
    },
    'draft.discard': { params: { draftId: client.draftId }, query: { revision: '1' } },
    'draft.submit': { params: { draftId: client.draftId }, body: { revision: 1 } },
    'draft.check': { body: { document: smallMandate } },
    'overlay.list': { params: { mandateId: client.mandateId } },
    'overlay.create': { params: { mandateId: client.mandateId }, body: { document: smallOverlay } },
    'overlay.sign': { params: { overlayId: randomUUID() }, body: { hash: '0'.repeat(64), password: 'x' } },
    ...growthRequests(things),
    'expectation.list': {},
    'expectation.people': {},
    'expectation.show': { params: { expectationId: things.expectationId } },
    'expectation.create': {
      body: {
        teamId: client.teamId,
        bearerId: client.agent.personId,
        counterpartId: client.coach.personId,
        ...smallProposal,
      },
    },
    'expectation.propose': { params: { expectationId: things.expectationId }, body: { change: 'ended' } },
    'expectation.answer': {
      params: { expectationId: things.expectationId, number: '1' },
      body: { agrees: true },
    },
    'pulse.show': {},
    'pulse.draw': { body: { siteId: client.siteId, round: 1, blinded: '00'.repeat(32) } },
    'pulse.answer': {
      body: {
        siteId: client.siteId,
        round: 1,
        ballot: '00'.repeat(32),
        proof: '00'.repeat(64),
        answers: { authority: 5, safety: 5, support: 5, clarity: 5, growth: 5, stay: null },
      },
    },
    'goal.list': {},
    'goal.create': {
      body: { clientId: client.id, words: `No doubt left ${unique}`, because: 'It is what we are for' },
    },
    'goal.retire': { params: { goalId: things.goalId } },
    'mandate.create': { body: { clientId: client.id, teamIds: [client.teamId], document: smallMandate } },
    'mandate.sign': {
      params: { mandateId: client.mandateId },
      body: { hash: '0'.repeat(64), password: 'x' },
    },
    'mandate.authority': contact,
    'backtest.history': { query: { clientId: client.id } },
    'backtest.openCases': { body: { clientId: client.id, history: '0'.repeat(32), rows: [0] } },
    'decision.create': {
      ...contact,
      body: { power: 'refund', amount: eur(100), reason: 'un errore nostro' },
    },
    'decision.correct': { params: { decisionId }, body: { amount: eur(200), reason: 'era di più' } },
    'decision.refuse': { params: { decisionId }, body: { reason: 'il conto è chiuso' } },
    'fact.list': contact,
    'fact.tellOfContact': { ...contact, body: { facts: { days_late: 3 } } },
    'fact.tellOfCustomer': {
      params: { customerId: client.customers[0]! },
      body: { since: '2020-01-01', facts: { days_late: 3 } },
    },
    'decision.list': {},
    'decision.show': { params: { decisionId } },
    'support.create': { ...contact, body: { kind: 'obstacle', reason: 'la schermata non si apre' } },
    'support.list': {},
    'support.answer': { params: { requestId }, body: { answer: 'solved' } },
    'mirror.show': {},
    'mirror.setAim': { body: { aim: { minutes: 8 } } },
    'handling.list': {},
    'rate.list': {},
    'rate.set': { params: { siteId: client.siteId }, body: { hour: eur(2400) } },
    'home.show': {},
    'mail.list': {},
    'mail.show': { params: { mailId: randomUUID() } },
    'entry.list': { params: { clientId: client.id } },
    'ledger.verify': { params: { clientId: client.id } },
    'checkpoint.show': { params: { clientId: client.id } },
    'checkpoint.find': { params: { clientId: client.id, size: '1' } },
    'checkpoint.prove': { params: { clientId: client.id }, query: { from: '1' } },
    'entry.prove': { params: { clientId: client.id, entryId: randomUUID() } },
    'key.list': { params: { clientId: client.id } },
    'decision.receipt': { params: { decisionId } },
    'colleague.list': {},
    'feedback.create': {
      body: { kind: 'praise', teamId: client.teamId, personId: client.agent2.personId, text: 'Ben fatto' },
    },
    'feedback.list': {},
    'feedback.answer': {
      params: { feedbackId: randomUUID() },
      body: { stance: 'answered', text: 'Grazie' },
    },
    'guarantee.show': {},
    'guarantee.list': {},
    'breach.list': {},
    'breach.show': { params: { breachId: randomUUID() } },
    'learning.create': {
      body: { teamId: client.teamId, power: 'refund', decisionId, question: 'Che cosa cambierebbe?' },
    },
    'learning.list': {},
    'learning.use': { params: { caseId: randomUUID() }, body: { note: 'Uno scenario' } },
    'proposal.create': {
      body: { teamId: client.teamId, power: 'refund', change: 'Fino a 60', why: 'Tornano in molti' },
    },
    'proposal.list': {},
    'proposal.answer': { params: { proposalId: randomUUID() }, body: { answer: 'accepted' } },
    'culture.show': {},
    'pledge.sign': {
      body: { version: 1, language: 'en', hash: pledgeHashes[1].en, name: 'Somebody' },
    },
    'breach.listConcerned': {},
    'breach.report': {
      body: { personId: client.coach.personId, kind: 'scored', words: 'Un voto per un rimborso' },
    },
    'breach.listMine': {},
    'breach.name': { params: { breachId: randomUUID() }, body: { named: true } },
    'breach.listToAnswer': {},
    'breach.answer': {
      params: { breachId: randomUUID() },
      body: { outcome: 'put_right', words: 'Ne abbiamo parlato' },
    },
    'breach.listAnswered': {},
    'obstacle.list': {},
    'obstacle.listOwners': {},
    'obstacle.listUnsorted': {},
    'obstacle.create': {
      body: {
        requestIds: [requestId],
        kind: 'system',
        title: 'La schermata',
        ownerName: 'Assistenza',
        promisedOn: '2026-12-31',
      },
    },
    'obstacle.addRequests': { params: { obstacleId: randomUUID() }, body: { requestIds: [requestId] } },
    'obstacle.update': { params: { obstacleId: randomUUID() }, body: { kind: 'rule' } },
    'obstacle.remove': { params: { obstacleId: randomUUID() }, body: { words: 'Si apre' } },
    'story.list': {},
    'story.listMine': {},
    'story.celebrate': { body: { of: 'decision', decisionId, words: 'Ben fatto' } },
    'story.name': { params: { storyId: randomUUID() }, body: { naming: 'named' } },
    'letter.show': {},
    'letter.update': { body: { wanted: true } },
    'missed.list': {},
    'missed.listContacts': {
      query: { teamId: client.teamId, touchpoint: 'billing', month: '2026-11' },
    },
    ...trainingRequests(client),
  }
}
