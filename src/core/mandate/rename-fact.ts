import { type CustomFact, factTypes } from './condition.ts'
import type { DraftCondition, DraftDocument, DraftLevel } from './draft.ts'

/** The document with one of its own facts written anew; the conditions that name it go with it. */
export function renameFact(document: DraftDocument, at: number, fact: CustomFact): DraftDocument {
  const facts = document.facts ?? []
  const old = facts[at]
  if (!old) return document
  const changed = { ...document, facts: facts.map((one, f) => (f === at ? fact : one)) }
  const others = facts.filter((_, f) => f !== at).map(({ name }) => name)
  const taken = (name: string) => others.includes(name) || Object.hasOwn(factTypes, name)
  // a name that two facts share for a moment, while one types, must not make one of them
  if (old.name === fact.name || taken(fact.name) || taken(old.name)) return changed
  const rename = (when: DraftCondition) => renameIn(when, old.name, fact.name)
  const inLevel = (level: DraftLevel): DraftLevel =>
    level.when ? { ...level, when: rename(level.when) } : level
  return {
    ...changed,
    powers: changed.powers.map((power) => ({
      ...power,
      limits: power.limits.map((limit) => {
        const { trainee, senior } = limit.levels ?? {}
        if (!limit.levels) return limit
        return {
          ...limit,
          levels: {
            ...(trainee ? { trainee: inLevel(trainee) } : {}),
            ...(senior ? { senior: inLevel(senior) } : {}),
          },
        }
      }),
      ...(power.conditions
        ? { conditions: power.conditions.map(({ id, when }) => ({ id, when: rename(when) })) }
        : {}),
    })),
  }
}

function renameIn(condition: DraftCondition, from: string, to: string): DraftCondition {
  const inner = (one: DraftCondition) => renameIn(one, from, to)
  if ('not' in condition) return { not: inner(condition.not) }
  if ('all' in condition) return { all: condition.all.map(inner) }
  if ('any' in condition) return { any: condition.any.map(inner) }
  return condition.fact === from ? { ...condition, fact: to } : condition
}
