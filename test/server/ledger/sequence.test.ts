import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyClientLedger } from '../../../src/server/ledger/read.ts'
import { recordEntries } from '../../../src/server/ledger/record.ts'
import { sequenceEntries } from '../../../src/server/ledger/sequence.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

let base: TestDatabase
let world: LittleWorld
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
})
afterAll(() => base.close())

const write = (clientId: string, n: number, fail = false) =>
  base.db.work([clientId], async (work) => {
    await recordEntries(work, [
      { clientId, kind: 'doubt.cleared', actor: 'customer', facts: { n }, texts: { words: `parole ${n}` } },
    ])
    if (fail) throw new Error('rolled back')
  })
const sequence = (clientId: string) => base.db.work([clientId], (work) => sequenceEntries(work, clientId))
const finish = async (clientId: string) => {
  while ((await sequence(clientId)) > 0);
}
const as = async (command: string, values: unknown[] = []) => {
  await base.owner.query(`alter table ledger_entry disable trigger all`)
  await base.owner.query(`alter table ledger_position disable trigger all`)
  await base.owner.query(command, values)
  await base.owner.query(`alter table ledger_entry enable trigger all`)
  await base.owner.query(`alter table ledger_position enable trigger all`)
}

test('the chain holds while many write and several sequence at once, and what was rolled back is not in it', async () => {
  const { alpha, beta } = world
  const writers = Array.from({ length: 120 }, (_, n) =>
    write(n % 3 === 0 ? beta.id : alpha.id, n, n % 10 === 9).catch(() => undefined),
  )
  const sequencers = Array.from({ length: 40 }, async (_, n) => {
    await new Promise((resolve) => setTimeout(resolve, n * 3))
    await sequence(n % 2 === 0 ? alpha.id : beta.id)
  })
  await Promise.all([...writers, ...sequencers])
  await Promise.all([finish(alpha.id), finish(beta.id)])
  const reports = [await verifyClientLedger(base.db, alpha.id), await verifyClientLedger(base.db, beta.id)]
  expect(reports.map((report) => report.fault)).toEqual([null, null])
  expect(reports.map((report) => report.entries)).toEqual([72, 36])
})

test('a changed fact is found and named, whoever changed it', async () => {
  const { id } = world.alpha
  const { rows } = await base.owner.query<{ entry_id: string; seq: number }>(
    'select entry_id, seq from ledger_position where client_id = $1 and seq = 17',
    [id],
  )
  const { entry_id } = rows[0]!
  await as(`update ledger_entry set body = replace(body, '"n":', '"m":') where id = $1`, [entry_id])
  expect(await verifyClientLedger(base.db, id)).toMatchObject({
    entries: 16,
    fault: { seq: 17, entryId: entry_id },
  })
  await as(`update ledger_entry set body = replace(body, '"m":', '"n":') where id = $1`, [entry_id])
  expect(await verifyClientLedger(base.db, id)).toMatchObject({ fault: null })
})

test('a removed entry leaves a hole that is named', async () => {
  await as('delete from ledger_position where client_id = $1 and seq = 5', [world.beta.id])
  expect(await verifyClientLedger(base.db, world.beta.id)).toMatchObject({
    entries: 4,
    fault: { seq: 6, fault: 'sequence' },
  })
})

test('texts stand only as salted hashes: erasing text and salt erases the person, and the proof stays', async () => {
  const { id } = world.alpha
  const { rows } = await base.owner.query<{ body: string }>(
    'select body from ledger_entry where client_id = $1',
    [id],
  )
  for (const { body } of rows) {
    expect(body).not.toContain('parole')
    expect(body).toMatch(/"words_hash":"[0-9a-f]{64}"/)
  }
  await base.db.work([id], ({ tx }) => tx.deleteFrom('ledger_salt').where('client_id', '=', id).execute())
  expect(await verifyClientLedger(base.db, id)).toMatchObject({ fault: null })
})
