import { Problem } from './problem.ts'

/** Keyset paging: the cursor is the sort key of the last item, as base64url JSON. */
export function readCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const scalar = (item: unknown) => typeof item === 'string' || typeof item === 'number'
    if (Array.isArray(key) && key.length === length && key.every(scalar)) return key
  } catch {
    // falls through: whatever it is, it is not a cursor of ours
  }
  throw new Problem('invalid_cursor')
}

/** Takes `limit + 1` rows and makes a page of them. */
export function pageFrom<Row, Item>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => (string | number)[],
  present: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    items: kept.map(present),
    nextCursor: more ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null,
  }
}

/** A cursor's instant. @throws Problem invalid_cursor */
export function cursorInstant(value: string | number | undefined): Date {
  const at = new Date(String(value))
  if (Number.isNaN(at.getTime())) throw new Problem('invalid_cursor')
  return at
}

/** A cursor's calendar date. @throws Problem invalid_cursor */
export function cursorDate(value: string | number | undefined): string {
  const date = String(value)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) throw new Problem('invalid_cursor')
  return date
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** A cursor's id. @throws Problem invalid_cursor */
export function cursorId(value: string | number | undefined): string {
  if (!uuid.test(String(value))) throw new Problem('invalid_cursor')
  return String(value)
}
