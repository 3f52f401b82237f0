import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideForCustomer } from '../../../src/server/decision/decide.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeContact, makeWorld } from '../world.ts'

/** Law 3 below the code: what the database refuses by itself. */
let base: TestDatabase
let world: LittleWorld
let contactId: string
let decisionId: string
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  contactId = await makeContact(base, world.alpha)
  const outcome = await base.db.work([world.alpha.id], (work) =>
    decideForCustomer(work, world.alpha.agent, {
      contactId,
      request: { power: 'refund', amount: { minor: 2350, currency: 'EUR' }, days: null },
      reason: 'un errore nostro',
      idempotencyKey: randomUUID(),
      publicUrl: 'http://localhost',
    }),
  )
  decisionId = outcome.outcome === 'decided' ? outcome.decision.id : ''
})
afterAll(() => base.close())

test('the database itself links no criticism and charges no contact of a decision', async () => {
  const { alpha } = world
  const insert = (columns: string, values: string) =>
    base.owner.query(
      `insert into feedback (client_id, team_id, about_id, author_id, text, ${columns})
         values ($1, $2, $3, $4, 'x', ${values})`,
      [alpha.id, alpha.teamId, alpha.agent.personId, alpha.coach.personId],
    )
  await expect(insert('kind, decision_id', `'improve', '${decisionId}'`)).rejects.toMatchObject({
    code: '23514',
  })
  await expect(
    insert('kind, contact_id, pay_minor, pay_currency', `'deduction', '${contactId}', 5, 'EUR'`),
  ).rejects.toMatchObject({ code: '23000' })
})

test('what was written stays, and a breach cannot be taken back', async () => {
  for (const statement of [
    `update feedback set text = 'y'`,
    'delete from feedback',
    `update breach set reason = 'x'`,
    'delete from breach',
  ])
    await expect(
      base.db.work([world.alpha.id], async ({ tx }) => {
        await sql.raw(statement).execute(tx)
      }),
      statement,
    ).rejects.toMatchObject({ code: '42501' })
})
