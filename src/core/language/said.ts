/**
 * What core has to say, before it is in anybody's language: a catalogue key and its values. Amounts, dates and
 * lists become words where the language is known.
 */
export type Said = {
  key: string
  values: Record<string, SaidValue>
  /** said where the catalogues have no such key: a code of the client's own */
  otherwise?: string
}
export type SaidValue =
  | string
  | number
  | Said
  | { money: { minor: number; currency: string } }
  /** hundredths of a percent */
  | { basisPoints: number }
  /** calendar date, YYYY-MM-DD */
  | { date: string }
  | { either: SaidValue[] }
  | { both: SaidValue[] }

export type Speech = {
  translate(key: string, values: Record<string, string | number>, otherwise?: string): string
  money(money: { minor: number; currency: string }): string
  percent(basisPoints: number): string
  date(date: string): string
  list(items: string[], kind: 'conjunction' | 'disjunction'): string
}

export function sayIn(speech: Speech, { key, values, otherwise }: Said): string {
  const words = Object.entries(values).map(([name, value]) => [name, sayValue(speech, value)])
  return speech.translate(key, Object.fromEntries(words), otherwise)
}

/** A number stays one, so that the catalogue can choose its plural. */
function sayValue(speech: Speech, value: SaidValue): string | number {
  if (typeof value !== 'object') return value
  if ('key' in value) return sayIn(speech, value)
  if ('money' in value) return speech.money(value.money)
  if ('basisPoints' in value) return speech.percent(value.basisPoints)
  if ('date' in value) return speech.date(value.date)
  const [items, kind] =
    'either' in value ? [value.either, 'disjunction' as const] : [value.both, 'conjunction' as const]
  return speech.list(
    items.map((item) => String(sayValue(speech, item))),
    kind,
  )
}
