import { type Amount, namesAmount } from './amounts.ts'
import { plainText, readingsOf, sentencesOf } from './plain.ts'
import { hasWord } from './words.ts'

/**
 * What somebody writes about somebody: the kinds of feedback, or `note` for words that are neither (a note in a
 * contact, an answer to a support request) and `proposal` for what is said about a mandate.
 */
export const writtenKinds = [
  'praise',
  'coaching',
  'improve',
  'score',
  'bonus',
  'deduction',
  'note',
  'proposal',
] as const
export type WrittenKind = (typeof writtenKinds)[number]

/** A decision under the guarantee that a text might reach. */
export type ProtectedDecision = {
  id: string
  contactId: string
  amount: Amount
  /** made so lately that a deduction of the same amount is taken for its charge */
  recent: boolean
  /** id and hash of its ledger entry: what a receipt shows */
  entryId: string | null
  entryHash: string | null
  customerName: string
  /** who decided */
  agentName: string
}

export type Written = {
  kind: WrittenKind
  text: string
  contactId: string | null
  decisionId: string | null
  /** what a deduction takes */
  pay: Amount | null
  /** for a score: the parts of the rubric that it covers; no part of a rubric is a decision */
  covers: readonly string[]
}

/** How a decision was reached. `words`: none in particular, their decisions as such. */
export const reachedHows = ['link', 'id', 'receipt', 'contact', 'amount', 'customer', 'pay', 'words'] as const
export type ReachedHow = (typeof reachedHows)[number]
export const breachReasons = [
  'negative_on_decision',
  'score_on_decision',
  'score_without_scope',
  'charge_on_decision',
  'blame_in_text',
] as const
export type BreachReason = (typeof breachReasons)[number]

export type Reached = { decisionId: string | null; how: ReachedHow }

/** `reached` is what the reason rests on, each decision once. */
export type Assessment =
  | { verdict: 'allowed' }
  | { verdict: 'refused'; reason: BreachReason; reached: Reached[] }

/**
 * Law 3 on what somebody is about to write: whether it scores a protected decision, attaches it to negative feedback
 * or charges it to anyone. Pure and total. Praise is free; a criticism of anything else is free.
 */
export function assessGuarantee(written: Written, decisions: readonly ProtectedDecision[]): Assessment {
  const { kind } = written
  if (kind === 'score' && written.covers.length === 0)
    return { verdict: 'refused', reason: 'score_without_scope', reached: [] }
  const read = readText(written.text)
  const reached = findReached(written, decisions, read)
  const refuse = (reason: BreachReason, by = reached): Assessment => ({
    verdict: 'refused',
    reason,
    reached: by,
  })
  // their decisions as such: spoken of, and held against them in the same breath
  const asSuch: Reached[] = decisions.length > 0 ? [{ decisionId: null, how: 'words' }] : []
  const named = namesOf(decisions)
  switch (kind) {
    case 'deduction': {
      const charged = [...reached, ...reachedByPay(written, decisions)]
      if (charged.length > 0) return refuse('charge_on_decision', charged)
      return speaks(read, () => true) && asSuch.length > 0
        ? refuse('charge_on_decision', asSuch)
        : { verdict: 'allowed' }
    }
    case 'improve':
    case 'score': {
      const reason = kind === 'score' ? 'score_on_decision' : 'negative_on_decision'
      if (reached.length > 0) return refuse(reason)
      if (asSuch.length > 0 && speaks(read, (one) => one.charge || one.strong || one.weak || one.noun))
        return refuse(reason, asSuch)
      return { verdict: 'allowed' }
    }
    case 'coaching': {
      const pointed = reached.filter(({ how }) => how !== 'contact')
      if (pointed.length > 0) return refuse('negative_on_decision', pointed)
      const held = speaks(read, (one) => one.charge || one.strong || one.weak || one.noun)
      if (held) return reached.length > 0 ? refuse('blame_in_text') : orAsSuch('blame_in_text', asSuch)
      return { verdict: 'allowed' }
    }
    case 'bonus':
    case 'praise': {
      const all = written.decisionId !== null || reached.some(({ how }) => how === 'link')
      const by = reached.length > 0 ? reached : asSuch
      if (by.length === 0) return { verdict: 'allowed' }
      if (speaks(read, (one) => one.charge, all)) return refuse('charge_on_decision', by)
      if (speaks(read, (one) => one.strong, all)) return refuse('blame_in_text', by)
      if (read.some((one) => (all || one.mentions || one.points) && one.weak && !one.praise))
        return refuse('blame_in_text', by)
      return { verdict: 'allowed' }
    }
    case 'note': {
      if (reached.length + asSuch.length === 0) return { verdict: 'allowed' }
      const by = reached.length > 0 ? reached : asSuch
      if (speaks(read, (one) => one.charge && one.pay)) return refuse('charge_on_decision', by)
      if (speaks(read, (one) => one.strong)) return refuse('blame_in_text', by)
      if (blamesByName(read, named)) return refuse('blame_in_text', by)
      return { verdict: 'allowed' }
    }
    case 'proposal': {
      const by = reached.length > 0 ? reached : asSuch
      if (by.length === 0) return { verdict: 'allowed' }
      if (speaks(read, (one) => one.charge && one.pay)) return refuse('charge_on_decision', by)
      return blamesByName(read, named) ? refuse('blame_in_text', by) : { verdict: 'allowed' }
    }
  }
}

/** Names that a text mentions, whole words of at least three letters: for what must be said of nobody. */
export function namesIn(text: string, names: readonly string[]): string[] {
  const plain = plainText(text)
  return names.filter((name) => namePattern(name)?.test(plain))
}

type Sentence = {
  plain: string
  /** speaks of a decision, or of one's amount, or points at one */
  mentions: boolean
  points: boolean
  money: boolean
  charge: boolean
  pay: boolean
  strong: boolean
  weak: boolean
  noun: boolean
  praise: boolean
}

function readText(text: string): Sentence[] {
  return sentencesOf(plainText(text)).map((plain) => {
    const readings = readingsOf(plain)
    return {
      plain,
      mentions: hasWord(readings, 'decision'),
      points: false,
      money: hasWord(readings, 'money'),
      charge: hasWord(readings, 'charge', true),
      pay: hasWord(readings, 'pay'),
      strong: hasWord(readings, 'blameStrong', true),
      weak: hasWord(readings, 'blameWeak', true),
      noun: hasWord(readings, 'blameNoun', true),
      praise: hasWord(readings, 'praise', true),
    }
  })
}

/** Whether a sentence that mentions a decision, or one beside it, is so. `all`: the text is about one as a whole. */
function speaks(read: readonly Sentence[], so: (sentence: Sentence) => boolean, all = false): boolean {
  return read.some(
    (sentence, nth) =>
      (all || sentence.mentions || sentence.points) &&
      [read[nth - 1], sentence, read[nth + 1]].some((near) => near !== undefined && so(near)),
  )
}

function blamesByName(read: readonly Sentence[], names: readonly string[]): boolean {
  return speaks(
    read,
    (one) => (one.weak || one.noun || one.charge) && !one.praise && namesIn(one.plain, names).length > 0,
  )
}

const namesOf = (decisions: readonly ProtectedDecision[]) => [
  ...new Set(decisions.flatMap(({ agentName }) => [agentName, ...agentName.split(/\s+/)])),
]

/** Every decision that a link or the text leads to, once, by the plainest way. Marks the sentences that point at one. */
function findReached(
  { contactId, decisionId, text }: Written,
  decisions: readonly ProtectedDecision[],
  read: Sentence[],
): Reached[] {
  const pointers = pointersIn(text)
  const reached: Reached[] = []
  for (const decision of decisions) {
    const how = howReached(decision, { contactId, decisionId, pointers, read })
    if (how) reached.push({ decisionId: decision.id, how })
  }
  return reached
}

function howReached(
  decision: ProtectedDecision,
  {
    contactId,
    decisionId,
    pointers,
    read,
  }: {
    contactId: string | null
    decisionId: string | null
    pointers: readonly string[]
    read: Sentence[]
  },
): ReachedHow | null {
  if (decision.id === decisionId) return 'link'
  const points = (whole: string | null) =>
    whole !== null && pointers.some((pointer) => whole.replaceAll('-', '').startsWith(pointer))
  for (const [whole, how] of [
    [decision.id, 'id'],
    [decision.entryId, 'receipt'],
    [decision.entryHash, 'receipt'],
  ] as const)
    if (points(whole)) {
      for (const sentence of read) sentence.points = true
      return how
    }
  let amount = false
  for (const sentence of read)
    if (namesAmount(sentence.plain, decision.amount, sentence.mentions)) {
      sentence.points = true
      amount = true
    }
  const inContact = decision.contactId === contactId || points(decision.contactId)
  if (inContact && (amount || read.some((sentence) => sentence.mentions || sentence.money))) {
    for (const sentence of read) sentence.points ||= sentence.money
    return 'contact'
  }
  if (amount) return 'amount'
  const customer = namePattern(decision.customerName)
  const ofCustomer = read.some(
    (sentence, nth) =>
      sentence.mentions &&
      [read[nth - 1], sentence, read[nth + 1]].some((near) => near && customer?.test(near.plain)),
  )
  return ofCustomer ? 'customer' : null
}

/** A deduction in a contact of a decision, or of a recent decision's very amount, is that decision's charge. */
function reachedByPay({ contactId, pay }: Written, decisions: readonly ProtectedDecision[]): Reached[] {
  return decisions.flatMap(({ id, contactId: of, amount, recent }): Reached[] => {
    if (contactId !== null && of === contactId) return [{ decisionId: id, how: 'contact' }]
    const same = pay && pay.minor === amount.minor && pay.currency === amount.currency
    return same && recent && amount.minor > 0 ? [{ decisionId: id, how: 'pay' }] : []
  })
}

/** Hexadecimal runs of a text that may begin an id or a hash: eight characters are as many as anybody copies by hand. */
export function pointersIn(text: string): string[] {
  return [...plainText(text).matchAll(/(?<![\p{L}\p{N}])[0-9a-f][0-9a-f-]{6,70}[0-9a-f](?![\p{L}\p{N}])/gu)]
    .map((match) => match[0].replaceAll('-', ''))
    .filter((pointer) => pointer.length >= 8 && /\d/.test(pointer))
}

function namePattern(name: string): RegExp | null {
  const plain = plainText(name).trim()
  if (plain.length < 3) return null
  const parts = plain.split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const last = parts.length > 1 && (parts.at(-1) ?? '').length >= 4 ? `|${parts.at(-1)}` : ''
  return new RegExp(`(?<!\\p{L})(?:[وفبلك]{0,2})(?:${parts.join('\\s+')}${last})(?!\\p{L})`, 'u')
}

function orAsSuch(reason: BreachReason, reached: Reached[]): Assessment {
  return reached.length > 0 ? { verdict: 'refused', reason, reached } : { verdict: 'allowed' }
}
