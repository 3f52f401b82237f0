import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { mandateDocument } from '../contract/mandate-document.ts'
import { joinPast, splitPast } from '../core/backtest/after.ts'
import { decodeHistory, encodeHistory } from '../core/backtest/file.ts'
import type { History } from '../core/backtest/history.ts'
import type { MandateDocument } from '../core/mandate/document.ts'
import { findMandateFaults } from '../core/mandate/faults.ts'
import { readPast } from '../server/backtest/past.ts'
import { findDocumentInForce, listPastTeams } from '../server/backtest/store.ts'
import { listClients } from '../server/import/target.ts'
import { reportBacktest } from './backtest/report.ts'
import { sayReport } from './backtest/says.ts'
import { makeSyntheticPast } from './backtest/synthetic.ts'
import { withDatabase } from './database.ts'
import { CommandFailure, UsageFailure } from './failure.ts'

const usage =
  'Say: backtest --mandate <draft.json> with one of --client <slug>, --history <file> or --synthetic <rows>; ' +
  'and as you like --against <mandate.json>, --team <name>…, --save <file>, --json.'

type Past = {
  history: History
  after: Uint8Array
  inForce: MandateDocument | null
  teams: { id: string; name: string }[]
}

/** Tries a draft on a past: a client's in the database, a file of one, or one that is made up. */
export async function runBacktest(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      mandate: { type: 'string' },
      client: { type: 'string' },
      history: { type: 'string' },
      synthetic: { type: 'string' },
      against: { type: 'string' },
      team: { type: 'string', multiple: true },
      save: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const { client, history: file, synthetic } = values
  const given = [client, file, synthetic].filter((one) => one !== undefined)
  const fromFile = client !== undefined && file !== undefined && synthetic === undefined
  if (!values.mandate || positionals.length > 0 || (given.length !== 1 && !fromFile))
    throw new UsageFailure(usage)
  const document = readMandate(values.mandate)
  const past = client
    ? await withDatabase(process.env, (db) => readClientPast(db, client, file))
    : file
      ? readPastFile(file)
      : makeUp(synthetic!)
  if (values.save) writeFileSync(values.save, joinPast(encodeHistory(past.history), past.after))
  const inForce = values.against ? readMandate(values.against) : past.inForce
  const names = new Map(past.teams.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const teamIds = values.team?.map((name) => {
    const found = past.history.teams.find(({ id }) => nameOf(id) === name)
    if (!found) {
      const known = past.history.teams.map(({ id }) => nameOf(id)).join(', ')
      throw new CommandFailure(`There is no team "${name}" in this past; there are: ${known || 'none'}.`)
    }
    return found.id
  })
  const { history, after } = past
  const report = reportBacktest({ history, after, document, inForce, teamIds: teamIds ?? null, nameOf })
  console.log(values.json ? JSON.stringify(report, null, 2) : sayReport(report))
  if (synthetic && !values.json)
    console.log('\nThis past is made up: it says how it would look, not what is so.')
  return 0
}

async function readClientPast(
  db: Parameters<Parameters<typeof withDatabase>[1]>[0],
  slug: string,
  file: string | undefined,
): Promise<Past> {
  const clients = await listClients(db)
  const client = clients.find((one) => one.slug === slug)
  if (!client)
    throw new CommandFailure(
      `There is no client "${slug}"; there are: ${clients.map((one) => one.slug).join(', ') || 'none'}.`,
    )
  return db.work([client.id], async ({ tx, now }) => {
    const past = file
      ? readPastFile(file)
      : decodePast((await readPast(tx, client.id, { newest: Number.MAX_SAFE_INTEGER })).file)
    return {
      ...past,
      inForce: await findDocumentInForce(tx, client.id, now),
      teams: await listPastTeams(tx, client.id),
    }
  })
}

/** A file as the server hands it out, packed or not, or as --save wrote it. */
function readPastFile(path: string): Past {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes)
  } catch (error) {
    throw new CommandFailure(`${path} can’t be read: ${(error as Error).message}`)
  }
  try {
    return { ...decodePast(bytes), inForce: null, teams: [] }
  } catch (error) {
    throw new CommandFailure(`${path} is no file of past asks: ${(error as Error).message}`)
  }
}

function decodePast(file: Uint8Array): Pick<Past, 'history' | 'after'> {
  const { history, after } = splitPast(file)
  return { history: decodeHistory(history), after }
}

function makeUp(rows: string): Past {
  const wanted = Number(rows.replaceAll(/[_,]/g, ''))
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 20_000_000)
    throw new UsageFailure('--synthetic takes a whole number of asks, from 1 to 20000000.')
  return { ...makeSyntheticPast(wanted), inForce: null, teams: [] }
}

function readMandate(path: string): MandateDocument {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new CommandFailure(`${path} can’t be read as JSON: ${(error as Error).message}`)
  }
  const read = mandateDocument.safeParse(json)
  if (!read.success || findMandateFaults(read.data as MandateDocument).length > 0)
    throw new CommandFailure(`${path} is no mandate that can be signed: npm run cli -- mandate check ${path}`)
  return read.data as MandateDocument
}
