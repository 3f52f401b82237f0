import { minuteMs } from './calendar.ts'
import type { Part } from './parts.ts'
import { demoTeams, type PersonKey, peopleWho } from './people.ts'
import { idOf } from './random.ts'
import type { Scene } from './scene.ts'
import { tellFacts } from './write-decision.ts'

/** A grant «for this customer» holds this long: see src/server/support/answer.ts. */
const liftMs = 90 * 24 * 60 * minuteMs
/** Of the grants, those «for this customer». */
const shareForCustomer = 0.25

export function askSupport(scene: Scene, at: number): void {
  const { part, contact, clientId, agentId } = scene
  const support = part.tale.story.support!
  const lift = support.kind === 'lift' ? scene.weighed(part, 'ask') : null
  if (lift) tellFacts(scene, at, lift.facts)
  const mandate = scene.mandateAt(at)
  const minutes = part.supportMinutes ?? mandate.document.support.minutes
  const dueAt = new Date(at + minutes * minuteMs)
  const wish = {
    power: lift?.request.power ?? null,
    amount_minor: lift?.request.amount.minor ?? null,
    currency: lift?.request.amount.currency ?? null,
    days: lift?.request.days ?? null,
  }
  const reason = scene.text(support.ask)
  scene.request = {
    client_id: clientId,
    id: scene.random.uuid(),
    contact_id: contact.id!,
    team_id: scene.teamId,
    agent_id: agentId,
    kind: support.kind,
    mandate_id: mandate.id,
    ...wish,
    reason,
    level: 'coach',
    minutes,
    within_stretch: lift?.stretchReaches ?? false,
    asked_at: new Date(at),
    due_at: dueAt,
    state: 'open',
    grant: null,
    answered_by: null,
    answered_at: null,
    answer: null,
    decision_id: null,
    corrects: null,
    refused_decision_id: null,
    agent_level: lift?.agentLevel ?? null,
    rule: lift?.rule ?? null,
    reached: lift?.stretchReaches ?? null,
  }
  scene.rows.support_request.push(scene.request)
  scene.tell(
    at,
    'support.asked',
    agentId,
    {
      request: scene.request.id!,
      contact: contact.id!,
      asked: support.kind,
      mandate: mandate.id,
      ...wish,
      within_stretch: scene.request.within_stretch,
      due: dueAt.toISOString(),
    },
    { reason },
  )
}

/** The coach's time is over and it is beyond what silence grants: the manager has it now. */
export function passSupport(scene: Scene, at: number): void {
  const request = scene.request!
  if (request.within_stretch)
    throw new Error(`${scene.part.tale.key}: silence lets it stand, it cannot pass upwards`)
  const dueAt = new Date(at + request.minutes * minuteMs)
  request.level = 'manager'
  request.due_at = dueAt
  scene.rows.support_passing.push({
    client_id: scene.clientId,
    id: scene.random.uuid(),
    support_request_id: request.id!,
    from_level: 'coach',
    to_level: 'manager',
    at: new Date(at),
  })
  scene.tell(at, 'support.passed', 'system', {
    request: request.id!,
    from: 'coach',
    to: 'manager',
    due: dueAt.toISOString(),
  })
}

export function respondToSupport(scene: Scene, at: number): void {
  const { part } = scene
  const request = scene.request!
  const support = part.tale.story.support!
  const level = request.level as 'coach' | 'manager'
  const stood = support.kind === 'lift' && support.answer === 'silent'
  const granted = support.kind === 'lift' && support.answer === 'granted'
  const person = stood ? null : idOf('person', supporterOf(part, level))
  const grant = granted ? (scene.random.chance(shareForCustomer) ? 'customer' : 'once') : null
  request.state = stood
    ? 'stood'
    : granted
      ? 'granted'
      : support.answer === 'declined'
        ? 'declined'
        : 'solved'
  request.grant = grant
  request.answered_by = person
  request.answered_at = new Date(at)
  request.answer = support.because === undefined ? null : scene.text(support.because)
  request.decision_id = stood || granted ? scene.decisionId : null
  if (grant === 'customer') writeLift(scene, at, person!)
  scene.tell(
    at,
    'support.answered',
    person ?? 'system',
    {
      request: request.id!,
      answer: request.state,
      grant,
      decision: request.decision_id,
      in_time: !stood && at <= (request.due_at as Date).getTime(),
      level,
    },
    request.answer === null ? undefined : { reason: request.answer },
  )
}

function writeLift(scene: Scene, at: number, grantedBy: string): void {
  const request = scene.request!
  scene.rows.lift.push({
    client_id: scene.clientId,
    id: scene.random.uuid(),
    customer_id: scene.contact.customer_id,
    power: request.power!,
    amount_minor: request.amount_minor!,
    currency: request.currency!,
    days: request.days ?? null,
    support_request_id: request.id!,
    granted_by: grantedBy,
    at: new Date(at),
    until: new Date(at + liftMs),
  })
}

/** Who answers a support request of this part: the team's coach, or the manager of its site. */
function supporterOf(part: Part, level: 'coach' | 'manager'): PersonKey {
  const place = level === 'coach' ? { team: part.team } : { site: demoTeams[part.team].site }
  return peopleWho(level, place)[0]!
}
