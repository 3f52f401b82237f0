import type { CustomFact } from '../mandate/condition.ts'
import { type PowerKind, powerKinds, powerMeasure } from '../mandate/document.ts'
import { minorDigits } from '../money/format.ts'
import { parseMoney } from '../money/parse.ts'
import {
  type Amount,
  type CustomerFields,
  type DecisionFields,
  importLimits,
  type Mapping,
} from './mapping.ts'
import { readCalendarDate, readWhen } from './read-date.ts'
import { type MappedFacts, readFacts } from './read-facts.ts'
import { holds, quoteCell, type Reading, type Row, RowRefused, readingOf, readValue } from './read-value.ts'

/** A row as a contact's whole history. Times are ms since the epoch, amounts integer minor units. */
export type MappedRow = {
  sourceId: string
  customer: MappedCustomer
  contact: { openedAt: number; language: string; touchpoint: string; subject: string; facts: MappedFacts }
  messages: { kind: 'customer' | 'reply' | 'note'; text: string; at: number }[]
  doubts: MappedDoubt[]
  decision: MappedDecision | null
  /** null: it stays open, and waits */
  closure: { as: 'confirmed' | 'unconfirmed'; at: number } | null
  rating: { csat: number | null; effort: number | null; words: string | null; at: number } | null
}
export type MappedCustomer = {
  sourceId: string
  name: string
  email: string | null
  phone: string | null
  city: string | null
  language: string
  currency: string
  /** YYYY-MM-DD */
  since: string | null
  value: { minor: number; currency: string; at: number } | null
  facts: MappedFacts
}
export type MappedDoubt = {
  question: string
  answer: string | null
  answeredAt: number | null
  unclearBecause: string | null
  /** the customer called it not clear: the answer no longer stands */
  unclear: boolean
  clearedAt: number | null
}
export type MappedDecision = {
  power: PowerKind
  amountMinor: number
  currency: string
  days: number | null
  reason: string
  at: number
}

/**
 * `now` (ms): nothing in history lies after it. `declared`: the facts of the client's own. A refusal says why in one
 * sentence without a full stop.
 */
export function mapRow(
  mapping: Mapping,
  row: Row,
  sourceId: string,
  now: number,
  declared: readonly CustomFact[] = [],
): MappedRow | { refused: string } {
  try {
    return readRow(mapping, readingOf(mapping, row), sourceId, now, declared)
  } catch (error) {
    if (error instanceof RowRefused) return { refused: error.message }
    throw error
  }
}

const languages = ['it', 'fr', 'en', 'ar']

function readRow(
  mapping: Mapping,
  reading: Reading,
  sourceId: string,
  now: number,
  declared: readonly CustomFact[],
): MappedRow {
  const skipped = mapping.skip?.find((rule) => holds(reading, rule.if))
  if (skipped) throw new RowRefused(`left out by the mapping: ${skipped.reason}`)
  const at = (when: Parameters<typeof readWhen>[1] | undefined, otherwise: number, field: string): number => {
    const time = (when && readWhen(reading, when)) ?? otherwise
    if (time > now) throw new RowRefused(`${field} lies in the future`)
    return time
  }
  const openedAt = readWhen(reading, mapping.contact.at)
  if (openedAt === null) throw new RowRefused('contact.at is empty')
  at(mapping.contact.at, openedAt, 'contact.at')
  const language = oneOf(
    languages,
    required(reading, mapping.contact.language, 'contact.language'),
    'contact.language',
  )
  const touchpoint = required(reading, mapping.contact.touchpoint, 'contact.touchpoint')
  if (!/^[a-z][a-z_]{1,30}$/.test(touchpoint))
    throw new RowRefused(`contact.touchpoint is ${quoteCell(touchpoint)}: it needs small letters and _ only`)
  const subject = shorten(required(reading, mapping.contact.subject, 'contact.subject'), importLimits.subject)

  const messages: MappedRow['messages'] = []
  for (const [index, fields] of (mapping.messages ?? []).entries()) {
    const place = `messages[${index}]`
    const text = when(reading, fields.if) ? limited(reading, fields.text, importLimits.text, place) : null
    // One millisecond apart, so that those of one time keep the order in which the mapping names them.
    if (text !== null)
      messages.push({ kind: fields.kind, text, at: at(fields.at, openedAt, `${place}.at`) + index })
  }

  const closing = mapping.closure && when(reading, mapping.closure.if) ? mapping.closure : null
  const closure = closing && {
    as: oneOf(
      ['confirmed', 'unconfirmed'] as const,
      required(reading, closing.as, 'closure.as'),
      'closure.as',
    ),
    at: at(closing.at, openedAt, 'closure.at'),
  }
  if (closure && closure.at < openedAt) throw new RowRefused('closure.at lies before contact.at')
  const endedAt = closure?.at ?? openedAt

  const doubts: MappedDoubt[] = []
  for (const [index, fields] of (mapping.doubts ?? []).entries()) {
    const place = `doubts[${index}]`
    const question = when(reading, fields.if) ? readValue(reading, fields.question) : null
    if (question === null) continue
    const answer = fields.answer
      ? limited(reading, fields.answer, importLimits.answer, `${place}.answer`)
      : null
    const unclear = fields.unclear !== undefined && holds(reading, fields.unclear.if)
    const because = unclear && fields.unclear?.because
    const cleared = fields.cleared !== undefined && holds(reading, fields.cleared.if)
    if (unclear && cleared) throw new RowRefused(`${place} is both clear and not clear`)
    doubts.push({
      question: shorten(question, importLimits.question),
      answer,
      answeredAt: answer === null ? null : at(fields.answeredAt, endedAt, `${place}.answeredAt`),
      unclear,
      unclearBecause: because ? limited(reading, because, importLimits.answer, `${place}.unclear`) : null,
      clearedAt: cleared ? at(fields.cleared?.at, endedAt, `${place}.cleared.at`) : null,
    })
  }
  if (closure?.as === 'confirmed' && doubts.some((doubt) => doubt.clearedAt === null))
    throw new RowRefused('closed as confirmed, but a doubt is not cleared')

  return {
    sourceId,
    customer: readCustomer(reading, mapping.customer, { sourceId, language, openedAt, declared }),
    contact: {
      ...{ openedAt, language, touchpoint, subject },
      facts: readFacts(reading, mapping.contact.facts, declared, 'contact.facts'),
    },
    messages,
    doubts,
    decision:
      mapping.decision && when(reading, mapping.decision.if)
        ? { ...readDecision(reading, mapping.decision), at: at(mapping.decision.at, endedAt, 'decision.at') }
        : null,
    closure,
    rating: readRating(mapping, reading, (field) => at(mapping.rating?.at, endedAt, field)),
  }
}

function readCustomer(
  reading: Reading,
  fields: CustomerFields,
  row: { sourceId: string; language: string; openedAt: number; declared: readonly CustomFact[] },
): MappedCustomer {
  const name = required(reading, fields.name, 'customer.name')
  if (name.length > importLimits.name)
    throw new RowRefused(`customer.name is longer than ${importLimits.name} characters`)
  const email = fields.email ? readValue(reading, fields.email) : null
  if (email !== null && (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    throw new RowRefused('customer.email is not an e-mail address')
  const phone = fields.phone ? limited(reading, fields.phone, 40, 'customer.phone') : null
  const id = fields.id ? limited(reading, fields.id, importLimits.sourceId, 'customer.id') : null
  const language = (fields.language && readValue(reading, fields.language)) ?? row.language
  const worth = fields.value ? readAmount(reading, fields.value.amount, 'customer.value.amount') : null
  return {
    sourceId: id ?? row.sourceId,
    name,
    email,
    phone,
    city: fields.city ? limited(reading, fields.city, importLimits.name, 'customer.city') : null,
    language: oneOf(languages, language, 'customer.language'),
    currency: readCurrency(reading, fields.currency, 'customer.currency'),
    since: fields.since ? readCalendarDate(reading, fields.since) : null,
    value: worth && {
      ...worth,
      at: (fields.value?.at && readWhen(reading, fields.value.at)) ?? row.openedAt,
    },
    facts: readFacts(reading, fields.facts, row.declared, 'customer.facts'),
  }
}

function readDecision(reading: Reading, fields: DecisionFields): Omit<MappedDecision, 'at'> {
  const power = oneOf(powerKinds, required(reading, fields.power, 'decision.power'), 'decision.power')
  const amount = readAmount(reading, fields.amount, 'decision.amount')
  if (!amount) throw new RowRefused('decision.amount is empty')
  const days = fields.days ? wholeNumber(readValue(reading, fields.days), 1, 366, 'decision.days') : null
  if ((days !== null) !== (powerMeasure[power] === 'days'))
    throw new RowRefused(days === null ? `${power} needs decision.days` : `${power} has no decision.days`)
  if (amount.minor > 0 && powerMeasure[power] !== 'money') throw new RowRefused(`${power} has no amount`)
  const reason = limited(reading, fields.reason, importLimits.reason, 'decision.reason')
  if (reason === null) throw new RowRefused('decision.reason is empty')
  return { power, amountMinor: amount.minor, currency: amount.currency, days, reason }
}

function readRating(mapping: Mapping, reading: Reading, at: (field: string) => number): MappedRow['rating'] {
  const fields = mapping.rating
  if (!fields || !when(reading, fields.if)) return null
  const csat = fields.csat ? wholeNumber(readValue(reading, fields.csat), 1, 5, 'rating.csat') : null
  const effort = fields.effort ? wholeNumber(readValue(reading, fields.effort), 1, 7, 'rating.effort') : null
  const words = fields.words ? limited(reading, fields.words, importLimits.text, 'rating.words') : null
  return csat === null && effort === null && words === null
    ? null
    : { csat, effort, words, at: at('rating.at') }
}

function readAmount(
  reading: Reading,
  amount: Amount,
  place: string,
): { minor: number; currency: string } | null {
  const text = readValue(reading, amount.value)
  if (text === null) return null
  const currency = readCurrency(reading, amount.currency, `${place}.currency`)
  const parsed = parseMoney(text, { digits: minorDigits(currency), decimal: amount.decimal ?? '.' })
  if ('minor' in parsed) return { minor: parsed.minor, currency }
  throw new RowRefused(`${place} is ${quoteCell(text)}, which is not an amount of ${currency}`)
}

function readCurrency(reading: Reading, value: Amount['currency'], place: string): string {
  const currency = required(reading, value, place)
  if (!/^[A-Z]{3}$/.test(currency))
    throw new RowRefused(`${place} is ${quoteCell(currency)}, which is not an ISO 4217 code`)
  return currency
}

function when(reading: Reading, condition: DecisionFields['if']): boolean {
  return condition === undefined || holds(reading, condition)
}

function required(reading: Reading, value: Amount['value'], place: string): string {
  const text = readValue(reading, value)
  if (text === null) throw new RowRefused(`${place} is empty`)
  return text
}

function limited(reading: Reading, value: Amount['value'], max: number, place: string): string | null {
  const text = readValue(reading, value)
  if (text !== null && text.length > max) throw new RowRefused(`${place} is longer than ${max} characters`)
  return text
}

function oneOf<const T extends string>(known: readonly T[], text: string, place: string): T {
  const found = known.find((candidate) => candidate === text)
  if (found === undefined)
    throw new RowRefused(`${place} is ${quoteCell(text)}: it must be ${known.join(', ')}`)
  return found
}

function wholeNumber(text: string | null, min: number, max: number, place: string): number | null {
  if (text === null) return null
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= min && number <= max))
    throw new RowRefused(`${place} is ${quoteCell(text)}: it must be a whole number from ${min} to ${max}`)
  return number
}

/** A line for a list, made from longer text: whole words where one ends near, and an ellipsis. */
function shorten(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ')
  if (line.length <= max) return line
  const cut = line.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')
  const space = cut.lastIndexOf(' ')
  return `${space > max * 0.8 ? cut.slice(0, space) : cut}…`
}
