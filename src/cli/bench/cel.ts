import { Environment } from '@marcbachmann/cel-js'
import { compileMandate } from '../../core/mandate/compile.ts'
import { type PowerKind, shareOf } from '../../core/mandate/document.ts'
import type { DecisionRequest, Situation } from '../../core/mandate/evaluate.ts'
import { counterOn } from '../../core/mandate/plan.ts'
import { calendarDay } from '../../core/mandate/window.ts'
import { celPolicy, celVariables, type PolicyInCel } from './cel-policy.ts'
import { policy } from './policy.ts'

/** What `Evaluation` says of a request: "granted", or the first rule in the way. */
export type CelVerdict = { rule: string; left: number; stretchReaches: boolean }
/** The same, with whether each rule holds, conditions before limits, and the figures of the limits. */
export type CelExplanation = CelVerdict & {
  holds: boolean[]
  used: number[]
  asked: number[]
  max: number[]
}
export type CelContext = Record<string, number | string | boolean> & { today: number }

export type CelMandate = {
  judge(request: DecisionRequest, situation: Situation): CelVerdict
  explain(request: DecisionRequest, situation: Situation): CelExplanation
  /** the two halves of a bare verdict: what surrounds CEL, and CEL */
  contextOf(request: DecisionRequest, situation: Situation): CelContext
  findRule(request: DecisionRequest, context: CelContext): string
}

/**
 * The mandate of the bench as somebody would run it who has CEL for rules and TypeScript for what surrounds them: the
 * same requests and situations in, the same answers out. Each expression is parsed once, for one power and currency,
 * its variables typed. What CEL has no word for, or says slowly, is done around it by our own functions, which our side
 * calls too: which calendar window it is, under which key its counter stands, a share rounded down; whether the
 * document holds on that day is compared there as well. Numbers are doubles: of ints cel-js makes BigInts, several
 * times slower. A verdict is one expression that ends at the first rule in the way, and only then others say what is
 * left and whether the stretch reaches; an explanation has each rule as an expression, and does without that one. It does
 * less than `evaluateMandate`: it takes requests to be well formed, facts to be known (a missing one is an error
 * to it), and looks for no overlay and no lift.
 */
export function compileCel(): CelMandate {
  const environment = new Environment()
  for (const [name, type] of Object.entries(celVariables)) environment.registerVariable(name, type)
  environment.registerFunction('share(double, double): double', shareOf)
  const programs = new Map<string, Map<string, Program>>()
  for (const [power, byCurrency] of Object.entries(celPolicy))
    programs.set(
      power,
      new Map(
        Object.entries(byCurrency).map(([currency, texts]) => [
          currency,
          compileProgram(environment, power as PowerKind, currency, texts),
        ]),
      ),
    )
  const programOf = ({ power, amount }: DecisionRequest) => programs.get(power)!.get(amount.currency)!
  const [from, until] = [policy.validity!.from!, policy.validity!.until!].map(
    (date) => Date.parse(date) / day,
  )

  const isOutOfDate = ({ today }: CelContext) => today < from! || today > until!

  return {
    judge(request, situation) {
      const program = programOf(request)
      const context = program.contextOf(request, situation)
      if (isOutOfDate(context)) return outOfDate
      const rule = program.rule(context)
      if (rule === 'granted') return granted
      const left = program.left.get(rule)
      if (left === undefined) return { rule, left: 0, stretchReaches: false }
      return { rule, left: Math.max(0, left(context)), stretchReaches: program.reaches(context) }
    },
    explain(request, situation) {
      const program = programOf(request)
      const context = program.contextOf(request, situation)
      if (isOutOfDate(context)) return { ...outOfDate, holds: [], used: [], asked: [], max: [] }
      const holds = program.holds(context)
      const max = program.max(context)
      const used = program.used(context)
      const asked = program.asked(context)
      const first = holds.indexOf(false)
      const limit = first - (holds.length - max.length)
      return {
        rule: first < 0 ? 'granted' : program.rules[first]!,
        left: limit < 0 || first < 0 ? 0 : Math.max(0, max[limit]! - used[limit]!),
        stretchReaches: first >= 0 && limit >= 0 && program.reaches(context),
        holds,
        used,
        asked,
        max,
      }
    },
    contextOf: (request, situation) => programOf(request).contextOf(request, situation),
    findRule: (request, context) => programOf(request).rule(context),
  }
}

const day = 86_400_000
const granted: CelVerdict = Object.freeze({ rule: 'granted', left: 0, stretchReaches: false })
const outOfDate: CelVerdict = Object.freeze({ rule: 'out_of_date', left: 0, stretchReaches: false })

type Program = {
  rule: (context: CelContext) => string
  left: ReadonlyMap<string, (context: CelContext) => number>
  reaches: (context: CelContext) => boolean
  holds: (context: CelContext) => boolean[]
  max: (context: CelContext) => number[]
  rules: readonly string[]
} & Around

/** What surrounds the expressions of a power: no rule in it, only where its figures come from. */
type Around = {
  contextOf(request: DecisionRequest, situation: Situation): CelContext
  used(context: CelContext): number[]
  asked(context: CelContext): number[]
}

function compileProgram(
  environment: Environment,
  power: PowerKind,
  currency: string,
  texts: PolicyInCel,
): Program {
  const parse = <T>(text: string) => environment.parse(text) as (context: CelContext) => T
  return {
    rule: parse(texts.rule),
    left: new Map(Object.entries(texts.left).map(([rule, text]) => [rule, parse<number>(text)])),
    reaches: parse(texts.reaches),
    holds: parse(texts.holds),
    max: parse(texts.max),
    rules: texts.rules,
    ...around(power, currency),
  }
}

function around(power: PowerKind, currency: string): Around {
  const { limits } = compileMandate(policy).findPlan(power, currency, 'full')!
  switch (power) {
    case 'refund':
      return {
        contextOf({ amount }, { now, timeZone, facts, levels, counters }) {
          const date = calendarDay(now, timeZone)
          return {
            today: date.number,
            amount: amount.minor,
            level: levels!.refund ?? 'full',
            customer_value: (facts!.customer_value as Record<string, number>)[currency]!,
            years_with_client: facts!.years_with_client as number,
            refunds_12_months: facts!.refunds_12_months as number,
            touchpoint: facts!.touchpoint as string,
            vip: facts!.vip as boolean,
            customerYear: counters[counterOn(limits[2]!, date)] ?? 0,
            agentWeek: counters[counterOn(limits[3]!, date)] ?? 0,
            teamMonth: counters[counterOn(limits[4]!, date)] ?? 0,
          }
        },
        used: ({ customerYear, agentWeek, teamMonth }) =>
          [0, 0, customerYear, agentWeek, teamMonth] as number[],
        asked: ({ amount }) => [amount, amount, amount, amount, 1] as number[],
      }
    case 'fee_waiver':
      return {
        contextOf({ amount }, { now, timeZone, facts, counters }) {
          const date = calendarDay(now, timeZone)
          return {
            today: date.number,
            amount: amount.minor,
            days_late: facts!.days_late as number,
            customerQuarter: counters[counterOn(limits[1]!, date)] ?? 0,
          }
        },
        used: ({ customerQuarter }) => [0, customerQuarter] as number[],
        asked: ({ amount }) => [amount, 1] as number[],
      }
    default:
      return {
        contextOf({ days }, { now, timeZone, facts, counters }) {
          const date = calendarDay(now, timeZone)
          return {
            today: date.number,
            days: days!,
            channel: facts!.channel as string,
            customerMonthDays: counters[counterOn(limits[1]!, date)] ?? 0,
          }
        },
        used: ({ customerMonthDays }) => [0, customerMonthDays] as number[],
        asked: ({ days }) => [days, days] as number[],
      }
  }
}
