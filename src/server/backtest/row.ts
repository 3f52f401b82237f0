import type { After } from '../../core/backtest/after.ts'
import type { HistoryRow } from '../../core/backtest/build.ts'
import type { RecordedEnding } from '../../core/backtest/history.ts'
import type { Facts } from '../../core/mandate/condition.ts'
import { factsOf } from '../../core/mandate/evaluate.ts'
import { gatherAllFacts } from '../../core/mandate/gather.ts'
import { localDate } from '../../core/mandate/window.ts'
import type { PastAsk, PastMandate } from './store.ts'

/** A past ask as the history holds it. @param row its own number, by which it is found again */
export function historyRowOf(
  ask: PastAsk,
  row: number,
  timeZone: string,
  mandates: ReadonlyMap<string, PastMandate>,
): HistoryRow {
  return {
    at: ask.at.getTime(),
    customer: ask.customer_id,
    agent: ask.agent_id,
    team: ask.team_id,
    power: ask.power,
    amount: { minor: ask.amount_minor, currency: ask.currency },
    days: ask.days,
    level: ask.agent_level,
    facts: factsThen(ask, timeZone, mandates),
    recorded: endingOf(ask),
    mandate: ask.mandate_id,
    contact: row,
  }
}

export function afterOf({ reopened, back, closure, csat }: PastAsk): After {
  return { returned: reopened, cameBack: back, closure: closure ?? 'open', csat }
}

/**
 * What was known then: what was written down with the ask, or for older ones what is known today of customer and
 * contact, since both seldom change. What the mandate of then asked for and did not find stays missing.
 */
function factsThen(ask: PastAsk, timeZone: string, mandates: ReadonlyMap<string, PastMandate>): Facts {
  const refunds = { count: ask.refunds, minor: ask.refunds_minor }
  const today = gatherAllFacts(
    {
      since: ask.since,
      value:
        ask.value_minor !== null && ask.value_currency !== null
          ? { minor: ask.value_minor, currency: ask.value_currency }
          : null,
      touchpoint: ask.touchpoint,
      channel: ask.channel,
      language: ask.language,
      told: [ask.told, ask.customer_told],
      refunds,
    },
    localDate(ask.at.getTime(), timeZone),
    ask.customer_currency,
  )
  const counted = {
    refunds_12_months: today.refunds_12_months!,
    refunds_12_months_amount: today.refunds_12_months_amount!,
  }
  const facts: Record<string, Facts[string]> = { ...(ask.known ? { ...counted, ...ask.known } : today) }
  if (ask.facts === null) return facts
  const mandate = ask.mandate_id === null ? undefined : mandates.get(ask.mandate_id)
  if (mandate)
    for (const name of factsOf(mandate.document, mandate.overlays, ask.power))
      if (ask.facts[name] === undefined) delete facts[name]
  return { ...facts, ...ask.facts }
}

function endingOf({ kind, outcome }: PastAsk): RecordedEnding {
  if (kind === 'lift') return outcome === 'declined' ? 'declined' : 'none'
  if (outcome === 'mandate' || outcome === 'lift' || outcome === 'stretch') return outcome
  return 'imported'
}
