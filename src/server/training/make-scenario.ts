import { randomInt } from 'node:crypto'
import type { Language } from '../../contract/route.ts'
import type { PowerKind } from '../../core/mandate/document.ts'
import { localDate } from '../../core/mandate/window.ts'
import { type Anonymised, anonymise } from '../../core/training/anonymise.ts'
import type { Scenario } from '../../core/training/scenario.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import {
  type CaseMessage,
  type CaseRow,
  findContactOfCase,
  findMandateOfClient,
  findPastCase,
  readCase,
} from './read-case.ts'
import { findScenario, type OriginalLine, presentDraft } from './scenario-store.ts'

export type MakeInput =
  | { source: 'contact' | 'backtest'; contactId: string; amountPercent: number }
  | { source: 'learning'; caseId: string; amountPercent: number }
  | {
      source: 'pasted'
      clientId: string
      language: Language
      power: PowerKind
      text: string
      people: string[]
      amountPercent: number
    }

/** Dates move back by some weeks of a case's own: from five to sixty, so that no two cases move alike. */
const drawWeeks = () => -randomInt(5, 61)

/** A case becomes a draft with nobody in it; the original stays beside it until somebody approves. */
export async function makeScenario(work: Work, actor: Actor, input: MakeInput) {
  if (input.source === 'pasted') return makePasted(work, actor, input)
  const contactId =
    input.source === 'learning' ? await findContactOfCase(work, input.caseId) : input.contactId
  const { row, messages } = await readCase(work, contactId)
  const today = input.source === 'backtest' ? await findPastCase(work, contactId) : null
  const { decision } = row
  const decidedAt = today?.asked_at ?? (decision && new Date(decision.at))
  const turns = turnsOf(messages, row, decidedAt)
  if (turns.steps.length === 0) throw new Problem('not_found')
  const day = localDate(row.closed_at.getTime(), row.time_zone)
  const hidden = anonymiseTurns(turns, {
    language: row.language,
    people: [row.customer_name, ...row.people],
    places: row.customer_city ? [row.customer_city] : [],
    keep: actor.clients.map(({ name }) => name),
    weeks: drawWeeks(),
    around: day,
    amountPercent: input.amountPercent,
  })
  return insertScenario(work, actor, {
    client_id: row.client_id,
    source: input.source,
    language: row.language,
    touchpoint: row.touchpoint,
    power: today?.power ?? decision?.power ?? row.missed?.[0] ?? row.mandate.powers[0]!.kind,
    currency: today?.currency ?? row.currency,
    // what could have been is weighed on the version that would grant it, with what was known then
    mandate: today?.mandate ?? row.mandate,
    mandate_number: today?.mandate_number ?? row.mandate_number,
    time_zone: row.time_zone,
    weighed_at: today ? work.now : (decidedAt ?? row.closed_at),
    facts: today?.facts ?? decision?.facts ?? {},
    amount_percent: input.amountPercent,
    content: {
      ...hidden.content,
      decided: decision && {
        power: decision.power,
        minor: Math.round((decision.minor * input.amountPercent) / 100),
        days: decision.days,
      },
    },
    doubtful: hidden.doubtful,
    original: {
      contact_id: contactId,
      learning_case_id: input.source === 'learning' ? input.caseId : null,
      people: [row.customer_name, ...row.people],
      lines: originalOf(turns),
    },
  })
}

async function makePasted(work: Work, actor: Actor, input: Extract<MakeInput, { source: 'pasted' }>) {
  if (!actor.clientIds.includes(input.clientId)) throw new Problem('not_found')
  const mandate = await findMandateOfClient(work, input.clientId)
  const turns: Turns = { title: '', steps: [], after: null, decideAt: 0 }
  for (const [nth, text] of input.text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean)
    .entries())
    if (nth % 2 === 0) turns.steps.push({ words: text, said: null })
    else turns.steps.at(-1)!.said = text
  turns.steps.splice(30)
  turns.decideAt = turns.steps.length - 1
  const hidden = anonymiseTurns(turns, {
    language: input.language,
    people: input.people,
    places: [],
    keep: actor.clients.map(({ name }) => name),
    weeks: drawWeeks(),
    around: localDate(work.now.getTime(), mandate.time_zone),
    amountPercent: input.amountPercent,
  })
  return insertScenario(work, actor, {
    client_id: input.clientId,
    source: 'pasted',
    language: input.language,
    touchpoint: null,
    power: input.power,
    currency: mandate.currencies[0]!,
    mandate: mandate.document,
    mandate_number: mandate.number,
    time_zone: mandate.time_zone,
    weighed_at: work.now,
    facts: {},
    amount_percent: input.amountPercent,
    content: { ...hidden.content, decided: null },
    doubtful: hidden.doubtful,
    original: { contact_id: null, learning_case_id: null, people: input.people, lines: originalOf(turns) },
  })
}

type Turns = {
  title: string
  steps: { words: string; said: string | null }[]
  after: string | null
  decideAt: number
}

/**
 * Messages as turns: what the customer wrote without waiting is one, and what we answered together.
 * @param decidedAt when it was decided, or asked for; null: one decides after the last turn
 */
export function turnsOf(
  messages: readonly CaseMessage[],
  row: Pick<CaseRow, 'subject' | 'rating_words'>,
  decidedAt: Date | null,
): Turns {
  const steps: { words: string; said: string | null }[] = []
  let decideAt = 0
  for (const { kind, text, at } of messages) {
    const open = steps.at(-1)
    if (kind === 'reply') {
      if (open) open.said = open.said === null ? text : `${open.said}\n\n${text}`
    } else if (open && open.said === null) open.words += `\n\n${text}`
    else if (steps.length < 30) steps.push({ words: text, said: null })
    if (kind === 'customer' && decidedAt !== null && at <= decidedAt) decideAt = steps.length - 1
  }
  const last = steps.at(-1)
  // what the customer said last, after all was answered, is how it ended
  const ends = steps.length > 1 && last?.said === null && steps.length - 1 > decideAt
  const ending = ends ? (steps.pop()?.words ?? null) : null
  const after = [ending, row.rating_words].filter((text) => text !== null).join('\n\n')
  return {
    title: row.subject,
    steps,
    after: after || null,
    decideAt: decidedAt === null ? steps.length - 1 : decideAt,
  }
}

function anonymiseTurns(turns: Turns, options: Parameters<typeof anonymise>[1]) {
  const lines = linesOf(turns)
  const made = anonymise(
    lines.map(({ text }) => text),
    options,
  )
  const textAt = (at: string) => made[lines.findIndex((line) => line.at === at)]?.text ?? null
  const content: Omit<Scenario, 'decided'> = {
    title: textAt('title') ?? '',
    situation: '',
    steps: turns.steps.map((step, nth) => ({
      words: textAt(`steps.${nth}.words`) ?? '',
      said: step.said === null ? null : textAt(`steps.${nth}.said`),
      options: [],
    })),
    decideAt: turns.decideAt,
    after: turns.after === null ? null : textAt('after'),
    reach: '',
  }
  const doubtful = made.flatMap((one, nth) => marksOf(one, lines[nth]!.at))
  return { content, doubtful }
}

const marksOf = ({ text, doubtful }: Anonymised, at: string) =>
  doubtful.map(({ start, end, kind, replaced }) => ({ text: text.slice(start, end), kind, replaced, at }))

function linesOf({ title, steps, after }: Turns): { at: string; by: OriginalLine['by']; text: string }[] {
  return [
    { at: 'title', by: 'us' as const, text: title },
    ...steps.flatMap(({ words, said }, nth) => [
      { at: `steps.${nth}.words`, by: 'customer' as const, text: words },
      ...(said === null ? [] : [{ at: `steps.${nth}.said`, by: 'us' as const, text: said }]),
    ]),
    ...(after === null ? [] : [{ at: 'after', by: 'after' as const, text: after }]),
  ]
}

const originalOf = (turns: Turns): OriginalLine[] =>
  linesOf(turns).flatMap(({ at, by, text }) => (at === 'title' ? [] : [{ by, text }]))

type Made = {
  client_id: string
  source: MakeInput['source']
  language: Language
  touchpoint: string | null
  power: PowerKind
  currency: string
  mandate: unknown
  mandate_number: number
  time_zone: string
  weighed_at: Date
  facts: Record<string, number | string | boolean>
  amount_percent: number
  content: Scenario
  doubtful: ReturnType<typeof marksOf>
  original: {
    contact_id: string | null
    learning_case_id: string | null
    people: string[]
    lines: OriginalLine[]
  }
}

async function insertScenario(work: Work, actor: Actor, { original, ...made }: Made) {
  const { id } = await work.tx
    .insertInto('scenario')
    .values({
      ...made,
      mandate: JSON.stringify(made.mandate),
      facts: JSON.stringify(made.facts),
      content: JSON.stringify(made.content),
      doubtful: JSON.stringify(made.doubtful),
      author_id: actor.personId,
      created_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('scenario_original')
    .values({
      client_id: made.client_id,
      scenario_id: id,
      ...original,
      lines: JSON.stringify(original.lines),
    })
    .execute()
  return presentDraft(found(await findScenario(work, actor, id)))
}
