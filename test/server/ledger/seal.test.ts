import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase64 } from '../../../src/core/ledger/bytes.ts'
import { openCheckpoint } from '../../../src/core/ledger/checkpoint.ts'
import { linkEntry } from '../../../src/core/ledger/entry.ts'
import { hashLeaf, verifyConsistency, verifyInclusion } from '../../../src/core/ledger/merkle.ts'
import { verifyExport } from '../../../src/core/ledger/verify-export.ts'
import { sha256Bytes, verifier } from '../../../src/server/ledger/crypto.ts'
import { exportLedger } from '../../../src/server/ledger/export.ts'
import { openLedgerKeys, prepareNextKey, readLedgerKeys } from '../../../src/server/ledger/keys.ts'
import { proveCheckpoint, proveEntry } from '../../../src/server/ledger/prove.ts'
import { readSeals, verifyClientLedger } from '../../../src/server/ledger/read.ts'
import { recordEntries, sha256 } from '../../../src/server/ledger/record.ts'
import { rotateKey } from '../../../src/server/ledger/rotate.ts'
import { sealClient } from '../../../src/server/ledger/seal.ts'
import { findLatestSeal, listSealKeys, type Seal } from '../../../src/server/ledger/seal-store.ts'
import { sequenceEntries } from '../../../src/server/ledger/sequence.ts'
import { ConfigError } from '../../../src/server/platform/config.ts'
import { makeDatabase, type TestDatabase } from '../database.ts'
import { type LittleWorld, makeWorld } from '../world.ts'

const publicUrl = 'http://cc.example:3000'
const folder = mkdtempSync(join(tmpdir(), 'cartabianca-keys-'))
const place = { dataDir: folder, ledgerKey: null }
let base: TestDatabase
let world: LittleWorld
let alpha: string
beforeAll(async () => {
  base = await makeDatabase()
  world = await makeWorld(base)
  alpha = world.alpha.id
})
afterAll(async () => {
  await base.close()
  rmSync(folder, { recursive: true })
})

/** So many entries more, with their places. */
async function write(count: number, clientId = alpha): Promise<string[]> {
  const fact = { clientId, kind: 'doubt.cleared', actor: 'customer', facts: {} } as const
  const ids = await base.db.work([clientId], (work) =>
    recordEntries(
      work,
      Array.from({ length: count }, (_, n) => ({ ...fact, facts: { n } })),
    ),
  )
  while ((await base.db.work([clientId], (work) => sequenceEntries(work, clientId))) > 0);
  return ids
}
const seal = (keys = readLedgerKeys(place), clientId = alpha) =>
  sealClient(base.db, clientId, keys, publicUrl)
async function sealsOf(clientId = alpha): Promise<Seal[]> {
  const seals: Seal[] = []
  for await (const one of readSeals(base.db, clientId)) seals.push(one)
  return seals
}
const read = <T>(script: Parameters<typeof base.db.work<T>>[1], clientId = alpha) =>
  base.db.work([clientId], script)
async function exported(clientId = alpha) {
  const { lines } = (await exportLedger(base.db, clientId))!
  const reader = verifyExport(verifier)
  for await (const line of lines) if (!reader.add(Buffer.from(line))) break
  return reader.end()
}

describe('keys', () => {
  test('the first start makes one, for its owner alone; a command makes none', () => {
    expect(readLedgerKeys(place).own).toBeUndefined()
    const made = openLedgerKeys(place).own!
    const file = join(folder, 'secrets', 'ledger-ed25519')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(openLedgerKeys(place).own!.publicKey).toEqual(made.publicKey)
  })

  test('one from the environment wins, and a faulty one is told', () => {
    const ledgerKey = Buffer.alloc(32, 9).toString('base64')
    expect(openLedgerKeys({ ...place, ledgerKey }).own!.publicKey).not.toEqual(
      readLedgerKeys(place).own!.publicKey,
    )
    expect(() => readLedgerKeys({ ...place, ledgerKey: 'short' })).toThrow(ConfigError)
  })
})

describe('sealing', () => {
  test('goes on from the last seal, batch after batch, and every proof from it holds', async () => {
    const ids: string[] = []
    for (const count of [1, 2, 5, 1, 8, 30, 3]) {
      ids.push(...(await write(count)))
      expect(await seal()).toEqual({ entries: count })
    }
    expect(await seal()).toEqual({ entries: 0 })
    const seals = await sealsOf()
    expect(seals.map(({ size }) => size)).toEqual([1, 3, 8, 9, 17, 47, 50])
    const [key] = await read(({ tx }) => listSealKeys(tx, alpha))
    expect(key!.name).toBe(`cc.example:3000/ledger/${alpha}`)
    for (const { size, root, note } of seals)
      expect(openCheckpoint(note, key!, verifier)).toEqual({
        ...{ origin: key!.name, size, root: new Uint8Array(root) },
      })
    for (const [at, id] of ids.entries())
      for (const { size } of seals.filter((one) => one.size > at)) {
        const { entry, index, proof, checkpoint } = await read(({ tx }) => proveEntry(tx, alpha, id, size))
        const leaf = hashLeaf(sha256Bytes, Buffer.from(entry))
        const given = { index, size, leaf, proof: proof.map((hash) => fromBase64(hash)!) }
        expect(index).toBe(at)
        expect(verifyInclusion(sha256Bytes, { ...given, root: fromBase64(checkpoint.root)! })).toBe(true)
      }
    for (const from of seals)
      for (const to of seals.filter(({ size }) => size >= from.size)) {
        const proved = await read(({ tx }) => proveCheckpoint(tx, alpha, from.size, to.size))
        expect(
          verifyConsistency(sha256Bytes, {
            ...{ older: from.size, newer: to.size, olderRoot: from.root, newerRoot: to.root },
            proof: proved.proof.map((hash) => fromBase64(hash)!),
          }),
        ).toBe(true)
      }
  })

  test('reads few rows, whatever the size', async () => {
    await write(1200)
    await seal()
    const nodes = await base.owner.query('select count(*)::int from ledger_node where client_id = $1', [
      alpha,
    ])
    // a row for every eight entries, and the same again for all above
    expect(nodes.rows[0].count).toBe([3, 4, 5, 6, 7, 8, 9, 10].reduce((sum, l) => sum + (1250 >> l), 0))
    expect(await verifyClientLedger(base.db, alpha)).toMatchObject({ entries: 1250, fault: null })
    expect(await exported()).toMatchObject({ entries: 1250, checkpoints: 8, mandates: 0, fault: null })
  })

  test('many at once seal each entry once', async () => {
    const { id } = world.beta
    const writers = Array.from({ length: 12 }, () => write(5, id))
    const sealers = Array.from({ length: 12 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 4))
      await seal(readLedgerKeys(place), id)
    })
    await Promise.all([...writers, ...sealers])
    await seal(readLedgerKeys(place), id)
    expect((await sealsOf(id)).at(-1)?.size).toBe(60)
    expect(await exported(id)).toMatchObject({ entries: 60, fault: null })
  })

  test('a process with another key seals nothing, and says which it would need', async () => {
    await write(1)
    const other = readLedgerKeys({ dataDir: '', ledgerKey: Buffer.alloc(32, 5).toString('base64') })
    expect(await seal(other)).toEqual({
      entries: 0,
      reason: expect.stringMatching(/^it is sealed with the key [0-9a-f]{16}…, .*CARTABIANCA_LEDGER_KEY/),
    })
    const none = readLedgerKeys({ dataDir: '/nowhere', ledgerKey: null })
    expect((await seal(none)).reason).toContain('this machine does not hold')
    expect(await seal()).toEqual({ entries: 1 })
  })
})

describe('rotation', () => {
  test('the old key names the new one in the ledger, and what follows is sealed with it', async () => {
    const before = readLedgerKeys(place)
    const next = prepareNextKey(place)
    expect(prepareNextKey(place).key.publicKey).toEqual(next.key.publicKey)
    expect(await read((work) => rotateKey(work, alpha, before, next.key))).toBe('rotated')
    expect(await read((work) => rotateKey(work, alpha, before, next.key))).toBe('already')
    // Until its entry has a place, the old key seals; a process that holds the old one finds the new in the folder.
    await write(2)
    expect(await seal(before)).toEqual({ entries: 3 })
    next.adopt()
    expect(existsSync(join(folder, 'secrets', 'ledger-ed25519.next'))).toBe(false)
    await write(2)
    expect(await seal()).toEqual({ entries: 2 })
    const keys = await read(({ tx }) => listSealKeys(tx, alpha))
    expect(keys.map(({ from }) => from)).toEqual([0, 1252])
    const newest = (await read(({ tx }) => findLatestSeal(tx, alpha)))!
    expect(openCheckpoint(newest.note, keys[1]!, verifier)).not.toBeNull()
    expect(openCheckpoint(newest.note, keys[0]!, verifier)).toBeNull()
    const report = await exported()
    expect(report).toMatchObject({ entries: 1256, fault: null })
    expect(report.keys).toHaveLength(2)
    expect(await verifyClientLedger(base.db, alpha)).toMatchObject({ fault: null })
  })

  test('only who holds the key in force can do it', async () => {
    const stranger = readLedgerKeys({ dataDir: '', ledgerKey: Buffer.alloc(32, 5).toString('base64') })
    expect(await read((work) => rotateKey(work, alpha, stranger, stranger.own!))).toBe('other')
  })
})

describe('whoever owns the database', () => {
  const change = async (command: string, values: unknown[]) => {
    const tables = ['ledger_entry', 'ledger_position', 'ledger_seal', 'ledger_node']
    for (const table of tables) await base.owner.query(`alter table ${table} disable trigger all`)
    await base.owner.query(command, values)
    for (const table of tables) await base.owner.query(`alter table ${table} enable trigger all`)
  }

  test('finds the tables of the seals closed to any change', async () => {
    for (const table of ['ledger_key', 'ledger_node', 'ledger_seal'])
      await expect(base.owner.query(`delete from ${table}`)).rejects.toThrow(/append-only/)
  })

  test('can’t write an entry and its hashes anew without the seal telling', async () => {
    await write(1)
    await seal()
    const { rows } = await base.owner.query(
      `select p.seq, e.id, e.body, e.hash, p.link from ledger_entry e join ledger_position p on p.entry_id = e.id
       where p.client_id = $1 and p.seq >= 1256 order by p.seq`,
      [alpha],
    )
    const [before, { id, body, hash, link }] = rows
    const forged = body.replace('"n":', '"m":')
    const forgedHash = sha256(forged)
    await change('update ledger_entry set body = $2, hash = $3 where id = $1', [id, forged, forgedHash])
    const forgedLink = linkEntry(sha256, before.link, forgedHash)
    await change('update ledger_position set link = $2 where entry_id = $1', [id, forgedLink])
    expect(await verifyClientLedger(base.db, alpha)).toMatchObject({ fault: { seq: 1257, fault: 'seal' } })
    expect((await exported()).fault).toMatchObject({ code: 'root', seq: 1257, from: 1257 })
    // Nor does the server sign what does not go on from what it signed.
    const [later] = await write(1)
    expect((await seal()).reason).toContain('not what was sealed')
    await change('update ledger_entry set body = $2, hash = $3 where id = $1', [id, body, hash])
    await change('update ledger_position set link = $2 where entry_id = $1', [id, link])
    await change('delete from ledger_position where entry_id = $1', [later])
    await change(
      `insert into ledger_waiting (client_id, arrival, entry_id, hash)
       select client_id, arrival, id, hash from ledger_entry where id = $1`,
      [later],
    )
    while ((await read((work) => sequenceEntries(work, alpha))) > 0);
    expect(await seal()).toEqual({ entries: 1 })
    expect(await exported()).toMatchObject({ entries: 1258, fault: null })
  })

  test('can’t sign in another’s name', async () => {
    const { size } = (await read(({ tx }) => findLatestSeal(tx, alpha)))!
    await change(`update ledger_seal set note = replace(note, 'cc.example', 'cd.example') where size = $1`, [
      size,
    ])
    expect((await exported()).fault).not.toBeNull()
  })
})
