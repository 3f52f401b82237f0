import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What the environment says. Read once, at start; nothing else reads process.env. */
export type Config = {
  port: number
  host: string
  /** an own PostgreSQL; null: the embedded one in dataDir */
  databaseUrl: string | null
  dataDir: string
  /** how people reach this server; mails carry it */
  publicUrl: string
  smtpUrl: string | null
  mailFrom: string
  secret: string
  /** 32 bytes in base64 that sign the ledger's seals; null: kept in the data folder */
  ledgerKey: string | null
  /** a proxy of the operator stands before the server and sets X-Forwarded-For */
  trustProxy: boolean
  /** for one address; an agent's screen makes some 60, a team behind one address thousands */
  requestsPerMinute: number
  logLevel: string
  /** a learning record store (xAPI 1.0.3), with its Basic credentials; null: nothing is told */
  lrs: { url: string; key: string; secret: string } | null
}

export class ConfigError extends Error {}

/** @throws ConfigError with one sentence that says what to set */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigError(`PORT is "${env.PORT}": set it to a whole number from 0 to 65535.`)
  const host = env.HOST ?? '127.0.0.1'
  const dataDir = resolve(env.DATA_DIR ?? 'data')
  const databaseUrl = env.DATABASE_URL?.trim() || null
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new ConfigError('DATABASE_URL must look like postgres://user:password@host:5432/database.')
  // By name also on this machine alone: browsers allow passkeys on localhost, and on no IP address.
  const isLocal = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)
  const shownHost = isLocal ? 'localhost' : host.includes(':') ? `[${host}]` : host
  const publicUrl = (env.PUBLIC_URL ?? `http://${shownHost}:${port}`).replace(/\/+$/, '')
  if (!URL.canParse(publicUrl))
    throw new ConfigError(`PUBLIC_URL is "${publicUrl}": set it to a whole address.`)
  return {
    port,
    host,
    databaseUrl,
    dataDir,
    publicUrl,
    smtpUrl: env.SMTP_URL?.trim() || null,
    mailFrom: env.MAIL_FROM ?? 'Cartabianca <no-reply@localhost>',
    secret: env.CARTABIANCA_SECRET ?? readOrMakeSecret(dataDir),
    ledgerKey: env.CARTABIANCA_LEDGER_KEY?.trim() || null,
    trustProxy: env.TRUST_PROXY === '1',
    requestsPerMinute: Math.max(60, Number(env.REQUESTS_PER_MINUTE) || 6000),
    logLevel: env.LOG_LEVEL ?? 'warn',
    lrs: readLrs(env),
  }
}

function readLrs(env: NodeJS.ProcessEnv): Config['lrs'] {
  const url = env.LRS_URL?.trim().replace(/\/+$/, '')
  if (!url) return null
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new ConfigError(
      `LRS_URL is "${url}": set it to the store's address, such as https://lrs.example/xapi.`,
    )
  return { url, key: env.LRS_KEY ?? '', secret: env.LRS_SECRET ?? '' }
}

/** 32 random bytes kept in the data folder (0600), so that sessions outlive a restart. */
function readOrMakeSecret(dataDir: string): string {
  const folder = join(dataDir, 'secrets')
  const file = join(folder, 'server')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(file, 'utf8').trim()
}
