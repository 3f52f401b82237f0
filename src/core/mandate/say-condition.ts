import type { Said, SaidValue } from '../language/said.ts'
import { type Condition, type FactValue, factTypes } from './condition.ts'

/** A condition in words that need no grammar around them: "years with the client: at least 5". */
export function sayCondition(condition: Condition): Said {
  if ('not' in condition) return { key: 'rule.not', values: { of: sayCondition(condition.not) } }
  if ('all' in condition) return { key: 'rule.together', values: { of: { both: sayParts(condition.all) } } }
  if ('any' in condition) return { key: 'rule.together', values: { of: { either: sayParts(condition.any) } } }
  return {
    key: `rule.is_${condition.is === 'one_of' ? 'equal' : condition.is}`,
    values: { fact: sayFact(condition.fact), value: sayBound(condition) },
  }
}

export function sayFact(name: string): Said {
  return Object.hasOwn(factTypes, name)
    ? { key: `rule.fact_${name}`, values: {} }
    : { key: 'rule.fact_own', values: { name: name.replaceAll('_', ' ') } }
}

function sayParts(parts: readonly Condition[]): SaidValue[] {
  return parts.map((part) => {
    const said = sayCondition(part)
    return said.key === 'rule.together' ? { key: 'rule.group', values: { of: said } } : said
  })
}

function sayBound(
  condition: Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>,
): SaidValue {
  if ('minor' in condition)
    return {
      either: Object.entries(condition.minor).map(([currency, minor]) => ({ money: { minor, currency } })),
    }
  if (condition.is === 'one_of')
    return { either: condition.values.map((value) => sayFactValue(condition.fact, value)) }
  return sayFactValue(condition.fact, condition.value)
}

function sayFactValue(fact: string, value: FactValue): SaidValue {
  if (typeof value === 'boolean') return { key: value ? 'rule.yes' : 'rule.no', values: {} }
  if (typeof value !== 'string') return String(value)
  if (fact === 'touchpoint') return { key: `touchpoint.${value}`, values: {}, otherwise: value }
  if (fact === 'channel' || fact === 'language')
    return { key: `rule.${fact}_${value}`, values: {}, otherwise: value }
  return value
}
