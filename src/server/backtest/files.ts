import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGunzip, gzip } from 'node:zlib'
import { sha256 } from '../ledger/record.ts'
import type { Database } from '../platform/db.ts'
import { Problem } from '../platform/problem.ts'
import { idLength, readIdBytes, readPast } from './past.ts'
import { findPastMark, listPastTeams, type PastAsk } from './store.ts'

/** Whose past: a client's, or of it that of some teams. */
export type PastOf = { clientId: string; teamIds: readonly string[] | null }

/** A part of the file's name: raised when what is in the file, or how, changes. */
const format = 'past-1'
/** A page that was opened yesterday may still ask for its cases. */
const keptMs = 24 * 3_600_000

export type PastFiles = {
  /** the newest file's tag; it is made first where an ask came since the last */
  find(of: PastOf): Promise<string>
  /** the file, as it is or packed */
  read(of: PastOf, tag: string, packed: boolean): Readable
  /** what the rows of a file are. @throws Problem history_outdated when that file is gone */
  resolve(of: PastOf, tag: string, rows: readonly number[]): Promise<Pick<PastAsk, 'kind' | 'id'>[]>
}

/**
 * Past files in the data folder, each made once and kept until an ask comes. They name nobody: the file holds
 * numbers, and the ids beside it lead to asks, for those alone who may read them.
 */
export function openPastFiles(db: Database, dataDir: string): PastFiles {
  const folder = join(dataDir, 'backtest')
  const making = new Map<string, Promise<void>>()
  const pathOf = (of: PastOf, tag: string, kind: 'gz' | 'ids') => join(folder, `${keyOf(of)}-${tag}.${kind}`)
  return {
    async find(of) {
      const tag = await db.work([of.clientId], async ({ tx }) => {
        const teams = (await listPastTeams(tx, of.clientId)).map(({ id }) => id)
        return sha256(JSON.stringify([format, keyOf(of), teams, await findPastMark(tx, of.clientId)])).slice(
          0,
          32,
        )
      })
      const path = pathOf(of, tag, 'gz')
      if (existsSync(path)) return tag
      const before = making.get(path)
      if (before) {
        await before
        return tag
      }
      const begun = make(of, path, pathOf(of, tag, 'ids')).finally(() => making.delete(path))
      making.set(path, begun)
      await begun
      return tag
    },
    read(of, tag, packed) {
      const stream = createReadStream(pathOf(of, tag, 'gz'))
      return packed ? stream : stream.pipe(createGunzip())
    },
    async resolve(of, tag, rows) {
      const path = pathOf(of, tag, 'ids')
      if (!existsSync(path)) throw new Problem('history_outdated')
      const file = await open(path)
      try {
        const { size } = await file.stat()
        const found: Pick<PastAsk, 'kind' | 'id'>[] = []
        for (const row of rows) {
          if ((row + 1) * idLength > size) throw new Problem('not_found')
          const bytes = new Uint8Array(idLength)
          await file.read(bytes, 0, idLength, row * idLength)
          found.push(readIdBytes(bytes))
        }
        return found
      } finally {
        await file.close()
      }
    },
  }

  async function make(of: PastOf, path: string, idsPath: string): Promise<void> {
    const past = await db.work([of.clientId], ({ tx }) => readPast(tx, of.clientId, of))
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const packed = await promisify(gzip)(past.file, { level: 6 })
    await put(idsPath, past.ids)
    await put(path, packed)
    await clean(of, statSync(path).mtimeMs)
  }

  async function clean(of: PastOf, now: number): Promise<void> {
    const old = readdirSync(folder).filter((name) => name.startsWith(`${keyOf(of)}-`))
    for (const name of old) {
      const path = join(folder, name)
      if (now - statSync(path).mtimeMs > keptMs) await rm(path, { force: true })
    }
  }
}

/** Whole under its own name, or not there: another process may be making the same. */
async function put(path: string, bytes: Uint8Array): Promise<void> {
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, bytes, { mode: 0o600 })
  await rename(fresh, path)
}

function keyOf({ clientId, teamIds }: PastOf): string {
  return teamIds === null ? clientId : `${clientId}-${sha256([...teamIds].sort().join()).slice(0, 16)}`
}
