import {
  type ContactCommand,
  type ContactEvent,
  decideContact,
  evolveContact,
} from '../src/core/contact/contact.ts'
import type { Scene } from './scene.ts'

/** As src/server/contact/apply.ts does it: the row, its doubts with the verdicts, the events, the facts. */
export function command(scene: Scene, at: number, what: ContactCommand, actor: string): void {
  const outcome = decideContact(scene.state, what)
  if ('refused' in outcome) throw new Error(`${scene.part.tale.key}: ${what.type} is ${outcome.refused}`)
  for (const event of outcome.events) {
    scene.state = evolveContact(scene.state, event)
    applyEvent(scene, at, event, actor)
  }
  const { state, contact } = scene
  contact.state = state.state
  contact.agent_id = state.agentId
  contact.closure = state.closure
  contact.closes_at = state.closesAt === null ? null : new Date(state.closesAt)
  contact.returned = state.returned
  contact.closed_at = state.state === 'closed' ? (contact.closed_at ?? new Date(at)) : null
}

function applyEvent(scene: Scene, at: number, event: ContactEvent, actor: string): void {
  const { contact, teamId } = scene
  const facts = { contact: contact.id!, team: teamId, customer: contact.customer_id }
  switch (event.type) {
    case 'doubt_cleared':
      settle(scene, at, event.doubtId, true, null)
      scene.tell(at, 'doubt.cleared', actor, { ...facts, doubt: event.doubtId })
      break
    case 'doubt_unclear': {
      settle(scene, at, event.doubtId, false, event.because)
      const texts = event.because === null ? undefined : { because: event.because }
      scene.tell(at, 'doubt.unclear', actor, { ...facts, doubt: event.doubtId }, texts)
      break
    }
    case 'closed':
      record(scene, at, event.closure === 'confirmed' ? 'closed_confirmed' : 'closed_unconfirmed', actor)
      scene.tell(at, 'contact.closed', actor, { ...facts, closure: event.closure })
      break
    case 'reopened':
      for (const id of event.doubtIds) settle(scene, at, id, false, null)
      contact.waiting_since = new Date(at)
      record(scene, at, 'reopened', actor)
      scene.tell(at, 'contact.reopened', actor, { ...facts, doubts: event.doubtIds })
      break
    case 'returned_to_agent':
      contact.waiting_since = new Date(at)
      record(scene, at, event.type, actor)
      break
    default:
      record(scene, at, event.type, actor)
  }
}

function settle(scene: Scene, at: number, id: string, clear: boolean, because: string | null): void {
  const doubt = scene.doubts.find((candidate) => candidate.id === id)!
  doubt.state = clear ? 'cleared' : 'open'
  doubt.cleared_at = clear ? new Date(at) : null
  doubt.unclear_because = because
  if (!clear) doubt.answered = false
  scene.rows.doubt_verdict.push({
    client_id: scene.clientId,
    id: scene.random.uuid(),
    doubt_id: id,
    clear,
    because,
    at: new Date(at),
  })
}

function record(scene: Scene, at: number, kind: string, actor: string): void {
  scene.rows.contact_event.push({
    client_id: scene.clientId,
    id: scene.random.uuid(),
    contact_id: scene.contact.id!,
    kind,
    actor_id: actor === 'customer' || actor === 'system' ? null : actor,
    at: new Date(at),
  })
}
