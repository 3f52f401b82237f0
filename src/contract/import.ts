import { z } from 'zod'
import type { Amount, Condition, Mapping, Value, When } from '../core/import/mapping.ts'
import { encodings } from '../core/import/mapping.ts'
import { isDateFormat } from '../core/import/read-date.ts'
import { timeZone } from './organisation.ts'

/** The mapping language of imports as a schema: unknown fields are refused, with their place. */
const column = z.string().min(1).max(300)
const text = z
  .string()
  .max(2000)
  .refine((given) => !given.includes('\0'), 'a null character has no place in a text')
const several = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(100)

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ column, equals: text }),
    z.strictObject({ column, in: several(text) }),
    z.strictObject({ column, startsWith: text }),
    z.strictObject({ column, empty: z.boolean() }),
    z.strictObject({ all: several(condition) }),
    z.strictObject({ any: several(condition) }),
    z.strictObject({ not: condition }),
  ]),
)

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.strictObject({ constant: text }),
    z.strictObject({ column, map: z.record(text, text).optional(), otherwise: text.optional() }),
    z.strictObject({ template: text }),
    z.strictObject({ first: several(value) }),
    z.strictObject({ join: several(value), with: z.string().max(20) }),
    z.strictObject({
      cases: several(z.strictObject({ if: condition, use: value })),
      otherwise: value.optional(),
    }),
  ]),
)

const when: z.ZodType<When> = z.lazy(() =>
  z.union([
    z.strictObject({
      column,
      format: z
        .string()
        .max(60)
        .refine(
          isDateFormat,
          'a date needs "iso", or YYYY with M or MM and D or DD; each part once, h with A',
        ),
      zone: timeZone.optional(),
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day looks like 12:00')
        .optional(),
    }),
    z.strictObject({ latest: several(when) }),
  ]),
)

const amount: z.ZodType<Amount> = z.strictObject({
  value,
  currency: value,
  decimal: z.enum(['.', ',']).optional(),
})

const facts = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, 'a fact is named as in a mandate: small letters, digits and _'),
  value,
)

export const mappingSchema: z.ZodType<Mapping> = z.strictObject({
  format: z.literal('cartabianca-import/1'),
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'a source is made of small letters, digits and - (at most 60)'),
  about: z.string().max(5000).optional(),
  csv: z
    .strictObject({
      delimiter: z.string().length(1, 'a delimiter is one character').optional(),
      quote: z.string().length(1, 'a quote is one character').optional(),
      encoding: z.enum(encodings).optional(),
    })
    .optional(),
  empty: z.array(text).max(50).optional(),
  id: z.union([z.strictObject({ column }), z.strictObject({ hash: z.literal('row') })]),
  skip: several(z.strictObject({ if: condition, reason: text.min(1) })).optional(),
  customer: z.strictObject({
    id: value.optional(),
    name: value,
    language: value.optional(),
    currency: value,
    email: value.optional(),
    phone: value.optional(),
    city: value.optional(),
    since: when.optional(),
    value: z.strictObject({ amount, at: when.optional() }).optional(),
    facts: facts.optional(),
  }),
  contact: z.strictObject({
    at: when,
    language: value,
    touchpoint: value,
    subject: value,
    facts: facts.optional(),
  }),
  messages: z
    .array(
      z.strictObject({
        if: condition.optional(),
        kind: z.enum(['customer', 'reply', 'note']),
        text: value,
        at: when.optional(),
      }),
    )
    .max(10)
    .optional(),
  doubts: z
    .array(
      z.strictObject({
        if: condition.optional(),
        question: value,
        answer: value.optional(),
        answeredAt: when.optional(),
        unclear: z.strictObject({ if: condition, because: value.optional() }).optional(),
        cleared: z.strictObject({ if: condition, at: when.optional() }).optional(),
      }),
    )
    .max(10)
    .optional(),
  decision: z
    .strictObject({
      if: condition.optional(),
      power: value,
      amount,
      days: value.optional(),
      reason: value,
      at: when.optional(),
    })
    .optional(),
  closure: z.strictObject({ if: condition.optional(), as: value, at: when.optional() }).optional(),
  rating: z
    .strictObject({
      if: condition.optional(),
      csat: value.optional(),
      effort: value.optional(),
      words: value.optional(),
      at: when.optional(),
    })
    .optional(),
})

/** A mapping, or its faults: each names its place and says what is wrong there. */
export function readMapping(json: unknown): { mapping: Mapping } | { faults: string[] } {
  const read = mappingSchema.safeParse(json, { reportInput: true })
  if (read.success) return { mapping: read.data }
  return { faults: read.error.issues.flatMap((issue) => explain(issue, [])) }
}

type Issue = z.core.$ZodIssue

function explain(issue: Issue, above: PropertyKey[]): string[] {
  const path = [...above, ...issue.path]
  if ('input' in issue && issue.input === undefined) return [`${place(path)}: this is missing`]
  if (issue.code === 'invalid_union') {
    // Of a choice, speak about the form that was meant: the one whose own fields are all there.
    const meant = [...issue.errors].sort((a, b) => weight(a) - weight(b))[0]
    if (meant && !meant.some(isFormMismatch)) return meant.flatMap((inner) => explain(inner, path))
    return [`${place(path)}: ${saySeen(issue.input)} (docs/import/README.md lists what can stand here)`]
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${place([...path, key])}: there is no such field`)
  return [`${place(path)}: ${issue.message}`]
}

/** Deep faults weigh less: who got that far meant this form. */
function weight(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + 10 * issue.keys.length
    return sum + (isFormMismatch(issue) ? 15 : 1)
  }, 0)
}

function isFormMismatch(issue: Issue): boolean {
  const isMissing = 'input' in issue && issue.input === undefined && issue.path.length === 1
  return isMissing || (issue.code === 'invalid_type' && issue.path.length === 0)
}

function saySeen(input: unknown): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return `${JSON.stringify(input)?.slice(0, 60)} can't stand here`
  const keys = Object.keys(input)
  return keys.length === 0 ? 'it is empty' : `no form has the fields ${keys.slice(0, 5).join(', ')}`
}

function place(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the mapping'
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text ? '.' : ''}${String(key)}`),
    '',
  )
}
