import type { CustomFact } from '../mandate/condition.ts'
import { listTellable, readToldText, type ToldValue } from '../mandate/tell.ts'
import type { FactFields } from './mapping.ts'
import { quoteCell, type Reading, RowRefused, readValue } from './read-value.ts'

export type MappedFacts = Record<string, ToldValue>

/** A cell that holds nothing tells nothing; one that can't be the fact refuses its row. */
export function readFacts(
  reading: Reading,
  fields: FactFields | undefined,
  declared: readonly CustomFact[],
  place: string,
): MappedFacts {
  const facts: MappedFacts = {}
  for (const [name, value] of Object.entries(fields ?? {})) {
    const fact = listTellable(declared).find((one) => one.name === name)
    if (!fact) throw new RowRefused(`${place}.${name} is a fact that no mandate of the client names`)
    const text = readValue(reading, value)
    if (text === null) continue
    const told = readToldText(text, fact.type)
    if (told === null)
      throw new RowRefused(`${place}.${name} is ${quoteCell(text)}: it must be ${factForms[fact.type]}`)
    facts[name] = told
  }
  return facts
}

const factForms = {
  number: 'a whole number',
  text: 'a short code (letters, digits, . _ -)',
  boolean: 'yes or no',
}
