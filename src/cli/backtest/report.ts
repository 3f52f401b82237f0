import type { AfterCounts } from '../../core/backtest/after.ts'
import { verdicts } from '../../core/backtest/ending.ts'
import type { History } from '../../core/backtest/history.ts'
import type { Slice } from '../../core/backtest/summary.ts'
import { askedIn, atOnce, type Deeper, startTrials, type Tried } from '../../core/backtest/trial.ts'
import { type MandateDocument, powerKinds } from '../../core/mandate/document.ts'

/** Sums by currency, minor units; currencies are never added up. */
export type Cost = Record<string, number>
export type Part = { name: string; asks: number; atOnce: number; stretch: number; cost: Cost }

/** What one mandate comes to on a past. */
export type Figures = {
  total: Part
  byMonth: Part[]
  byTeam: Part[]
  byTouchpoint: Part[]
  byPower: Part[]
  /** asks counted at the first rule that stood in the way, the most first */
  stops: { rule: string; power: string | null; asks: number }[]
  /** agents are counted; teams are named, with the days on which their budget ran out */
  runOuts: { rule: string; of: 'agents' | 'teams'; subjects: number; times: number; teams: TeamRunOut[] }[]
}
type TeamRunOut = { team: string; on: string[] }

export type Report = {
  rows: number
  from: string | null
  until: string | null
  draft: Figures
  inForce: Figures | null
  deeper: {
    /** held against the version in force, or what happened where there is none */
    against: 'in_force' | 'happened'
    stretch: { asks: number; cost: Cost }
    gained: number
    lost: number
    /** an association, not an effect */
    after: { these: AfterCounts; others: AfterCounts }
  }
}

type Input = {
  history: History
  after: Uint8Array
  document: MandateDocument
  inForce: MandateDocument | null
  /** null: all */
  teamIds: readonly string[] | null
  nameOf: (teamId: string) => string
}

export function reportBacktest({ history, after, document, inForce, teamIds, nameOf }: Input): Report {
  const trials = startTrials(history, after)
  const against = inForce ? 'in_force' : 'happened'
  const ids = teamIds ?? history.teams.map(({ id }) => id)
  const tried = trials.try({ document, inForce, teamIds: ids, against })
  const figures = (one: Tried) => figuresOf(one, history, nameOf)
  const deeper = lastOf(trials.deepen())
  const day = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString().slice(0, 10))
  return {
    rows: history.rows,
    from: day(history.at[0]),
    until: day(history.at[history.rows - 1]),
    draft: figures(tried.draft),
    inForce: tried.inForce && figures(tried.inForce),
    deeper: {
      ...deeper,
      against,
      stretch: { asks: deeper.stretch.asks, cost: costOf(deeper.stretch.cost, history) },
    },
  }
}

function figuresOf({ summary, rules }: Tried, history: History, nameOf: Input['nameOf']): Figures {
  const part = (name: string, slice: Slice): Part => ({
    name,
    asks: askedIn(slice),
    atOnce: atOnce(slice),
    stretch: slice.ended[verdicts.indexOf('stretched')]!,
    cost: costOf(slice.cost, history),
  })
  const asked = (one: Part) => one.asks > 0
  const team = (index: number) => nameOf(history.teams[index]!.id)
  return {
    total: part('all', summary.total),
    byMonth: summary.byMonth.map((slice, i) => part(summary.months[i]!.slice(0, 7), slice)),
    byTeam: summary.byTeam.map((slice, i) => part(team(i), slice)).filter(asked),
    byTouchpoint: summary.byTouchpoint
      .map((slice, i) => part(summary.touchpoints[i] ?? 'unknown', slice))
      .filter(asked),
    byPower: summary.byPower.map((slice, i) => part(powerKinds[i]!, slice)).filter(asked),
    stops: summary.stoodInTheWay
      .map((asks, i) => ({ rule: rules[i]!.id, power: rules[i]!.power, asks }))
      .filter(({ asks }) => asks > 0)
      .sort((a, b) => b.asks - a.asks),
    runOuts: summary.runOuts
      .filter(({ subjects }) => subjects > 0)
      .map(({ rule, byMonth, subjects, teams }) => ({
        rule: rules[rule]!.id,
        of: rules[rule]!.scope === 'team' ? 'teams' : 'agents',
        subjects,
        times: byMonth.reduce((sum, times) => sum + times, 0),
        teams: [...new Set(teams.map((one) => one.team))].map((index) => ({
          team: team(index),
          on: teams
            .filter((one) => one.team === index)
            .map(({ at }) => new Date(at).toISOString().slice(0, 10)),
        })),
      })),
  }
}

function costOf(minor: readonly number[], { currencies }: History): Cost {
  return Object.fromEntries(currencies.map((currency, i) => [currency, minor[i] ?? 0]))
}

function lastOf(steps: Generator<null, Deeper | null>): Deeper {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value!
  }
}
