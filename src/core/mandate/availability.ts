import { compileMandate, groundOf } from './compile.ts'
import { isValidOn, type Limit, type MandateDocument, type PowerKind, powerMeasure } from './document.ts'
import type { Situation } from './evaluate.ts'
import { counterOn } from './plan.ts'
import { type ConditionCheck, weighCondition, weighLimit } from './weigh.ts'
import { calendarDay, nextWindowStart } from './window.ts'

/** What may be decided right now with one power, before anything is asked: for the desk's panel. */
export type Availability = {
  power: PowerKind
  measure: 'money' | 'days' | 'none'
  /** the largest amount (minor units) or number of days that would be granted now; null where none is counted */
  most: number | null
  /** the largest that silence on a support request would reach */
  mostWithStretch: number | null
  /** decisions left for this customer, and the window they are counted in; null where no such limit exists */
  countLeft: { left: number; window: NonNullable<Limit['window']>; until: string } | null
  /** the first condition that is not met; conditions on the amount wait until there is one */
  unmet: ConditionCheck | null
  /** facts that nobody knows and that stand in the way: of that condition, or of a share of the value */
  missing: string[]
  /** the overlays that make it wider just now, by id */
  widenedBy: string[]
  /** false when nothing at all is left inside the mandate */
  open: boolean
}

export function findAvailability(
  document: MandateDocument,
  currency: string,
  situation: Situation,
): Availability[] {
  const mandate = compileMandate(document)
  const day = calendarDay(situation.now, situation.timeZone)
  if (!isValidOn(document, day.date)) return []
  const ground = groundOf(situation, currency, null)
  return document.powers.flatMap((power) => {
    const measure = powerMeasure[power.kind]
    const plan = mandate.findPlan(power.kind, currency, situation.levels?.[power.kind] ?? 'full')
    if (!plan?.covered) return []
    let most = Number.POSITIVE_INFINITY
    let mostWithStretch = Number.POSITIVE_INFINITY
    let countLeft: Availability['countLeft'] = null
    let open = true
    const missing = new Set<string>()
    const widenedBy = new Set<string>()
    for (const limit of plan.limits) {
      const check = weighLimit(limit, situation.counters[counterOn(limit, day)] ?? 0, 0, ground)
      const { left } = check
      for (const id of check.overlays ?? []) widenedBy.add(id)
      if (check.share?.value === null) missing.add('customer_value')
      const leftWithStretch = Math.max(0, check.stretch - check.used)
      if (limit.measure === 'count') {
        if (left < 1) open = false
        if (leftWithStretch < 1) mostWithStretch = 0
        const window = limit.window
        if (window && limit.scope === 'customer' && (!countLeft || left < countLeft.left))
          countLeft = { left, window, until: nextWindowStart(window, day.date) }
      } else {
        most = Math.min(most, left)
        mostWithStretch = Math.min(mostWithStretch, leftWithStretch)
      }
    }
    const conditions = plan.conditions.map((condition) => weighCondition(condition, ground))
    for (const { overlay } of conditions) if (overlay) widenedBy.add(overlay)
    const unmet = conditions.find(isUnmet) ?? null
    if (unmet) {
      for (const name of unmet.missing) if (name !== 'amount') missing.add(name)
      open = false
      mostWithStretch = 0
    }
    if (!open) most = 0
    for (const lift of situation.lifts) {
      if (lift.power !== power.kind || lift.amount.currency !== currency) continue
      const lifted = measure === 'days' ? (lift.days ?? 0) : lift.amount.minor
      most = Math.max(most, lifted)
      mostWithStretch = Math.max(mostWithStretch, lifted)
      open = true
    }
    const counted = measure !== 'none'
    if (counted && most < 1) open = false
    return [
      {
        power: power.kind,
        measure,
        most: counted ? most : null,
        mostWithStretch: counted ? mostWithStretch : null,
        countLeft,
        unmet,
        missing: [...missing].sort(),
        widenedBy: [...widenedBy].sort(),
        open,
      },
    ]
  })
}

/** Nothing is asked yet, so that a condition on the amount alone is not in the way. */
function isUnmet({ holds, missing }: ConditionCheck): boolean {
  return !holds && !(missing.length === 1 && missing[0] === 'amount')
}
