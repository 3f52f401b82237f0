import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allRoutes, type OperationId } from '../../src/contract/all.ts'
import type { Access, Route } from '../../src/contract/route.ts'
import { holdsPermission, type Role, roles } from '../../src/core/person/permissions.ts'
import type { Actor } from '../../src/server/platform/actor.ts'
import { type Running, startLittleServer } from '../server/running.ts'
import { requestsAt, type Things } from './requests.ts'
import { makeThings } from './things.ts'

/**
 * Every operation of the API, asked without a session, with the wrong role, for another client's things, and
 * with a field nobody knows. A new operation is walked as soon as requests.ts has a request for it.
 */
const operations = Object.keys(allRoutes) as OperationId[]
const row = (operationId: OperationId) => allRoutes[operationId] as Route

/** Operations that this walk can't cover. Stays empty. */
const uncovered: OperationId[] = []

/** Operations that name nothing of a client, in path, query or body: there is no other client's id to try. */
const withoutClient = new Set<OperationId>([
  'culture.show',
  'pledge.sign',
  'breach.listConcerned',
  'obstacle.listOwners',
  'obstacle.listUnsorted',
  ...operations.filter(
    (operationId) => row(operationId).access === 'public' || row(operationId).access === 'signed_in',
  ),
  'person.list',
  'person.create',
  'person.update',
  'person.createLink',
  'person.listLevels',
  'person.setLevel',
  'client.list',
  'client.create',
  'site.list',
  'site.create',
  'team.list',
  'contact.list',
  'contact.takeNext',
  'draft.check',
  'decision.list',
  'support.list',
  'coaching.list',
  'coaching.people',
  'rubric.list',
  'review.list',
  'expectation.list',
  'expectation.people',
  'goal.list',
  'mirror.show',
  'mirror.setAim',
  'handling.list',
  'rate.list',
  'opportunity.list',
  'pulse.show',
  'mail.list',
  'mail.show',
  'colleague.list',
  'feedback.list',
  'guarantee.show',
  'guarantee.list',
  'breach.list',
  'learning.list',
  'proposal.list',
  'missed.list',
  // one's own path: a power is all that they name
  'training.path',
  'training.confirm',
  'training.ask',
])
/** Held by administrators alone, who serve all clients: instead of another client's, an id of nobody's is tried. */
const ofNobody = new Set<OperationId>(['client.update', 'client.revealSecret', 'team.create', 'rate.set'])

let running: Running
let alpha: Things
let beta: Things
beforeAll(async () => {
  running = await startLittleServer()
  alpha = await makeThings(running, running.world.alpha)
  beta = await makeThings(running, running.world.beta)
})
afterAll(() => running.close())

test('nothing is left out', () => expect(uncovered).toEqual([]))

describe('without a session', () => {
  test.each(operations.filter((id) => row(id).access !== 'public'))(
    '%s: not_signed_in',
    async (operationId) => {
      const answer = await running.call(null, operationId, requestsAt(alpha)[operationId])
      expect([answer.status, answer.body.code]).toEqual([401, 'not_signed_in'])
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    },
  )
})

describe('with a role that does not hold the permission', () => {
  const pairs = operations.flatMap((operationId) =>
    roles
      .filter((role) => !allowed(row(operationId).access, role))
      .map((role): [OperationId, Role] => [operationId, role]),
  )
  test.each(pairs)('%s as %s: not_permitted', async (operationId, role) => {
    const answer = await running.call(await personOf(role), operationId, requestsAt(alpha)[operationId])
    expect([answer.status, answer.body.code]).toEqual([403, 'not_permitted'])
  })
})

describe("with another client's id", () => {
  const pairs = operations
    .filter((operationId) => !withoutClient.has(operationId) && !ofNobody.has(operationId))
    .flatMap((operationId) =>
      roles
        .filter(
          (role) =>
            allowed(row(operationId).access, role) && !['administrator', 'sponsor', 'trainer'].includes(role),
        )
        .map((role): [OperationId, Role] => [operationId, role]),
    )
  test.each(pairs)('%s as %s: as if it were not there', async (operationId, role) => {
    const answer = await running.call(await personOf(role), operationId, requestsAt(beta)[operationId])
    if (answer.status === 200 && Array.isArray(answer.body.items)) expect(answer.body.items).toEqual([])
    else expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  })

  test.each([...ofNobody])("%s with nobody's id: not_found", async (operationId) => {
    const nobody = { ...alpha, client: { ...alpha.client, id: randomUUID(), siteId: randomUUID() } }
    const answer = await running.call(
      running.world.administrator,
      operationId,
      requestsAt(nobody)[operationId],
    )
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
  })
})

describe('with an unknown field', () => {
  test.each(operations)('%s: invalid_input, named', async (operationId) => {
    const request = requestsAt(alpha)[operationId]
    const actor = await holderOf(row(operationId).access)
    const answer =
      row(operationId).method === 'GET'
        ? await running.call(actor, operationId, {
            ...request,
            query: { ...request.query, nobody_knows: '1' },
          })
        : await running.call(actor, operationId, { ...request, body: { ...request.body, nobody_knows: 1 } })
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input'])
    expect(JSON.stringify(answer.body.errors)).toContain('nobody_knows')
  })
})

describe('whoever it is for', () => {
  test('a browser from another site changes nothing', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of foreign) {
      const answer = await running.call(running.world.alpha.agent, 'contact.takeNext', { headers })
      expect([answer.status, answer.body.code]).toEqual([403, 'cross_site_request'])
    }
  })

  test('a bad cursor is refused, in every list', async () => {
    for (const operationId of operations) {
      if (!row(operationId).query || !('cursor' in row(operationId).query!.shape)) continue
      const request = requestsAt(alpha)[operationId]
      for (const cursor of [
        'nonsense',
        Buffer.from('["x"]').toString('base64url'),
        Buffer.from('[1,2,3]').toString('base64url'),
      ]) {
        const answer = await running.call(await holderOf(row(operationId).access), operationId, {
          ...request,
          query: { ...request.query, cursor },
        })
        expect([operationId, answer.status, answer.body.code]).toEqual([operationId, 400, 'invalid_cursor'])
      }
    }
  })

  test('an unknown address is a problem, not a page', async () => {
    const response = await fetch(`${running.url}/api/v1/nothing`)
    expect(response.status).toBe(404)
    expect(((await response.json()) as { code: string }).code).toBe('not_found')
  })
})

function allowed(access: Access, role: Role): boolean {
  return access === 'public' || access === 'signed_in' || holdsPermission([role], access)
}

async function personOf(role: Role): Promise<Actor> {
  const { alpha: client, administrator, sponsor } = running.world
  const people: Partial<Record<Role, Actor>> = {
    agent: client.agent,
    coach: client.coach,
    manager: client.manager,
    client_representative: client.representative,
    administrator,
    sponsor,
  }
  return people[role] ?? (await trainer())
}

let theTrainer: Actor | null = null
async function trainer(): Promise<Actor> {
  if (theTrainer) return theTrainer
  const { rows } = await running.base.owner.query<{ id: string }>(
    `insert into person (name, email, language) values ('trainer', 'trainer@operator.example', 'it') returning id`,
  )
  await running.base.owner.query(`insert into assignment (person_id, role) values ($1, 'trainer')`, [
    rows[0]!.id,
  ])
  theTrainer = {
    ...running.world.sponsor,
    personId: rows[0]!.id,
    email: 'trainer@operator.example',
    roles: ['trainer'],
  }
  return theTrainer
}

async function holderOf(access: Access): Promise<Actor | null> {
  if (access === 'public') return null
  const role = roles.find((candidate) => allowed(access, candidate))
  return personOf(role!)
}
