import type { Mapping } from './mapping.ts'
import { templateColumns } from './read-value.ts'

/** Every column that a mapping reads, once. A file without one of them, or with one twice, can't be mapped. */
export function columnsOf(mapping: Mapping): string[] {
  const columns = new Set<string>()
  collect(mapping, columns)
  return [...columns]
}

function collect(part: unknown, columns: Set<string>): void {
  if (typeof part !== 'object' || part === null) return
  for (const [key, value] of Object.entries(part)) {
    if (key === 'column' && typeof value === 'string') columns.add(value)
    else if (key === 'template' && typeof value === 'string')
      for (const column of templateColumns(value)) columns.add(column)
    // The keys and values of a map are cells and texts, not parts of the language.
    else if (key !== 'map') collect(value, columns)
  }
}
