import { dayMs } from './calendar.ts'
import { demoTeams, type PersonKey } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'
import { type DemoEvent, type DemoTalk, demoTalks, pastTalks } from './talks.ts'

/** Coaching sessions: those under way, and a quarter of Lecce's, of which two dates went by. */
export function writeSessions(rows: Rows, now: number): void {
  for (const talk of [...demoTalks, ...quarterOf('nummoLecce')]) writeTalk(rows, talk, now)
}

const agents = ['agentNummoLecce', 'agentNummoLecce2', 'agentNummoLecce3'] as const

function quarterOf(team: 'nummoLecce'): DemoTalk[] {
  return agents.flatMap((agent, nth) =>
    pastTalks.map((talk, place): DemoTalk => {
      const daysAgo = 78 - place * 10 - nth * 2
      const missed = (place === 2 && nth === 1) || (place === 4 && nth === 0)
      return {
        key: `${team}-${agent}-${place}`,
        team,
        agent,
        coach: 'coachNummoLecce',
        events: [
          ...dated(talk.about, daysAgo),
          ...(missed ? missedFirst(daysAgo) : []),
          { kind: 'held', side: 'coach', daysAgo: daysAgo - 1, text: talk.agreed, followUpIn: 10 },
          { kind: 'followed_up', side: 'agent', daysAgo: Math.max(daysAgo - 11, 1), text: talk.came },
        ],
      }
    }),
  )
}

function dated(about: string, daysAgo: number): DemoEvent[] {
  return [
    { kind: 'asked', side: 'agent', daysAgo: daysAgo + 5 },
    { kind: 'prepared', side: 'agent', daysAgo: daysAgo + 5, text: about },
    { kind: 'date_proposed', side: 'coach', daysAgo: daysAgo + 4, meets: [-daysAgo, 9] },
    { kind: 'date_agreed', side: 'agent', daysAgo: daysAgo + 3, meets: [-daysAgo, 9] },
  ]
}

function missedFirst(daysAgo: number): DemoEvent[] {
  return [
    { kind: 'missed', side: 'agent', daysAgo },
    { kind: 'date_proposed', side: 'coach', daysAgo, meets: [-daysAgo + 1, 8] },
    { kind: 'date_agreed', side: 'agent', daysAgo, meets: [-daysAgo + 1, 8] },
  ]
}

function writeTalk(rows: Rows, { key, team, agent, coach, events }: DemoTalk, now: number): void {
  const midnight = Math.floor(now / dayMs) * dayMs
  const clientId = idOf('client', demoTeams[team].client)
  const sessionId = idOf('coaching', key)
  // one after the other, in the hours after the day's talks; never later than now
  const at = (daysAgo: number, nth: number) => {
    const moment = midnight - daysAgo * dayMs + 10 * 3_600_000 + nth * 900_000
    return new Date(Math.min(moment, now - (events.length - nth) * 60_000))
  }
  rows.coaching_session.push({
    client_id: clientId,
    id: sessionId,
    team_id: idOf('team', team),
    agent_id: idOf('person', agent),
    coach_id: idOf('person', coach),
    asked_at: at(events[0]!.daysAgo, 0),
  })
  let brought = 0
  for (const [nth, event] of events.entries()) {
    const contacts = event.contacts ? contactsOf(rows, agent, brought, event.contacts) : []
    brought += contacts.length
    const { followUpIn, meets } = event
    rows.coaching_event.push({
      client_id: clientId,
      session_id: sessionId,
      number: nth + 1,
      kind: event.kind,
      side: event.side,
      text: event.text ?? null,
      contact_ids: contacts,
      objects_to: event.objectsTo ?? null,
      starts_at: meets ? new Date(midnight + meets[0] * dayMs + meets[1] * 3_600_000) : null,
      minutes: meets ? 45 : null,
      follow_up_on: followUpIn
        ? new Date(midnight + (followUpIn - event.daysAgo) * dayMs).toISOString().slice(0, 10)
        : null,
      at: at(event.daysAgo, nth),
    })
  }
}

/** Closed contacts of an agent in which nothing was decided, newest first. */
function contactsOf(rows: Rows, agent: PersonKey, skip: number, take: number): string[] {
  const decided = new Set(rows.decision.map((one) => one.contact_id))
  return rows.contact
    .filter((one) => one.agent_id === idOf('person', agent) && one.closed_at && !decided.has(one.id!))
    .sort((a, b) => +new Date(b.closed_at as Date) - +new Date(a.closed_at as Date))
    .slice(skip, skip + take)
    .map(({ id }) => id!)
}
