/**
 * The mapping language: which column of a file becomes which field of a contact. A mapping is JSON; this is
 * its shape, src/contract/import.ts checks it (unknown fields refused), docs/import/README.md explains it.
 */
export type Mapping = {
  format: 'cartabianca-import/1'
  /** where the rows come from; with a row's id it is the key that makes a second run add nothing */
  source: string
  /** for people: what is mapped, and what had to be chosen */
  about?: string
  csv?: { delimiter?: string; quote?: string; encoding?: Encoding }
  /** cells that hold one of these hold nothing; the empty cell always does */
  empty?: string[]
  id: RowId
  skip?: SkipRule[]
  customer: CustomerFields
  contact: { at: When; language: Value; touchpoint: Value; subject: Value; facts?: FactFields }
  messages?: MessageFields[]
  doubts?: DoubtFields[]
  decision?: DecisionFields
  closure?: ClosureFields
  rating?: RatingFields
}

/** Encodings in which the signs of CSV itself are single ASCII bytes. */
export const encodings = ['utf-8', 'windows-1252', 'iso-8859-1', 'iso-8859-15', 'windows-1256'] as const
export type Encoding = (typeof encodings)[number]

/** A column that numbers the rows, or, where there is none, a hash of the row and its ordinal among equals. */
export type RowId = { column: string } | { hash: 'row' }

/** Rows that are left out on purpose; the report names them with this reason. */
export type SkipRule = { if: Condition; reason: string }

/** Text made from a row; nothing when all it is made from is empty. */
export type Value =
  | { constant: string }
  /** with `map`, a cell that is not among its keys gives `otherwise`, or refuses the row without it */
  | { column: string; map?: Record<string, string>; otherwise?: string }
  /** text with `{Column name}` in it; nothing when every column named is empty */
  | { template: string }
  | { first: Value[] }
  /** the parts that hold something, with `with` between them */
  | { join: Value[]; with: string }
  | { cases: { if: Condition; use: Value }[]; otherwise?: Value }

export type Condition =
  | { column: string; equals: string }
  | { column: string; in: string[] }
  | { column: string; startsWith: string }
  | { column: string; empty: boolean }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

/**
 * A time. `format` is `iso` (with its offset, or in `zone`) or made of YYYY MM M DD D HH H hh h mm ss A;
 * `zone` is the IANA zone it is told in; `time` (HH:mm) is taken where the format has no hours.
 */
export type When = { column: string; format: string; zone?: string; time?: string } | { latest: When[] }

/** A decimal text ("12.50") in a currency; `decimal` is its decimal sign. */
export type Amount = { value: Value; currency: Value; decimal?: '.' | ',' }

export type CustomerFields = {
  /** the customer's id in the source; without it each row is a customer of its own */
  id?: Value
  name: Value
  language?: Value
  currency: Value
  email?: Value
  phone?: Value
  city?: Value
  since?: When
  value?: { amount: Amount; at?: When }
  facts?: FactFields
}

/** Facts that the client's mandates ask for, by name; their types are the mandates'. */
export type FactFields = Record<string, Value>

export type MessageFields = {
  if?: Condition
  kind: 'customer' | 'reply' | 'note'
  text: Value
  /** without it, when the contact was opened */
  at?: When
}

export type DoubtFields = {
  if?: Condition
  question: Value
  answer?: Value
  answeredAt?: When
  /** the customer said that it is not clear, because… */
  unclear?: { if: Condition; because?: Value }
  /** the customer said that it is clear */
  cleared?: { if: Condition; at?: When }
}

export type DecisionFields = {
  if?: Condition
  power: Value
  amount: Amount
  days?: Value
  reason: Value
  at?: When
}

/** `as`: `confirmed` only on the customer's word (law 4), else `unconfirmed`. Without a closure, it stays open. */
export type ClosureFields = { if?: Condition; as: Value; at?: When }

export type RatingFields = { if?: Condition; csat?: Value; effort?: Value; words?: Value; at?: When }

/** What a row may not exceed. Said in docs/import/README.md. */
export const importLimits = {
  /** bytes: fifty times the longest complaint seen; beyond it somebody forgot to close a quote */
  rowBytes: 1_048_576,
  columns: 500,
  /** characters; the longest narratives published by the CFPB have about 32,000 */
  text: 100_000,
  subject: 160,
  name: 120,
  question: 300,
  answer: 2000,
  reason: 300,
  sourceId: 200,
  /** minor units: the contract's ceiling for one amount */
  amount: 1_000_000_000,
} as const
