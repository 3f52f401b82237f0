import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sameBytes } from '../../core/ledger/bytes.ts'
import { type Config, ConfigError } from '../platform/config.ts'
import { keyFromSeed, type LedgerKey } from './crypto.ts'

/** The private keys that this process holds. They stand outside the database: who has that alone can't seal. */
export type LedgerKeys = {
  /** the one that new logs begin with; undefined when there is none */
  own: LedgerKey | undefined
  /** looks at the folder again before it gives up: the key may just have been rotated */
  find(publicKey: Uint8Array): LedgerKey | undefined
}

type Place = Pick<Config, 'dataDir' | 'ledgerKey'>
const fileOf = ({ dataDir }: Place) => join(dataDir, 'secrets', 'ledger-ed25519')
const nextOf = (place: Place) => `${fileOf(place)}.next`

/** The keys there are: the environment's, the data folder's. @throws ConfigError */
export function readLedgerKeys(place: Place): LedgerKeys {
  const read = () => {
    const seeds = [place.ledgerKey, ...[fileOf(place), nextOf(place)].map(readSeedFile)]
    return seeds.flatMap((seed) => (seed === null ? [] : [keyFromSeed(decodeSeed(seed))]))
  }
  let keys = read()
  const among = (publicKey: Uint8Array) => keys.find((key) => sameBytes(key.publicKey, publicKey))
  return {
    own: keys[0],
    find(publicKey) {
      if (!among(publicKey)) keys = read()
      return among(publicKey)
    },
  }
}

/** The same, making the first key where there is none: at the server's first start. */
export function openLedgerKeys(place: Place): LedgerKeys {
  if (place.ledgerKey === null && !existsSync(fileOf(place))) writeSeedFile(fileOf(place), makeSeed())
  return readLedgerKeys(place)
}

/**
 * A new key beside the one in use, so that a rotation cut short loses neither. `adopt` puts it into the other's
 * place, once the entries that name it are written.
 */
export function prepareNextKey(place: Place): { key: LedgerKey; file: string; adopt(): void } {
  const next = nextOf(place)
  if (!existsSync(next)) writeSeedFile(next, makeSeed())
  return {
    key: keyFromSeed(decodeSeed(readSeedFile(next)!)),
    file: fileOf(place),
    adopt: () => renameSync(next, fileOf(place)),
  }
}

function makeSeed(): string {
  return randomBytes(32).toString('base64')
}

/** 0600; when two processes start at once, the first one's stays. */
function writeSeedFile(file: string, seed: string): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${seed}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function readSeedFile(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

function decodeSeed(text: string): Uint8Array {
  const seed = Buffer.from(text, 'base64')
  if (seed.length !== 32 || !/^[A-Za-z0-9+/_-]{43}=?$/.test(text))
    throw new ConfigError(
      'The ledger’s key is not 32 bytes in base64: correct CARTABIANCA_LEDGER_KEY, or put back the file secrets/ledger-ed25519.',
    )
  return seed
}
