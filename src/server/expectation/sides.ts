import type { Side } from '../../core/expectation/terms.ts'
import type { Actor } from '../platform/actor.ts'
import type { ExpectationRow } from './store.ts'

/** The sides that a person speaks for; for a whole team, any of its people but the one it is owed to. */
export function sidesOf(
  row: Pick<ExpectationRow, 'bearer_id' | 'counterpart_id' | 'team_id'>,
  { personId, workTeamIds }: Actor,
): Side[] {
  if (row.counterpart_id === personId) return ['counterpart']
  if (row.bearer_id === personId) return ['bearer']
  return row.bearer_id === null && workTeamIds.includes(row.team_id) ? ['bearer'] : []
}
