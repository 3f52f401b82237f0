import type { Already } from '../src/core/mandate/correct.ts'
import { addedTo, evaluateCorrection } from '../src/core/mandate/correct.ts'
import type { PowerKind } from '../src/core/mandate/document.ts'
import { type CounterKey, counterKey, countersOf } from '../src/core/mandate/evaluate.ts'
import { weighedOn } from '../src/server/decision/write.ts'
import { minuteMs } from './calendar.ts'
import { type ClientKey, demoSites, demoTeams, teamKeys } from './people.ts'
import { overlaysAt, type PlacedOverlay } from './place-overlays.ts'
import { idOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'
import type { PlacedMandate } from './signing.ts'
import type { Budget } from './weighing.ts'

type Decision = Rows['decision'][number]
type Ground = {
  now: number
  rows: Rows
  facts: TimedFact[]
  budgets: Budget[]
  mandates: readonly PlacedMandate[]
  overlays: readonly PlacedOverlay[]
}

/** Just before the world's present: after every other decision, so that the counters are all they will be. */
const givenMs = 3 * minuteMs
const more = { EUR: 500, TND: 16_000 }

/** One agent has given a customer a little more than they had decided: see src/server/decision/correct.ts. */
export function writeGenerous(ground: Ground): void {
  const { now, rows, facts, budgets, mandates, overlays } = ground
  const at = now - givenMs
  const newestFirst = [...rows.decision].sort((a, b) => (b.at as Date).getTime() - (a.at as Date).getTime())
  for (const decision of newestFirst) {
    if (decision.power !== 'refund' || decision.basis !== 'mandate') continue
    const contact = rows.contact.find(({ id }) => id === decision.contact_id)
    if (contact?.state !== 'with_agent' || contact.agent_id !== decision.agent_id) continue
    const team = teamKeys.find((key) => idOf('team', key) === decision.team_id)!
    const { client, site } = demoTeams[team]
    const { timeZone } = demoSites[site]
    const mandate = mandates.find(({ id }) => id === decision.mandate_id)!
    const request = {
      power: decision.power as PowerKind,
      amount: { minor: more[decision.currency as keyof typeof more], currency: decision.currency },
      days: null,
    }
    const already = { minor: Number(decision.amount_minor), days: 0 }
    const keys = countersOf(mandate.document, request.power, request.amount.currency, at, timeZone)
    const budgetOf = budgetsOf(budgets, decision, client)
    const evaluation = evaluateCorrection(
      mandate.document,
      request,
      already,
      {
        ...{ now: at, timeZone, lifts: [], overlays: overlaysAt(overlays, mandate.id, at) },
        counters: Object.fromEntries(keys.map((key) => [counterKey(key), budgetOf(key).used])),
      },
      keys,
    )
    if (evaluation.verdict !== 'granted') continue
    for (const key of keys) {
      const budget = budgetOf(key)
      if (!budgets.includes(budget)) budgets.push(budget)
      budget.used += addedTo(request, key.measure, true)
    }
    const { checks, conditions } = evaluation
    write({ decision, mandate, request, already, evaluation: { checks, conditions }, at, rows, facts })
    return
  }
}

function budgetsOf(budgets: readonly Budget[], decision: Decision, client: ClientKey) {
  const subjects = { customer: decision.customer_id, agent: decision.agent_id!, team: decision.team_id }
  return (key: CounterKey): Budget => {
    const subjectId = subjects[key.scope]
    return (
      budgets.find((one) => one.subjectId === subjectId && counterKey(one.key) === counterKey(key)) ?? {
        client,
        subjectId,
        key,
        used: 0,
      }
    )
  }
}

function write(given: {
  decision: Decision
  mandate: PlacedMandate
  request: { power: PowerKind; amount: { minor: number; currency: string }; days: null }
  already: Already
  evaluation: Parameters<typeof weighedOn>[0]['evaluation']
  at: number
  rows: Rows
  facts: TimedFact[]
}): void {
  const { decision, mandate, request, already, evaluation, at, rows, facts } = given
  const id = idOf('correction', decision.id!)
  const reason = wording[rows.contact.find((one) => one.id === decision.contact_id)!.language as 'it']
  rows.decision.push({
    ...decision,
    id,
    mandate_id: mandate.id,
    amount_minor: request.amount.minor,
    reason,
    checks: evaluation.checks as unknown as Decision['checks'],
    conditions: evaluation.conditions as unknown as Decision['conditions'],
    facts: {} as unknown as Decision['facts'],
    at: new Date(at),
    corrects: decision.id!,
  })
  const clientId = decision.client_id
  facts.push({
    at,
    decision: id,
    fact: {
      clientId,
      kind: 'decision.corrected',
      actor: decision.agent_id!,
      facts: {
        decision: id,
        contact: decision.contact_id,
        customer: decision.customer_id,
        team: decision.team_id,
        mandate: mandate.id,
        power: request.power,
        amount_minor: request.amount.minor,
        currency: request.amount.currency,
        days: null,
        basis: 'mandate',
        support_request: null,
        agent: decision.agent_id!,
        corrects: decision.id!,
        already_minor: already.minor,
        already_days: null,
      },
      texts: { reason, ...weighedOn({ evaluation, facts: {} }) },
    },
  })
  facts.push({
    at,
    decision: null,
    fact: {
      clientId,
      kind: 'guarantee.given',
      actor: 'system',
      facts: { decision: id, agent: decision.agent_id!, mandate: mandate.id },
    },
  })
}

const wording = {
  it: 'Anche la seconda commissione non era dovuta',
  en: 'The second charge was not due either',
  fr: 'Le second prélèvement n’était pas dû non plus',
  ar: 'والرسم الثاني لم يكن مستحقًا أيضًا',
}

/** Of the newest orders, one of money that the client's system will not carry out: see refuse.ts. */
export function writeRefusal(rows: Rows, facts: TimedFact[], now: number): void {
  const waiting = rows.fulfilment.filter(({ state }) => state !== 'failing')
  const fulfilment = waiting.find(({ decision_id }) => {
    const decision = rows.decision.find(({ id }) => id === decision_id)!
    return (
      Number(decision.amount_minor) > 0 &&
      decision.corrects === null &&
      !rows.decision.some(({ corrects }) => corrects === decision_id)
    )
  })
  const decision = rows.decision.find(({ id }) => id === fulfilment?.decision_id)
  if (!fulfilment || !decision) return
  const at = Math.max(now - 6 * minuteMs, (decision.at as Date).getTime() + minuteMs)
  // more on the clock than the mandate gives, so that who looks at the demo world has the time to answer
  const minutes = 90
  const dueAt = new Date(at + minutes * minuteMs)
  const clientId = decision.client_id
  const requestId = idOf('refusal', decision.id!)
  const reason = refused[rows.contact.find((one) => one.id === decision.contact_id)!.language as 'it']
  fulfilment.state = 'refused'
  fulfilment.done_at = null
  rows.support_request.push({
    client_id: clientId,
    id: requestId,
    contact_id: decision.contact_id,
    team_id: decision.team_id,
    agent_id: decision.agent_id!,
    kind: 'obstacle',
    mandate_id: decision.mandate_id!,
    ...{ power: null, amount_minor: null, currency: null, days: null },
    reason,
    level: 'manager',
    minutes,
    within_stretch: false,
    asked_at: new Date(at),
    due_at: dueAt,
    state: 'open',
    ...{ grant: null, answered_by: null, answered_at: null, answer: null, decision_id: null, corrects: null },
    refused_decision_id: decision.id!,
  })
  rows.fulfilment_refusal.push({
    client_id: clientId,
    decision_id: decision.id!,
    reason,
    person_id: null,
    support_request_id: requestId,
    at: new Date(at),
  })
  const tell = (kind: TimedFact['fact']['kind'], told: TimedFact['fact']['facts']) =>
    facts.push({
      at,
      decision: null,
      fact: { clientId, kind, actor: 'system', facts: told, texts: { reason } },
    })
  tell('support.asked', {
    request: requestId,
    contact: decision.contact_id,
    asked: 'obstacle',
    mandate: decision.mandate_id!,
    ...{ power: null, amount_minor: null, currency: null, days: null },
    within_stretch: false,
    due: dueAt.toISOString(),
    refused: decision.id!,
  })
  tell('fulfilment.refused', { decision: decision.id!, by: 'system', request: requestId })
}

const refused = {
  it: 'La carta collegata è stata chiusa ieri: l’accredito non ha dove arrivare.',
  en: 'The linked card was closed yesterday: the credit has nowhere to go.',
  fr: 'La carte liée a été fermée hier : le crédit n’a nulle part où arriver.',
  ar: 'أُغلقت البطاقة المرتبطة أمس: ليس للمبلغ مكان يصل إليه.',
}
