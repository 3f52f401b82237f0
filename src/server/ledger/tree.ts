import { sql } from 'kysely'
import {
  appendLeaf,
  consistencyRanges,
  type Frontier,
  frontierSubtrees,
  type HashOf,
  hashLeaf,
  hashRange,
  inclusionRanges,
  type Range,
  rootOf,
  type Subtree,
  subtreesOf,
} from '../../core/ledger/merkle.ts'
import type { Tx } from '../platform/db.ts'
import { sha256Bytes } from './crypto.ts'

/** Subtrees of this level and above are kept; smaller ones are computed from up to eight entries. */
export const lowestKept = 3

/** The hashes on the way from a leaf to the root of a tree of this size. */
export function proveInclusion(tx: Tx, clientId: string, index: number, size: number): Promise<Uint8Array[]> {
  return hashRanges(tx, clientId, inclusionRanges(index, size))
}

/** What shows that the older tree is the beginning of the newer. */
export function proveConsistency(
  tx: Tx,
  clientId: string,
  older: number,
  newer: number,
): Promise<Uint8Array[]> {
  return hashRanges(tx, clientId, consistencyRanges(older, newer))
}

/** Where a tree of this size goes on. */
export async function readFrontier(tx: Tx, clientId: string, size: number): Promise<Frontier> {
  const subtrees = frontierSubtrees(size)
  return { size, hashes: subtrees.map(await readSubtrees(tx, clientId, subtrees)) }
}

export async function insertNodes(
  tx: Tx,
  clientId: string,
  nodes: readonly (Subtree & { hash: Uint8Array })[],
): Promise<void> {
  if (nodes.length === 0) return
  await sql`
    insert into ledger_node (client_id, level, index, hash)
    select ${clientId}, * from unnest(${nodes.map(({ level }) => level)}::smallint[],
      ${nodes.map(({ index }) => index)}::bigint[], ${nodes.map(({ hash }) => Buffer.from(hash))}::bytea[])`.execute(
    tx,
  )
}

async function hashRanges(tx: Tx, clientId: string, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const hashOf = await readSubtrees(tx, clientId, ranges.flatMap(subtreesOf))
  return ranges.map((range) => hashRange(sha256Bytes, range, hashOf))
}

/** Two reads, whatever is asked: the kept nodes, and the entries below them. */
async function readSubtrees(tx: Tx, clientId: string, subtrees: readonly Subtree[]): Promise<HashOf> {
  const kept = subtrees.filter(({ level }) => level >= lowestKept)
  const small = subtrees.filter(({ level }) => level < lowestKept)
  const found = new Map<string, Uint8Array>()
  if (kept.length > 0) {
    const { rows } = await sql<Subtree & { hash: Buffer }>`
      select level, index, hash from ledger_node where client_id = ${clientId} and (level, index) in
        (select * from unnest(${kept.map(({ level }) => level)}::smallint[], ${kept.map(({ index }) => index)}::bigint[]))`.execute(
      tx,
    )
    for (const { level, index, hash } of rows) found.set(`${level}/${index}`, new Uint8Array(hash))
  }
  const leaves = await readLeaves(tx, clientId, small)
  for (const subtree of small)
    found.set(`${subtree.level}/${subtree.index}`, rootOf(sha256Bytes, growFrom(leaves, subtree)))
  return ({ level, index }) => {
    const hash = found.get(`${level}/${index}`)
    if (!hash) throw new Error(`the tree of ${clientId} has no node ${level}/${index}`)
    return hash
  }
}

async function readLeaves(
  tx: Tx,
  clientId: string,
  subtrees: readonly Subtree[],
): Promise<Map<number, Uint8Array>> {
  if (subtrees.length === 0) return new Map()
  const places = subtrees.flatMap(({ level, index }) =>
    Array.from({ length: 2 ** level }, (_, i) => index * 2 ** level + i + 1),
  )
  const rows = await tx
    .selectFrom('ledger_position as p')
    .innerJoin('ledger_entry as e', (join) =>
      join.onRef('e.client_id', '=', 'p.client_id').onRef('e.id', '=', 'p.entry_id'),
    )
    .select(['p.seq', 'e.body'])
    .where('p.client_id', '=', clientId)
    .where('p.seq', 'in', places)
    .execute()
  return new Map(rows.map(({ seq, body }) => [seq - 1, hashLeaf(sha256Bytes, Buffer.from(body, 'utf8'))]))
}

function growFrom(leaves: Map<number, Uint8Array>, { level, index }: Subtree): Frontier {
  const frontier: Frontier = { size: 0, hashes: [] }
  for (let i = 0; i < 2 ** level; i++) {
    const leaf = leaves.get(index * 2 ** level + i)
    if (!leaf) throw new Error(`no entry ${index * 2 ** level + i + 1}`)
    appendLeaf(sha256Bytes, frontier, leaf)
  }
  return frontier
}
