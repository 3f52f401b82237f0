import { canonicalJson } from '../ledger/canonical.ts'
import type { Sha256 } from '../ledger/entry.ts'
import { importLimits, type Mapping } from './mapping.ts'
import type { Row } from './read-value.ts'

/**
 * A row's id within its source. Where the file numbers its rows, that number; where it doesn't, a hash of all
 * its cells and, since two people can complain alike on one day, its ordinal among identical rows. `seen`
 * counts those, over the whole file, from its first row.
 */
export function identifyRow(
  mapping: Mapping,
  row: Row,
  cells: readonly string[],
  seen: Map<string, number>,
  sha256: Sha256,
): { id: string } | { refused: string } {
  if ('column' in mapping.id) {
    const id = row[mapping.id.column] ?? ''
    if (id === '') return { refused: `${mapping.id.column} is empty: the row has no id` }
    if (id.length > importLimits.sourceId)
      return { refused: `${mapping.id.column} is longer than ${importLimits.sourceId} characters` }
    return { id }
  }
  // 128 bits: no two different rows of any file meet
  const hash = sha256(canonicalJson([...cells])).slice(0, 32)
  const ordinal = (seen.get(hash) ?? 0) + 1
  seen.set(hash, ordinal)
  return { id: `${hash}-${ordinal}` }
}
