import type { Facts } from '../src/core/mandate/condition.ts'
import type { Level } from '../src/core/mandate/document.ts'
import {
  askedOf,
  type CounterKey,
  counterKey,
  countersOf,
  type DecisionRequest,
  type Evaluation,
  evaluateMandate,
  factsOf,
  type Levels,
} from '../src/core/mandate/evaluate.ts'
import { gatherFacts } from '../src/core/mandate/gather.ts'
import type { OverlayInForce } from '../src/core/mandate/overlay.ts'
import { localDate } from '../src/core/mandate/window.ts'
import type { Part } from './parts.ts'
import { type ClientKey, demoSeniors, demoSites, demoTeams, type PersonKey } from './people.ts'
import { idOf, randomOf } from './random.ts'
import type { StepKind } from './script.ts'
import type { PlacedMandate } from './signing.ts'
import { askedIn, decidedIn } from './support.ts'

export type Weighed = {
  mandate: PlacedMandate
  request: DecisionRequest
  basis: 'mandate' | 'lift' | 'stretch'
  evaluation: Pick<Evaluation, 'checks' | 'conditions'>
  facts: Facts
  agentLevel: Level
  /** the first rule in the way */
  rule: string | null
  /** silence on a request for it would let it stand */
  stretchReaches: boolean
}
export type Budget = { client: ClientKey; subjectId: string; key: CounterKey; used: number }

type Occasion = { part: Part; kind: StepKind; at: number }

/**
 * Weighs every decision and every request for a lift of the world, in the order in which they were made,
 * with the function that the server enforces with.
 * @throws Error naming the first that its mandate does not bear
 */
export function weighAll(
  parts: readonly Part[],
  ids: {
    agent: (part: Part) => string
    mandateAt: (client: ClientKey, at: number) => PlacedMandate
    overlaysAt: (mandateId: string, at: number) => OverlayInForce[]
  },
): { weighed: (part: Part, kind: 'ask' | 'decide') => Weighed; budgets: Budget[] } {
  const occasions: Occasion[] = parts
    .flatMap((part) => part.steps.map((step, index) => ({ part, kind: step.kind, at: part.times[index]! })))
    .filter(
      ({ kind, part }) => kind === 'decide' || (kind === 'ask' && part.tale.story.support?.kind === 'lift'),
    )
    .sort((a, b) => a.at - b.at)
  const budgets = new Map<string, Budget>()
  const results = new Map<string, Weighed>()
  for (const { part, kind, at } of occasions) {
    const { client, site } = demoTeams[part.team]
    const { timeZone } = demoSites[site]
    const mandate = ids.mandateAt(client, at)
    const request = kind === 'ask' ? askedIn(part.tale) : decidedIn(part.tale)
    const subjects = { customer: part.customer.id, agent: ids.agent(part), team: idOf('team', part.team) }
    const keys = countersOf(mandate.document, request.power, request.amount.currency, at, timeZone)
    const budgetOf = (key: CounterKey) => `${client} ${subjects[key.scope]} ${counterKey(key)}`
    const counters = Object.fromEntries(
      keys.map((key) => [counterKey(key), budgets.get(budgetOf(key))?.used ?? 0]),
    )
    const overlays = ids.overlaysAt(mandate.id, at)
    const facts = knownOf(part, mandate, overlays, request, localDate(at, timeZone))
    const evaluation = evaluateMandate(mandate.document, request, {
      now: at,
      timeZone,
      counters,
      lifts: [],
      facts,
      levels: levelsOf(part.agent),
      overlays,
    })
    if (evaluation.verdict === 'refused')
      throw new Error(`${part.tale.key}: ${request.power} is refused: ${evaluation.rule}`)
    const stretchReaches = evaluation.verdict === 'beyond' && evaluation.stretchReaches
    const basis = kind === 'ask' ? 'lift' : basisOf(part)
    const beyond = evaluation.verdict === 'beyond' ? `beyond ${evaluation.rule}` : 'inside the mandate'
    if ((basis === 'mandate') !== (evaluation.verdict === 'granted'))
      throw new Error(`${part.tale.key}: ${request.power} by ${basis} is ${beyond}`)
    if (basis === 'stretch' && !stretchReaches)
      throw new Error(`${part.tale.key}: ${request.power} cannot stand by silence, ${beyond}`)
    results.set(`${part.tale.key} ${kind}`, {
      mandate,
      request,
      basis,
      evaluation,
      facts,
      agentLevel: levelsOf(part.agent)[request.power] ?? 'full',
      rule: evaluation.verdict === 'beyond' ? evaluation.rule : null,
      stretchReaches,
    })
    if (kind !== 'decide') continue
    for (const key of keys) {
      const budget = budgets.get(budgetOf(key)) ?? { client, subjectId: subjects[key.scope], key, used: 0 }
      budget.used += askedOf(request, key.measure)
      budgets.set(budgetOf(key), budget)
    }
  }
  return {
    weighed(part, kind) {
      const result = results.get(`${part.tale.key} ${kind}`)
      if (!result) throw new Error(`${part.tale.key}: nothing weighed for ${kind}`)
      return result
    },
    budgets: [...budgets.values()],
  }
}

/** The facts that the mandate asks for, as src/server/mandate/ground.ts reads them. */
function knownOf(
  { customer, tale }: Part,
  { document }: PlacedMandate,
  overlays: readonly OverlayInForce[],
  { power, amount }: DecisionRequest,
  date: string,
): Facts {
  const { minor } = customer.value
  return gatherFacts(
    {
      since: customer.since,
      value: { minor, currency: customer.currency },
      touchpoint: tale.story.touchpoint,
      channel: tale.story.channel,
      language: tale.language,
      told: [toldOf(tale)],
      refunds: null,
    },
    factsOf(document, overlays, power),
    [],
    date,
    amount.currency,
  )
}

/** The agent asks how late the payment is before a deadline moves: the mandate wants to know. */
export function toldOf({ key, story }: Part['tale']): Record<string, number> {
  if (story.decision?.power !== 'deadline_moved') return {}
  return { days_late: randomOf('days late', key).between(1, mostDaysLate) }
}

/** Within what the mandates allow for a deadline to be moved. */
const mostDaysLate = 28

export function levelsOf(agent: PersonKey): Levels {
  return Object.fromEntries(
    demoSeniors.filter(({ person }) => person === agent).map(({ power }) => [power, 'senior']),
  )
}

/** On what a story's decision stands: the mandate, somebody's grant, or the silence that stood for one. */
function basisOf({ tale }: Part): Weighed['basis'] {
  const { support } = tale.story
  if (support?.kind !== 'lift' || support.answer === 'declined') return 'mandate'
  return support.answer === 'granted' ? 'lift' : 'stretch'
}
