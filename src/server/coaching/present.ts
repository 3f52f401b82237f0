import type { Looked, Opportunity } from '../../contract/coaching.ts'
import { mayBecome } from '../../core/coaching/state.ts'
import type { Actor } from '../platform/actor.ts'
import type { LookedRow, OpportunityRow } from './store.ts'

export function presentOpportunity(row: OpportunityRow, actor: Actor): Opportunity {
  return {
    id: row.id,
    clientId: row.client_id,
    team: { id: row.team_id, name: row.team_name },
    ownTeam: actor.workTeamIds.includes(row.team_id),
    kind: row.kind,
    subject: row.subject,
    firstWeek: row.first_week,
    week: row.week,
    weeks: row.weeks,
    evidence: row.evidence,
    state: row.state,
    words: row.words,
    movedByName: row.moved_by_name,
    movedAt: row.moved_at?.toISOString() ?? null,
    mayBecome: actor.coachTeamIds.includes(row.team_id) ? [...mayBecome(row.state)] : [],
  }
}

export function presentLooked(row: LookedRow, actor: Actor): Looked {
  return {
    team: { id: row.team_id, name: row.team_name },
    coached: actor.coachTeamIds.includes(row.team_id),
    week: row.week,
    weeks: row.weeks ?? 0,
    asked: row.asked ?? 0,
    found: row.found ?? 0,
  }
}
