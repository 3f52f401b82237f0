import { factTypes } from './condition.ts'
import { powerMeasure } from './document.ts'
import { completeDraft, type DraftBounds, type DraftCondition, type DraftDocument } from './draft.ts'
import { findMandateFaults, type MandateFault } from './faults.ts'

/** Everything that keeps a draft from being signed, each with its place. Empty when a version can be made of it. */
export function findDraftFaults(draft: DraftDocument): MandateFault[] {
  const missing = findMissing(draft)
  const gaps = new Set(missing.map(({ place }) => place))
  // what is not written yet is said once, and not also to be too low
  const rest = findMandateFaults(completeDraft(draft)).filter(({ place }) => !gaps.has(place))
  return [...missing, ...rest]
}

/** Worth a second look, though it can be signed: where a currency is left out, a power can't be used in it. */
export function findDraftAdvice(draft: DraftDocument, currencies: readonly string[]): MandateFault[] {
  return draft.powers.flatMap((power, p) => {
    if (powerMeasure[power.kind] !== 'money') return []
    return power.limits.flatMap(({ measure, bounds }, l) =>
      measure === 'money' && currencies.some((currency) => !Object.hasOwn(bounds, currency))
        ? [{ place: `powers[${p}].limits[${l}]`, fault: 'currency_gap' }]
        : [],
    )
  })
}

function findMissing(draft: DraftDocument): MandateFault[] {
  const faults: MandateFault[] = []
  const wrong = (place: string, fault: string) => faults.push({ place, fault })
  const inBounds = (bounds: DraftBounds, place: string) => {
    for (const [key, { max }] of Object.entries(bounds))
      if (max === null) wrong(`${place}.bounds.${key}`, 'figure_missing')
  }
  draft.powers.forEach((power, p) => {
    power.limits.forEach((limit, l) => {
      const place = `powers[${p}].limits[${l}]`
      inBounds(limit.bounds, place)
      for (const level of ['trainee', 'senior'] as const) {
        const other = limit.levels?.[level]
        if (!other) continue
        inBounds(other.bounds, `${place}.levels.${level}`)
        if (other.when) faults.push(...missingIn(other.when, `${place}.levels.${level}.when`))
      }
    })
    power.conditions?.forEach(({ when }, c) => {
      faults.push(...missingIn(when, `powers[${p}].conditions[${c}].when`))
    })
    for (const reader of ['agents', 'customers'] as const) {
      const words = power.wording?.[reader]
      if (words && Object.values(words).some((text) => text.trim() === ''))
        wrong(`powers[${p}].wording.${reader}`, 'wording_missing')
    }
  })
  const { minutes } = draft.support
  if (minutes === null || minutes < 1 || minutes > 1440) wrong('support.minutes', 'minutes')
  draft.facts?.forEach(({ name }, f) => {
    if (!/^[a-z][a-z0-9_]{1,40}$/.test(name) && !Object.hasOwn(factTypes, name))
      wrong(`facts[${f}]`, 'fact_name')
  })
  return faults
}

function missingIn(condition: DraftCondition, place: string): MandateFault[] {
  if ('not' in condition) return missingIn(condition.not, `${place}.not`)
  if ('all' in condition) return condition.all.flatMap((part, i) => missingIn(part, `${place}.all[${i}]`))
  if ('any' in condition) return condition.any.flatMap((part, i) => missingIn(part, `${place}.any[${i}]`))
  const values =
    'minor' in condition
      ? Object.values(condition.minor)
      : condition.is === 'one_of'
        ? condition.values
        : [condition.value]
  return values.some((value) => value === null || value === '') ? [{ place, fault: 'figure_missing' }] : []
}
