import { Environment } from '@marcbachmann/cel-js'
import { compileMandate } from '../../core/mandate/compile.ts'
import {
  type DecisionRequest,
  type Evaluation,
  evaluateMandate,
  type Situation,
} from '../../core/mandate/evaluate.ts'
import { explainEvaluation } from '../../core/mandate/explain.ts'
import type { Weighing } from '../../core/mandate/weighing.ts'
import type { Line } from '../bench.ts'
import { celPolicy, counterNames, policy } from './policy.ts'

/** Short ones in turn, so that a busy moment of the machine meets all sides; the median of them is told. */
const rounds = 101
/** Before that, until everything is compiled. */
const warmUps = 20
/** As many as a cache of the processor doesn't hold whole: requests come from anywhere. */
const requests = 512
const repeated = 20
const zones = ['Europe/Rome', 'Africa/Tunis']

/** Of the version of the mandate, and so one for all requests. */
const overlays: Situation['overlays'] = []

type Ask = { request: DecisionRequest; situation: Situation; context: Record<string, unknown> }

/**
 * How many requests one core weighs in a second of its own time (of the processor's, not the clock's, so that
 * other work on the machine counts less): compiled, with the trace of every condition and limit, each figure of
 * which is read; the same told as the plain data that `evaluateMandate` returns; and said in sentences. Against
 * the same policy in CEL, which says the verdict or the first rule in the way and nothing else. CEL has the easier
 * part on purpose: an expression for each power and currency, parsed once and typed; its context made before the
 * clock runs; the calendar's windows found for it; every fact known (a missing one is an error to it).
 */
export async function benchEvaluate(): Promise<Line[]> {
  const asks = Array.from({ length: requests }, (_, i) => makeAsk(i))
  const cel = compileCel()
  for (const ask of asks) assertSame(ask, cel)

  const sides: ((ask: Ask) => number)[] = [
    ({ request, context }) => cel(request, context).length,
    ({ request, situation }) => readWeighing(compileMandate(policy).weigh(request, situation)),
    ({ request, situation }) => readEvaluation(evaluateMandate(policy, request, situation)),
    ({ request, situation }) =>
      explainEvaluation(policy, request, evaluateMandate(policy, request, situation)).length,
  ]
  const figures = sides.map((): number[] => [])
  for (let round = -warmUps; round < rounds; round++)
    for (const [i, side] of sides.entries()) {
      const figure = perSecond(asks, side)
      if (round >= 0) figures[i]!.push(figure)
    }
  const [theirs, ...ours] = figures.map(median)
  const compared = { with: '@marcbachmann/cel-js, same policy, first rule only', figure: theirs! }
  return [
    'compiled evaluateMandate, every figure of its trace read',
    'told as plain data',
    'said in sentences',
  ].map((what, i) => ({ what, unit: '/s', ours: ours[i]!, compared, ratio: ours[i]! / theirs! }))
}

/** Everything that is told: the verdict and the rule, of each limit the figures, of each condition how it stands. */
function readWeighing(weighing: Weighing): number {
  const { verdict, reason, leftUnderRule, stretchReaches, limits, conditions } = weighing
  let kept = verdict.length + reason.length + leftUnderRule + Number(stretchReaches)
  for (let i = 0; i < limits; i++) {
    kept += weighing.used(i) + weighing.asked(i) + weighing.max(i) + weighing.left(i)
    if (weighing.holds(i)) kept += 1
  }
  for (let i = 0; i < conditions; i++) if (weighing.conditionHolds(i)) kept += 1
  return kept
}

function readEvaluation(evaluation: Evaluation): number {
  let kept = evaluation.verdict.length
  if (evaluation.verdict === 'beyond')
    kept += evaluation.rule.length + evaluation.left + Number(evaluation.stretchReaches)
  for (const { used, asked, max, left, holds } of evaluation.checks)
    kept += used + asked + max + left + Number(holds)
  for (const { holds } of evaluation.conditions) kept += Number(holds)
  return kept
}

/** The same mix each time, from a generator with a fixed seed: two thirds granted, the rest for every reason. */
function makeAsk(index: number): Ask {
  const next = random(index + 1)
  const pick = <T>(...of: T[]): T => of[Math.floor(next() * of.length)]!
  const upTo = (bound: number) => Math.floor(next() * bound)
  const currency = pick('EUR', 'EUR', 'EUR', 'TND')
  const factor = currency === 'TND' ? 30 : 1
  const power = pick('refund' as const, 'refund' as const, 'fee_waiver' as const, 'deadline_moved' as const)
  const money = power !== 'deadline_moved'
  const request: DecisionRequest = {
    power,
    amount: { minor: money ? 1 + upTo(4500 * factor) : 0, currency },
    days: money ? null : 1 + upTo(11),
  }
  const facts = {
    customer_value: { [currency]: 60_000 * factor + upTo(400_000 * factor) },
    years_with_client: upTo(10),
    refunds_12_months: pick(0, 0, 0, 1, 2, 3),
    touchpoint: pick('billing', 'billing', 'delivery', 'card'),
    channel: pick('chat', 'email', 'phone', 'phone', 'import'),
    days_late: upTo(33),
    vip: pick(true, false),
  }
  const level = pick('trainee' as const, 'full' as const, 'full' as const, 'senior' as const)
  const now = Date.parse('2026-11-01T00:00:00Z') + upTo(28 * 86_400_000)
  const timeZone = pick(...zones)
  const used: Record<string, number> = {
    customerYear: upTo(9000 * factor),
    agentWeek: upTo(26_000 * factor),
    teamMonth: upTo(420),
    customerQuarter: upTo(3) && upTo(3),
    customerMonthDays: upTo(10),
  }
  const counters: Record<string, number> = {}
  for (const [name, key] of Object.entries(counterNames(request, now, timeZone))) counters[key] = used[name]!
  return {
    request,
    situation: { now, timeZone, counters, lifts: [], facts, levels: { [power]: level }, overlays },
    context: {
      ...facts,
      ...used,
      customer_value: facts.customer_value[currency],
      level,
      amount: request.amount.minor,
      days: request.days ?? 0,
    },
  }
}

function compileCel(): (request: DecisionRequest, context: Record<string, unknown>) => string {
  const environment = new Environment()
  for (const [name, type] of Object.entries(celPolicy.variables)) environment.registerVariable(name, type)
  const programs = new Map<string, Map<string, (context: Record<string, unknown>) => string>>()
  for (const [power, byCurrency] of Object.entries(celPolicy.expressions))
    programs.set(
      power,
      new Map(Object.entries(byCurrency).map(([currency, text]) => [currency, environment.parse(text)])),
    )
  return ({ power, amount }, context) => programs.get(power)!.get(amount.currency)!(context)
}

/** Both say the same of each request, or there is nothing to compare. */
function assertSame({ request, situation, context }: Ask, cel: ReturnType<typeof compileCel>): void {
  const evaluation = evaluateMandate(policy, request, situation)
  const ours = evaluation.verdict === 'granted' ? 'granted' : evaluation.rule
  const theirs = cel(request, context)
  if (ours !== theirs) throw new Error(`The policies differ: ${ours}, in CEL ${theirs}.`)
}

function perSecond(asks: readonly Ask[], weigh: (ask: Ask) => number): number {
  const from = process.cpuUsage()
  let kept = 0
  for (let again = 0; again < repeated; again++) for (const ask of asks) kept += weigh(ask)
  const { user, system } = process.cpuUsage(from)
  if (kept === 0) throw new Error('Nothing was weighed.')
  return (asks.length * repeated) / ((user + system) / 1_000_000)
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!
}

/** mulberry32 */
function random(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
