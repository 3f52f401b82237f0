import { z } from 'zod'
import { type Condition, comparisons } from '../core/mandate/condition.ts'
import {
  limitMeasures,
  limitScopes,
  limitWindows,
  type MandateDocument,
  powerKinds,
} from '../core/mandate/document.ts'
import type { Overlay } from '../core/mandate/overlay.ts'
import { supportLevels } from '../core/support/chain.ts'
import { calendarDate, instant } from './route.ts'

/** The document of a mandate as it is drafted, signed, imported and exported; docs/mandate.schema.json is made of it. */
const figure = z.int().min(0).max(1_000_000_000)
const bound = z.strictObject({ max: figure, stretch: figure }).meta({ id: 'MandateBound' })
const bounds = z.record(z.string().regex(/^(?:[A-Z]{3}|any)$/), bound).meta({
  id: 'MandateBounds',
  description:
    'By currency for money (minor units); by `any` for days, decisions, and basis points of the customer’s value',
})
const ruleId = z.string().regex(/^[a-z][a-z0-9_.]{1,60}$/)
const factName = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/)
const factNumber = z.int().min(-1_000_000_000).max(1_000_000_000)
const factCode = z.string().min(1).max(40)

const factCondition = z
  .union([
    z.strictObject({
      fact: factName,
      is: z.enum(comparisons),
      value: z.union([factNumber, factCode, z.boolean()]),
    }),
    z.strictObject({
      fact: factName,
      is: z.enum(comparisons),
      minor: z.record(z.string().regex(/^[A-Z]{3}$/), factNumber),
    }),
    z.strictObject({
      fact: factName,
      is: z.literal('one_of'),
      values: z
        .array(z.union([factNumber, factCode]))
        .min(1)
        .max(50),
    }),
  ])
  .meta({ id: 'MandateFactCondition' })

/** Groups within groups four deep: more than anybody reads, and nothing that could exhaust who weighs it. */
const groupsDeep = 4
export const condition = nest(factCondition, groupsDeep)

function nest(inner: z.ZodType<Condition>, depth: number): z.ZodType<Condition> {
  if (depth === 0) return inner
  const parts = z.array(inner).min(1).max(20)
  const one = z
    .union([
      factCondition,
      z.strictObject({ all: parts }),
      z.strictObject({ any: parts }),
      z.strictObject({ not: inner }),
    ])
    .meta({ id: depth === 1 ? 'MandateCondition' : `MandateCondition${groupsDeep - depth + 2}` })
  return nest(one, depth - 1)
}

/** Not trimmed: what is signed is what was written. */
const text = z.string().min(1).max(300).regex(/\S/)
const wording = z.strictObject({ en: text, it: text, fr: text, ar: text }).meta({ id: 'MandateWording' })
const levelBounds = z.strictObject({ bounds, when: condition.optional() }).meta({ id: 'MandateLevelBounds' })

const limit = z
  .strictObject({
    id: ruleId,
    scope: z.enum(limitScopes),
    window: z.enum(limitWindows).nullable(),
    measure: z.enum(limitMeasures),
    bounds,
    levels: z.strictObject({ trainee: levelBounds.optional(), senior: levelBounds.optional() }).optional(),
  })
  .meta({ id: 'MandateLimit' })

export const mandateDocument = z
  .strictObject({
    format: z.literal('cartabianca-mandate/1'),
    powers: z
      .array(
        z.strictObject({
          kind: z.enum(powerKinds),
          limits: z.array(limit).max(20),
          conditions: z
            .array(z.strictObject({ id: ruleId, when: condition }))
            .min(1)
            .max(20)
            .optional(),
          wording: z.strictObject({ agents: wording.optional(), customers: wording.optional() }).optional(),
        }),
      )
      // none: what was granted is withdrawn
      .max(20),
    support: z.strictObject({ minutes: z.int().min(1).max(1440), first: z.enum(supportLevels).optional() }),
    validity: z.strictObject({ from: calendarDate.optional(), until: calendarDate.optional() }).optional(),
    facts: z
      .array(z.strictObject({ name: factName, type: z.enum(['number', 'text', 'boolean']) }))
      .min(1)
      .max(40)
      .optional(),
  })
  .meta({ id: 'MandateDocument' }) satisfies z.ZodType<MandateDocument>

export const overlayDocument = z
  .strictObject({
    format: z.literal('cartabianca-overlay/1'),
    mandate: z.string().regex(/^[0-9a-f]{64}$/),
    reason: wording,
    from: instant,
    until: instant,
    when: condition.optional(),
    widens: z.array(z.strictObject({ limit: ruleId, bounds })).max(100),
    waives: z.array(ruleId).max(100),
  })
  .meta({ id: 'MandateOverlay' }) satisfies z.ZodType<Overlay>

/** The published schema of the document (JSON Schema 2020-12). */
export function mandateSchema(): unknown {
  return z.toJSONSchema(mandateDocument, { target: 'draft-2020-12', reused: 'inline' })
}
