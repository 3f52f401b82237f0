import { deepStrictEqual } from 'node:assert/strict'
import { compileMandate } from '../../core/mandate/compile.ts'
import {
  counterKey,
  countersOf,
  type DecisionRequest,
  type Evaluation,
  evaluateMandate,
  type Situation,
} from '../../core/mandate/evaluate.ts'
import { explainEvaluation } from '../../core/mandate/explain.ts'
import type { Weighing } from '../../core/mandate/weighing.ts'
import type { Line } from '../bench.ts'
import { type CelContext, type CelExplanation, type CelMandate, compileCel } from './cel.ts'
import { policy } from './policy.ts'

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

type Ask = { request: DecisionRequest; situation: Situation; context: CelContext }

/**
 * How many requests one core weighs in a second of its own time (of the processor's, not the clock's, so that
 * other work on the machine counts less), against the same policy in CEL (see cel.ts). Both get the same request and
 * situation, and give the same answer: the first rule in the way or none, what is left under it, whether the stretch
 * reaches; then with its explanation: how every rule stands, and the figures of every limit, each of which is read.
 * The third line is what CEL would need least for: its variables found before the clock runs, and no more said than
 * the first rule. The last two are our explanation in other forms, which CEL has no counterpart for.
 */
export async function benchEvaluate(): Promise<Line[]> {
  const cel = compileCel()
  const asks = Array.from({ length: requests }, (_, i) => makeAsk(i, cel))
  for (const ask of asks) assertSame(ask, cel)

  const mandate = compileMandate(policy)
  const sides = {
    verdict: ({ request, situation }: Ask) => readVerdict(mandate.weigh(request, situation)),
    celVerdict: ({ request, situation }: Ask) => {
      const { rule, left, stretchReaches } = cel.judge(request, situation)
      return rule.length + left + Number(stretchReaches)
    },
    trace: ({ request, situation }: Ask) => readWeighing(mandate.weigh(request, situation)),
    celTrace: ({ request, situation }: Ask) => readExplanation(cel.explain(request, situation)),
    celRule: ({ request, context }: Ask) => cel.findRule(request, context).length,
    data: ({ request, situation }: Ask) => readEvaluation(evaluateMandate(policy, request, situation)),
    sentences: ({ request, situation }: Ask) =>
      explainEvaluation(policy, request, evaluateMandate(policy, request, situation)).length,
  }
  const figures = measure(asks, sides)
  const line = (what: string, ours: number, withWhat: string, figure: number): Line => ({
    what,
    unit: '/s',
    ours,
    compared: { with: withWhat, figure },
    ratio: ours / figure,
  })
  const { verdict, trace, data, sentences, celVerdict, celTrace, celRule } = figures
  return [
    line('compiled evaluateMandate: rule, left, stretch', verdict, 'cel-js, the same answer', celVerdict),
    line('with its explanation, every figure read', trace, 'cel-js, the same explanation', celTrace),
    line(
      'with its explanation, every figure read',
      trace,
      'cel-js, variables ready, first rule only',
      celRule,
    ),
    line('told as plain data', data, 'cel-js, the same explanation', celTrace),
    line('said in sentences', sentences, 'cel-js, the same explanation', celTrace),
  ]
}

type Side = (ask: Ask) => number

function measure<Name extends string>(asks: readonly Ask[], sides: Record<Name, Side>): Record<Name, number> {
  const names = Object.keys(sides) as Name[]
  const figures = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let round = -warmUps; round < rounds; round++)
    for (const name of names) {
      const figure = perSecond(asks, sides[name])
      if (round >= 0) figures[name].push(figure)
    }
  return Object.fromEntries(names.map((name) => [name, median(figures[name])])) as Record<Name, number>
}

function readVerdict({ verdict, reason, leftUnderRule, stretchReaches }: Weighing): number {
  return verdict.length + reason.length + leftUnderRule + Number(stretchReaches)
}

/** Everything that is told: the verdict and the rule, of each limit the figures, of each condition how it stands. */
function readWeighing(weighing: Weighing): number {
  const { limits, conditions } = weighing
  let kept = readVerdict(weighing)
  for (let i = 0; i < limits; i++) {
    const used = weighing.used(i)
    const asked = weighing.asked(i)
    const max = weighing.max(i)
    kept += used + asked + max + leftUnder(max, used)
    if (used + asked <= max) kept += 1
  }
  for (let i = 0; i < conditions; i++) if (weighing.conditionHolds(i)) kept += 1
  return kept
}

function readExplanation({ rule, left, stretchReaches, holds, used, asked, max }: CelExplanation): number {
  let kept = rule.length + left + Number(stretchReaches)
  for (let i = 0; i < max.length; i++) kept += used[i]! + asked[i]! + max[i]! + leftUnder(max[i]!, used[i]!)
  for (let i = 0; i < holds.length; i++) if (holds[i]) kept += 1
  return kept
}

const leftUnder = (max: number, used: number) => (max > used ? max - used : 0)

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
function makeAsk(index: number, cel: CelMandate): Ask {
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
    'refund:customer': upTo(9000 * factor),
    'refund:agent': upTo(26_000 * factor),
    'refund:team': upTo(420),
    'fee_waiver:customer': upTo(3) && upTo(3),
    'deadline_moved:customer': upTo(10),
  }
  const counters: Record<string, number> = {}
  for (const key of countersOf(policy, power, currency, now, timeZone))
    counters[counterKey(key)] = used[`${power}:${key.scope}`]!
  const situation = { now, timeZone, counters, lifts: [], facts, levels: { [power]: level }, overlays }
  return { request, situation, context: cel.contextOf(request, situation) }
}

/** Both say the same of each request, or there is nothing to compare. */
function assertSame({ request, situation, context }: Ask, cel: CelMandate): void {
  const evaluation = evaluateMandate(policy, request, situation)
  const { rule, left, stretchReaches, ...explained } = cel.explain(request, situation)
  const ours =
    evaluation.verdict === 'beyond'
      ? [evaluation.rule, evaluation.left, evaluation.stretchReaches]
      : ['granted', 0, false]
  const { checks, conditions } = evaluation
  deepStrictEqual([rule, left, stretchReaches], ours)
  deepStrictEqual(Object.values(cel.judge(request, situation)), ours)
  deepStrictEqual(cel.findRule(request, context), rule)
  deepStrictEqual(explained, {
    holds: [...conditions, ...checks].map(({ holds }) => holds),
    used: checks.map(({ used }) => used),
    asked: checks.map(({ asked }) => asked),
    max: checks.map(({ max }) => max),
  })
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
