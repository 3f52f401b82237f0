import { encodeAfter, joinPast } from '../../core/backtest/after.ts'
import { buildHistory } from '../../core/backtest/build.ts'
import { encodeHistory } from '../../core/backtest/file.ts'
import type { Tx } from '../platform/db.ts'
import { afterOf, historyRowOf } from './row.ts'
import { listPastMandates, listPastTeams, type PastAsk, readPastAsks } from './store.ts'

/** Newest asks in one file: what a browser replays while somebody drags. Some thirty megabytes before packing. */
export const mostRows = 2_000_000

export type Past = {
  /** see core/backtest/after.ts */
  file: Uint8Array
  rows: number
  /** 17 bytes a row: 0 for a decision and 1 for a request, and its id */
  ids: Uint8Array
}

/** The past of a client, read from a cursor into columns: no row is kept but as its numbers. */
export async function readPast(
  tx: Tx,
  clientId: string,
  options: { teamIds?: readonly string[] | null; newest?: number } = {},
): Promise<Past> {
  const all = await listPastTeams(tx, clientId)
  const { teamIds = null, newest = mostRows } = options
  const teams = all.filter(({ id }) => teamIds === null || teamIds.includes(id))
  const zones = new Map(teams.map((team) => [team.id, team.time_zone]))
  const mandates = new Map((await listPastMandates(tx, clientId)).map((mandate) => [mandate.id, mandate]))
  const builder = buildHistory(teams.map(({ id, time_zone }) => ({ id, timeZone: time_zone })))
  const after = growing()
  const ids = growing()
  let rows = 0
  for await (const asks of readPastAsks(
    tx,
    clientId,
    teams.map(({ id }) => id),
    newest,
  ))
    for (const ask of asks) {
      builder.add(historyRowOf(ask, rows++, zones.get(ask.team_id)!, mandates))
      after.add([encodeAfter(afterOf(ask))])
      ids.add(idBytes(ask))
    }
  const history = encodeHistory(builder.build())
  return { file: joinPast(history, after.take()), rows, ids: ids.take() }
}

export const idLength = 17

function idBytes({ kind, id }: PastAsk): Uint8Array {
  const bytes = Buffer.alloc(idLength)
  bytes[0] = kind === 'decision' ? 0 : 1
  bytes.write(id.replaceAll('-', ''), 1, 'hex')
  return bytes
}

export function readIdBytes(bytes: Uint8Array): { kind: PastAsk['kind']; id: string } {
  const hex = Buffer.from(bytes.subarray(1, idLength)).toString('hex')
  return {
    kind: bytes[0] === 0 ? 'decision' : 'lift',
    id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  }
}

/** Bytes that come one by one. */
function growing() {
  let bytes = new Uint8Array(65_536)
  let length = 0
  return {
    add(more: ArrayLike<number>) {
      if (length + more.length > bytes.length) {
        const wider = new Uint8Array(bytes.length * 2)
        wider.set(bytes)
        bytes = wider
      }
      bytes.set(more, length)
      length += more.length
    },
    take: () => bytes.slice(0, length),
  }
}
