import { command } from './command.ts'
import type { Part } from './parts.ts'
import { type ClientKey, demoClients, demoTeams, personOf } from './people.ts'
import { idOf, randomOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'
import type { Scene } from './scene.ts'
import type { Step } from './script.ts'
import type { PlacedMandate } from './signing.ts'
import { fill } from './stories.ts'
import type { Weighed } from './weighing.ts'
import { decide } from './write-decision.ts'
import { askSupport, passSupport, respondToSupport } from './write-support.ts'

export type Stage = {
  rows: Rows
  facts: TimedFact[]
  weighed: (part: Part, kind: 'ask' | 'decide') => Weighed
  mandateAt: (client: ClientKey, at: number) => PlacedMandate
}

/** Plays a part step by step: what the core refuses cannot have happened. */
export function perform(part: Part, { rows, facts, weighed, mandateAt }: Stage): void {
  const { tale, customer } = part
  const { client } = demoTeams[part.team]
  const clientId = idOf('client', client)
  const random = randomOf('contact', tale.key)
  const id = random.uuid()
  const openedAt = new Date(part.times[0]!)
  const agent = personOf(part.agent)
  const names = {
    customer: customer.first,
    agent: (tale.language === 'ar' ? agent.arabic : undefined) ?? agent.name.split(' ')[0]!,
  }
  const text = (raw: string) => fill(raw, names)
  const scene: Scene = {
    part,
    rows,
    random,
    clientId,
    teamId: idOf('team', part.team),
    agentId: idOf('person', part.agent),
    contact: {
      client_id: clientId,
      id,
      team_id: idOf('team', part.team),
      customer_id: customer.id,
      channel: tale.story.channel,
      language: tale.language,
      touchpoint: tale.story.touchpoint,
      subject: text(tale.story.subject),
      state: 'waiting',
      agent_id: null,
      closure: null,
      closes_at: null,
      returned: false,
      opened_at: openedAt,
      waiting_since: openedAt,
      closed_at: null,
      facts: {} as unknown as Rows['contact'][number]['facts'],
    },
    state: { state: 'waiting', agentId: null, closure: null, closesAt: null, returned: false, doubts: [] },
    doubts: [],
    request: null,
    decisionId: random.uuid(),
    weighed,
    mandateAt: (at) => mandateAt(client, at),
    text,
    tell: (at, kind, actor, told, texts) =>
      facts.push({
        at,
        decision: kind === 'decision.made' ? scene.decisionId : null,
        fact: { clientId, kind, actor, facts: told, ...(texts ? { texts } : {}) },
      }),
  }
  rows.contact.push(scene.contact)
  // Who writes on the page says there what they need settled; on the phone and by mail the agent notes it.
  if (tale.story.channel === 'web') nameDoubts(scene, part.times[0]!, null)
  for (const [index, step] of part.steps.entries()) act(scene, step, part.times[index]!)
  rows.doubt.push(...scene.doubts)
}

function act(scene: Scene, step: Step, at: number): void {
  const { part, agentId } = scene
  switch (step.kind) {
    case 'message':
      say(scene, at, step.by, step.text)
      if (step.by === 'customer') command(scene, at, { type: 'customer_wrote', doubtIds: [] }, 'customer')
      break
    case 'take':
      if (scene.doubts.length === 0) nameDoubts(scene, at, agentId)
      command(scene, at, { type: 'take', agentId }, agentId)
      break
    case 'ask':
      askSupport(scene, at)
      break
    case 'pass':
      passSupport(scene, at)
      break
    case 'respond':
      respondToSupport(scene, at)
      break
    case 'decide':
      decide(scene, at)
      break
    case 'answer':
      answer(scene, at, step.doubts)
      break
    case 'propose': {
      const { closingDays } = demoClients[demoTeams[part.team].client]
      command(scene, at, { type: 'propose_closure', agentId, now: at, closingDays }, agentId)
      break
    }
    case 'verdict': {
      const because = scene.text(part.tale.story.unclear?.because ?? '')
      const verdicts = [
        ...step.clear.map((index) => ({ doubtId: doubtId(scene, index), clear: true, because: null })),
        ...step.unclear.map((index) => ({ doubtId: doubtId(scene, index), clear: false, because })),
      ]
      command(scene, at, { type: 'answer_doubts', verdicts }, 'customer')
      break
    }
    case 'reopen':
      say(scene, at, 'customer', step.text)
      command(scene, at, { type: 'customer_wrote', doubtIds: [doubtId(scene, step.doubt)] }, 'customer')
      break
    case 'lapse':
      command(scene, at, { type: 'lapse', now: at }, 'system')
      break
    case 'rate':
      rate(scene, at)
      break
  }
}

function say({ rows, random, contact, agentId, clientId, text }: Scene, at: number, by: string, raw: string) {
  rows.message.push({
    client_id: clientId,
    id: random.uuid(),
    contact_id: contact.id!,
    kind: by === 'agent' ? 'reply' : by,
    author_id: by === 'customer' ? null : agentId,
    text: text(raw),
    at: new Date(at),
  })
}

const doubtId = (scene: Scene, index: number): string => scene.doubts[index]!.id!

function nameDoubts(scene: Scene, at: number, askedBy: string | null): void {
  scene.doubts = scene.part.tale.story.doubts.map((doubt, position) => ({
    client_id: scene.clientId,
    id: scene.random.uuid(),
    contact_id: scene.contact.id!,
    position,
    question: scene.text(doubt.question),
    asked_by: askedBy,
    answer: null,
    answered_by: null,
    answered_at: null,
    answered: false,
    state: 'open',
    unclear_because: null,
    cleared_at: null,
    created_at: new Date(at),
  }))
  const doubts = scene.doubts.map(({ id }) => ({ id: id!, state: 'open' as const, answered: false }))
  scene.state = { ...scene.state, doubts }
}

function answer(scene: Scene, at: number, indexes: number[]): void {
  for (const index of indexes) {
    const doubt = scene.doubts[index]!
    doubt.answer = scene.text(scene.part.tale.story.doubts[index]!.answer)
    doubt.answered_by = scene.agentId
    doubt.answered_at = new Date(at)
    doubt.answered = true
  }
  const doubts = scene.state.doubts.map((doubt, index) =>
    indexes.includes(index) ? { ...doubt, answered: true } : doubt,
  )
  scene.state = { ...scene.state, doubts }
}

function rate(scene: Scene, at: number): void {
  const rating = scene.part.tale.story.rating!
  scene.rows.rating.push({
    client_id: scene.clientId,
    id: scene.random.uuid(),
    contact_id: scene.contact.id!,
    csat: rating.csat,
    // The stories count effort, the table ease (Customer Effort Score 2.0).
    effort: 8 - rating.effort,
    words: rating.words === undefined ? null : scene.text(rating.words),
    at: new Date(at),
  })
}
