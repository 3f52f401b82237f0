import type { z } from 'zod'
import type {
  ContactLine,
  contactEvent,
  Doubt,
  message as messageSchema,
  rating as ratingSchema,
} from '../../contract/contact.ts'
import type { Language } from '../../contract/route.ts'
import type { Actor } from '../platform/actor.ts'
import type { DoubtRow } from './load.ts'
import { type Told, toTheDay } from './told.ts'

export type ContactLineRow = {
  client_id: string
  id: string
  team_id: string
  customer_id: string
  customer_name: string
  language: Language
  channel: ContactLine['channel']
  touchpoint: string
  subject: string
  state: ContactLine['state']
  closure: ContactLine['closure']
  agent_id: string | null
  agent_name: string | null
  returned: boolean
  opened_at: Date
  opened_by: string | null
  time_zone: string
  latest_words: string | null
  latest_at: Date | null
  doubts_open: number
  doubts_cleared: number
  key_at: string
  key_rank: number
}
export type MessageRow = {
  id: string
  kind: 'customer' | 'reply' | 'note'
  author_id: string | null
  author_name: string | null
  text: string
  at: Date
}
export type EventRow = { kind: string; at: Date; actor_id: string | null; actor_name: string | null }
export type RatingRow = { csat: number | null; effort: number | null; words: string | null; at: Date }

/**
 * Agents are named to those who work in or coach the team, and to themselves; not to a manager, to whom a
 * list of contacts by person would be a scoreboard.
 */
export function namesAgents(reader: Actor, teamId: string): boolean {
  return reader.workTeamIds.includes(teamId)
}

export function presentContactLine(row: ContactLineRow, reader: Actor): ContactLine {
  const named = namesAgents(reader, row.team_id) || row.agent_id === reader.personId
  const opened = openedFor(row, reader)
  const latestAt = row.latest_at ?? row.opened_at
  return {
    id: row.id,
    clientId: row.client_id,
    teamId: row.team_id,
    customerName: row.customer_name,
    language: row.language,
    channel: row.channel,
    touchpoint: row.touchpoint,
    subject: row.subject,
    latestWords: row.latest_words ?? '',
    latestAt: (latestAt.getTime() === row.opened_at.getTime()
      ? new Date(opened.openedAt)
      : latestAt
    ).toISOString(),
    state: row.state,
    closure: row.closure,
    agentId: named ? row.agent_id : null,
    agentName: named ? row.agent_name : null,
    returned: row.returned,
    doubtsOpen: row.doubts_open,
    doubtsCleared: row.doubts_cleared,
    ...opened,
  }
}

/**
 * When a contact was opened, as a reader is told. Opened by hand, as for a call, it began when its agent took it:
 * that moment is the agent's own (law 6), and others are told the day.
 */
export function openedFor(
  row: { opened_at: Date; opened_by: string | null; time_zone: string },
  reader: { personId: string },
): { openedAt: string; openedDay: string | null } {
  if (row.opened_by === null || row.opened_by === reader.personId)
    return { openedAt: row.opened_at.toISOString(), openedDay: null }
  const { at, day } = toTheDay(row.opened_at, row.time_zone)
  return { openedAt: at, openedDay: day }
}

export function presentMessage(
  row: MessageRow,
  reader: Actor,
  named: boolean,
  told: Told,
): z.output<typeof messageSchema> {
  const mine = row.author_id === reader.personId
  return {
    id: row.id,
    kind: row.kind,
    authorName: named || mine ? row.author_name : null,
    mine,
    text: row.text,
    ...told,
  }
}

export function presentDoubt(row: DoubtRow): Doubt {
  return {
    id: row.id,
    question: row.question,
    answer: row.answer,
    answered: row.answered,
    state: row.state,
    unclearBecause: row.unclear_because,
    clearedAt: row.cleared_at?.toISOString() ?? null,
  }
}

export function presentEvent(row: EventRow, named: boolean, told: Told): z.output<typeof contactEvent> {
  return {
    kind: row.kind as z.output<typeof contactEvent>['kind'],
    ...told,
    actorName: named ? row.actor_name : null,
  }
}

export function presentRating(row: RatingRow): z.output<typeof ratingSchema> {
  return { csat: row.csat, effort: row.effort, words: row.words, at: row.at.toISOString() }
}
