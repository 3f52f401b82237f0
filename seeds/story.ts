import { z } from 'zod'

/**
 * A story: one contact of the demo world as it was lived, in one language. Written by hand, one file per
 * language and theme in `stories/`. The world builder (world.ts) gives it a customer, a team, an agent and
 * a place in time, and cuts it short where the contact is still under way.
 *
 * Texts may use `{name}` (customer's first name) and `{agent}` (agent's first name), nothing else.
 * Amounts are integer minor units (2500 EUR = 25.00 €; 48500 TND = 48.500 DT: TND has three decimals).
 */
export const storyClients = ['nummo', 'albamare'] as const
export const storyTouchpoints = {
  nummo: ['billing', 'payment', 'transfer', 'card', 'account', 'security', 'delivery', 'merchant'],
  albamare: ['booking', 'arrival', 'stay', 'billing', 'cancellation', 'loyalty', 'lost_property', 'delivery'],
} as const
export const storyPowers = {
  nummo: ['refund', 'fee_waiver', 'goodwill_credit', 'deadline_moved', 'replacement', 'exception'],
  albamare: ['refund', 'fee_waiver', 'goodwill_credit', 'upgrade', 'deadline_moved', 'exception'],
} as const

const text = z.string().min(2).max(1500)

export const Story = z
  .strictObject({
    client: z.enum(storyClients),
    channel: z.enum(['web', 'mail', 'phone']),
    touchpoint: z.string(),
    /** grammatical gender of the customer in the text */
    gender: z.enum(['f', 'm']),
    mood: z.enum(['calm', 'angry', 'grateful', 'anxious', 'confused']),
    /** the page's one-line title of the matter, in the story's language, 4 to 12 words */
    subject: text.max(110),
    /** what the customer needs settled, as short questions in the customer's voice, with the answer given */
    doubts: z
      .array(z.strictObject({ question: text.max(160), answer: text.max(300) }))
      .min(1)
      .max(3),
    /** starts with the customer (on the phone: the agent's notes of what the customer said, as `customer`) */
    conversation: z
      .array(z.strictObject({ by: z.enum(['customer', 'agent', 'note']), text }))
      .min(2)
      .max(8),
    /** the agent's decision, after the conversation item with index `after` */
    decision: z
      .strictObject({
        power: z.string(),
        amount: z.int().min(0).max(500_000),
        currency: z.enum(['EUR', 'TND']),
        days: z.int().min(1).max(60).optional(),
        reason: text.max(160),
        after: z.int().min(0).max(7),
      })
      .optional(),
    /** asked of the coach during the contact; `silent` = nobody answered in time */
    support: z
      .strictObject({
        kind: z.enum(['lift', 'obstacle']),
        ask: text.max(300),
        answer: z.enum(['granted', 'declined', 'silent']),
        because: text.max(240).optional(),
      })
      .optional(),
    /** a doubt (index) the customer first called not clear, and why, before the last answer */
    unclear: z.strictObject({ doubt: z.int().min(0).max(2), because: text.max(240) }).optional(),
    rating: z
      .strictObject({
        csat: z.int().min(1).max(5),
        effort: z.int().min(1).max(7),
        words: text.max(400).optional(),
      })
      .optional(),
  })
  .superRefine((story, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (!(storyTouchpoints[story.client] as readonly string[]).includes(story.touchpoint))
      refuse('touchpoint', `not a touchpoint of ${story.client}: ${story.touchpoint}`)
    if (story.conversation[0]?.by !== 'customer') refuse('conversation', 'must start with the customer')
    if (story.decision) {
      if (!(storyPowers[story.client] as readonly string[]).includes(story.decision.power))
        refuse('decision', `not a power of ${story.client}: ${story.decision.power}`)
      if (story.decision.after >= story.conversation.length)
        refuse('decision', '`after` is past the conversation')
      if ((story.decision.power === 'deadline_moved') !== (story.decision.days !== undefined))
        refuse('decision', 'days goes with deadline_moved, and only with it')
    }
    if (story.support?.kind === 'lift' && !story.decision)
      refuse('support', 'a lift asks for a decision: give it')
    if (story.unclear && story.unclear.doubt >= story.doubts.length) refuse('unclear', 'no such doubt')
    for (const found of JSON.stringify(story).matchAll(/\{([a-z]+)\}/g))
      if (found[1] !== 'name' && found[1] !== 'agent') refuse('text', `unknown slot {${found[1]}}`)
  })
export type Story = z.infer<typeof Story>

export const Names = z.strictObject({
  f: z.array(z.string()).min(40),
  m: z.array(z.string()).min(40),
  last: z.array(z.string()).min(90),
  city: z.array(z.string()).min(12),
})
export type Names = z.infer<typeof Names>
