import { randomUUID } from 'node:crypto'
import { askSession } from '../../src/server/coaching-session/ask.ts'
import { talkWork } from '../../src/server/coaching-session/store.ts'
import { decideForCustomer } from '../../src/server/decision/decide.ts'
import { createGoal } from '../../src/server/expectation/goal.ts'
import { createExpectation } from '../../src/server/expectation/propose.ts'
import { askSupport } from '../../src/server/support/ask.ts'
import { makeOpportunity } from '../server/coaching/opportunity.ts'
import type { Running } from '../server/running.ts'
import { type LittleClient, makeContact, smallProposal } from '../server/world.ts'
import type { Things } from './requests.ts'

type Base = Running['base']

/** One contact in its agent's hands with a doubt, a decision and an open support request. */
export async function makeThings({ base, url }: Running, client: LittleClient): Promise<Things> {
  const contactId = await makeContact(base, client)
  const { rows } = await base.owner.query<{ id: string }>('select id from doubt where contact_id = $1', [
    contactId,
  ])
  const [outcome, requestId] = await base.db.work([client.id], async (work) => [
    await decideForCustomer(work, client.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 500, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: randomUUID(),
      publicUrl: url,
    }),
    await askSupport(work, client.agent, contactId, { kind: 'obstacle', reason: 'la schermata non si apre' }),
  ])
  return {
    client,
    contactId,
    doubtId: rows[0]!.id,
    decisionId: outcome.outcome === 'decided' ? outcome.decision.id : '',
    requestId,
    personId: client.agent2.personId,
    reviewId: await makeReview(base, client, contactId),
    sessionId: await makeSession(base, client),
    opportunityId: await makeOpportunity(base, client),
    ...(await base.db.work([client.id], async (work) => ({
      expectationId: await createExpectation(work, client.agent, {
        teamId: client.teamId,
        bearerId: client.agent.personId,
        counterpartId: client.coach.personId,
        ...smallProposal,
      }),
      goalId: await createGoal(work, client.manager, {
        clientId: client.id,
        words: 'No doubt left',
        because: 'It is what we are for',
      }),
    }))),
  }
}

/** A session that the agent asked the coach for. */
export function makeSession(base: Base, client: LittleClient): Promise<string> {
  return talkWork(base.db, client.agent, (work) =>
    askSession(work, client.agent, {
      teamId: client.teamId,
      personId: client.coach.personId,
      text: 'The hard calls',
      contactIds: [],
    }),
  )
}

/** The agent's conversation, drawn to be reviewed by the other agent; a calibration by the coach too. */
export async function makeReview(
  base: Base,
  client: LittleClient,
  contactId: string,
  calibration = false,
): Promise<string> {
  const criteria = JSON.stringify([{ name: 'Plain words', levels: ['not yet', 'mostly', 'yes'] }])
  await base.owner.query(
    `insert into review_rubric (client_id, team_id, version, criteria, written_by) values ($1, $2, 1, $3, $4)`,
    [client.id, client.teamId, criteria, client.agent.personId],
  )
  const { rows } = await base.owner.query<{ id: string }>(
    `insert into review_draw (client_id, team_id, contact_id, agent_id, drawn_by, version, calibration)
     values ($1, $2, $3, $4, $5, 1, $6) returning id`,
    [client.id, client.teamId, contactId, client.agent.personId, client.agent2.personId, calibration],
  )
  return rows[0]!.id
}
