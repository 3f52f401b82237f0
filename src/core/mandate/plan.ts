import { compileCondition } from './compile-condition.ts'
import type { Level, Limit, Power, PowerKind } from './document.ts'
import {
  type ConditionCheck,
  counterKey,
  counterMeasure,
  type PlannedCondition,
  type PlannedLimit,
} from './weigh.ts'
import type { CalendarDay } from './window.ts'

/** One power, in one currency, for people of one level: its bounds found, its conditions compiled. */
export type Plan = {
  /** in the document's order, up to the first that names no bound in this currency */
  limits: readonly PlannedLimit[]
  /** false when there is such a limit: then the power is not there in this currency */
  covered: boolean
  conditions: readonly PlannedCondition[]
  /** for each limit the counter that it is weighed against (`counterKey`); '' for a limit of a single decision */
  countersOn(day: CalendarDay): readonly string[]
}

export function planPower(power: Power, currency: string, level: Level): Plan {
  const limits: PlannedLimit[] = []
  const counted: Limit[] = []
  for (const limit of power.limits) {
    const planned = planLimit(limit, currency, level)
    if (!planned) break
    limits.push(planned)
    counted.push(limit)
  }
  return {
    limits,
    covered: limits.length === power.limits.length,
    conditions: (power.conditions ?? []).map(
      ({ id, when }): PlannedCondition => ({
        id,
        when: compileCondition(when, currency),
        holds: settled({ id, holds: true, missing: [] }),
        fails: settled({ id, holds: false, missing: [] }),
      }),
    ),
    countersOn: keepByDay((day) => counted.map((limit) => counterOf(limit, power.kind, currency, day))),
  }
}

/** null when the limit names no bound in this currency */
function planLimit(limit: Limit, currency: string, level: Level): PlannedLimit | null {
  const { id, scope, window, measure, bounds, levels } = limit
  const key = measure === 'money' ? currency : 'any'
  if (!Object.hasOwn(bounds, key)) return null
  const other = level === 'full' ? undefined : levels?.[level]
  return {
    id,
    scope,
    window,
    measure,
    key,
    bound: bounds[key]!,
    level:
      level !== 'full' && other && Object.hasOwn(other.bounds, key)
        ? {
            name: level,
            bound: other.bounds[key]!,
            when: other.when ? compileCondition(other.when, currency) : null,
          }
        : null,
  }
}

function counterOf(limit: Limit, power: PowerKind, currency: string, { starts }: CalendarDay): string {
  const { scope, window } = limit
  if (scope === 'decision' || window === null) return ''
  const measure = counterMeasure(limit, currency)
  return counterKey({ scope, power, measure, window, windowStart: starts[window] })
}

/** Shared by every evaluation that says it, so that nobody can change it. */
function settled(check: ConditionCheck): ConditionCheck {
  Object.freeze(check.missing)
  return Object.freeze(check)
}

/** Ten years of days. */
const keptDays = 4096

/** Days are one object each (see window.ts), and most requests are of the day of the one before. */
function keepByDay(find: (day: CalendarDay) => readonly string[]): Plan['countersOn'] {
  const known = new Map<CalendarDay, readonly string[]>()
  let [latestDay, latest]: [CalendarDay | null, readonly string[]] = [null, []]
  return (day) => {
    if (day === latestDay) return latest
    let found = known.get(day)
    if (!found) {
      found = find(day)
      if (known.size >= keptDays) known.clear()
      known.set(day, found)
    }
    latestDay = day
    latest = found
    return found
  }
}
