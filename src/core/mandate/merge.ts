import { isSame } from './change.ts'

/**
 * Two people's changes of one thing, put together. What only one of them changed is taken from them; where
 * both changed the same, mine stands. Things in lists are told apart by their kind, id or name, not by their place.
 */
export function mergeOnTop<T>(base: T, mine: T, theirs: T): T {
  return merge(base, mine, theirs) as T
}

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(mine, base)) return theirs
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const before = Array.isArray(base) ? base : []
    return isKeyed(mine) && isKeyed(theirs) && isKeyed(before) ? mergeLists(before, mine, theirs) : mine
  }
  if (!isPlain(mine) || !isPlain(theirs)) return mine
  const before = isPlain(base) ? base : {}
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  return Object.fromEntries(
    names.flatMap((name) => {
      const merged = merge(before[name], mine[name], theirs[name])
      return merged === undefined ? [] : [[name, merged]]
    }),
  )
}

/** In my order; what they added comes after. What either took away is gone, unless I changed it meanwhile. */
function mergeLists(base: unknown[], mine: unknown[], theirs: unknown[]): unknown[] {
  const [old, other] = [byKey(base), byKey(theirs)]
  const own = byKey(mine)
  const kept = mine.flatMap((item) => {
    const key = keyOf(item)!
    if (other.has(key)) return [merge(old.get(key), item, other.get(key))]
    return old.has(key) && isSame(old.get(key), item) ? [] : [item]
  })
  const added = theirs.filter((item) => !own.has(keyOf(item)!) && !old.has(keyOf(item)!))
  return [...kept, ...added]
}

const byKey = (items: unknown[]) => new Map(items.map((item) => [keyOf(item)!, item]))

function isKeyed(items: unknown[]): boolean {
  const keys = items.map(keyOf)
  return !keys.includes(null) && new Set(keys).size === keys.length
}

function keyOf(item: unknown): string | null {
  if (typeof item === 'string') return item
  if (!isPlain(item)) return null
  const key = item.kind ?? item.id ?? item.name
  return typeof key === 'string' ? key : null
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
