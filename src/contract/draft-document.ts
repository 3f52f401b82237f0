import { z } from 'zod'
import { comparisons } from '../core/mandate/condition.ts'
import { limitMeasures, limitScopes, limitWindows, powerKinds } from '../core/mandate/document.ts'
import type { DraftCondition, DraftDocument } from '../core/mandate/draft.ts'
import { supportLevels } from '../core/support/chain.ts'
import { calendarDate } from './route.ts'

/** The document of a mandate while it is written: the same shape, where figures and texts may still be missing. */
const figure = z.int().min(0).max(1_000_000_000).nullable()
const bounds = z.record(z.string().max(10), z.strictObject({ max: figure, stretch: figure }))
const ruleId = z.string().min(1).max(80)
const factName = z.string().max(41)
const factNumber = z.int().min(-1_000_000_000).max(1_000_000_000).nullable()
const factText = z.string().max(40)

const factCondition = z.union([
  z.strictObject({
    fact: factName,
    is: z.enum(comparisons),
    value: z.union([factNumber, factText, z.boolean()]),
  }),
  z.strictObject({
    fact: factName,
    is: z.enum(comparisons),
    minor: z.record(z.string().max(10), factNumber),
  }),
  z.strictObject({
    fact: factName,
    is: z.literal('one_of'),
    values: z.array(z.union([factNumber, factText])).max(50),
  }),
])

/** As deep as the document itself may go. */
const condition = nest(factCondition, 4)

function nest(inner: z.ZodType<DraftCondition>, depth: number): z.ZodType<DraftCondition> {
  if (depth === 0) return inner
  const parts = z.array(inner).max(20)
  const one = z.union([
    factCondition,
    z.strictObject({ all: parts }),
    z.strictObject({ any: parts }),
    z.strictObject({ not: inner }),
  ])
  return nest(one, depth - 1)
}

const text = z.string().max(300)
const wording = z.strictObject({ en: text, it: text, fr: text, ar: text })
const level = z.strictObject({ bounds, when: condition.optional() })

const limit = z.strictObject({
  id: ruleId,
  scope: z.enum(limitScopes),
  window: z.enum(limitWindows).nullable(),
  measure: z.enum(limitMeasures),
  bounds,
  levels: z.strictObject({ trainee: level.optional(), senior: level.optional() }).optional(),
})

export const draftDocument = z
  .strictObject({
    format: z.literal('cartabianca-mandate/1'),
    powers: z
      .array(
        z.strictObject({
          kind: z.enum(powerKinds),
          limits: z.array(limit).max(20),
          conditions: z
            .array(z.strictObject({ id: ruleId, when: condition }))
            .max(20)
            .optional(),
          wording: z.strictObject({ agents: wording.optional(), customers: wording.optional() }).optional(),
        }),
      )
      .max(20),
    support: z.strictObject({
      minutes: z.int().min(0).max(1_000_000).nullable(),
      first: z.enum(supportLevels).optional(),
    }),
    validity: z.strictObject({ from: calendarDate.optional(), until: calendarDate.optional() }).optional(),
    facts: z
      .array(z.strictObject({ name: factName, type: z.enum(['number', 'text', 'boolean']) }))
      .max(40)
      .optional(),
  })
  .meta({ id: 'MandateDraftDocument' }) satisfies z.ZodType<DraftDocument>
