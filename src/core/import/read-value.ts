import type { Condition, Mapping, Value } from './mapping.ts'

/** A row by column name. Cells are text, trimmed of surrounding space. */
export type Row = { readonly [column: string]: string }

/** Why a row can't be taken, in one sentence. Thrown by the readers, caught by `mapRow`. */
export class RowRefused extends Error {}

export type Reading = { row: Row; empty: readonly string[] }

export function readingOf(mapping: Mapping, row: Row): Reading {
  return { row, empty: mapping.empty ?? [] }
}

/** A cell, or null where it holds nothing. */
export function readCell({ row, empty }: Reading, column: string): string | null {
  const cell = row[column]
  if (cell === undefined) throw new RowRefused(`there is no column "${column}"`)
  return cell === '' || empty.includes(cell) ? null : cell
}

/** @throws RowRefused when a cell has no place in its map */
export function readValue(reading: Reading, value: Value): string | null {
  if ('constant' in value) return value.constant === '' ? null : value.constant
  if ('column' in value) return readColumn(reading, value)
  if ('template' in value) return readTemplate(reading, value.template)
  if ('first' in value) {
    for (const candidate of value.first) {
      const text = readValue(reading, candidate)
      if (text !== null) return text
    }
    return null
  }
  if ('join' in value) {
    const parts = value.join.map((part) => readValue(reading, part)).filter((part) => part !== null)
    return parts.length === 0 ? null : parts.join(value.with)
  }
  for (const candidate of value.cases)
    if (holds(reading, candidate.if)) return readValue(reading, candidate.use)
  return value.otherwise ? readValue(reading, value.otherwise) : null
}

export function holds(reading: Reading, condition: Condition): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(reading, part))
  if ('any' in condition) return condition.any.some((part) => holds(reading, part))
  if ('not' in condition) return !holds(reading, condition.not)
  const cell = readCell(reading, condition.column) ?? ''
  // As written in the file: a condition may name a text that otherwise counts as empty ("N/A").
  const written = reading.row[condition.column]!
  if ('equals' in condition) return written === condition.equals
  if ('in' in condition) return condition.in.includes(written)
  if ('startsWith' in condition) return written.startsWith(condition.startsWith)
  return (cell === '') === condition.empty
}

/** The columns a template names: `{State}` names State. `{{` is a brace. */
export function templateColumns(template: string): string[] {
  return [...template.matchAll(placeholder)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]))
}

/** How a cell is shown in a reason: short, on one line. */
export function quoteCell(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return `"${line.length > 40 ? `${line.slice(0, 39)}…` : line}"`
}

const placeholder = /\{\{|\{([^{}]+)\}/g

function readColumn(reading: Reading, value: Extract<Value, { column: string }>): string | null {
  const cell = readCell(reading, value.column)
  if (!value.map) return cell
  const written = reading.row[value.column]!
  if (Object.hasOwn(value.map, written)) return value.map[written] || null
  if (value.otherwise !== undefined) return value.otherwise || null
  if (cell === null) return null
  throw new RowRefused(`${value.column} is ${quoteCell(cell)}, which the mapping has no place for`)
}

function readTemplate(reading: Reading, template: string): string | null {
  const columns = templateColumns(template)
  const cells = columns.map((column) => readCell(reading, column))
  if (columns.length > 0 && cells.every((cell) => cell === null)) return null
  let next = 0
  const text = template.replace(placeholder, (match) => (match === '{{' ? '{' : (cells[next++] ?? '')))
  return text.trim() || null
}
