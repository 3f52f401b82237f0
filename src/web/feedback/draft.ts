import type { FeedbackKind, RubricPart } from '../../core/guarantee/feedback.ts'
import type { RequestFor } from '../api.ts'

/** What is in the form: as typed, so that it survives a reload and a refusal. */
export type Draft = {
  /** person and team: one may work with somebody in two */
  to: string
  kind: FeedbackKind
  contact: string
  score: string
  covers: RubricPart[]
  minor: number | null
  currency: string
  text: string
}

export const emptyDraft: Draft = {
  to: '',
  kind: 'praise',
  contact: '',
  score: '',
  covers: [],
  minor: null,
  currency: '',
  text: '',
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

/** The contact in what was pasted: an address of its page, or its id alone; null where there is none. */
export function contactIn(typed: string): string | null {
  return uuid.exec(typed)?.[0].toLowerCase() ?? null
}

export function isPay(kind: FeedbackKind): kind is 'bonus' | 'deduction' {
  return kind === 'bonus' || kind === 'deduction'
}

/** The request, once nothing in the form is faulty. */
export function bodyOf(draft: Draft): RequestFor<'feedback.create'>['body'] {
  const [personId = '', teamId = ''] = draft.to.split(' ')
  const said = { personId, teamId, text: draft.text }
  const contactId = contactIn(draft.contact)
  const { kind } = draft
  if (kind === 'score')
    return { kind, ...said, contactId: contactId ?? '', score: Number(draft.score), covers: draft.covers }
  if (isPay(kind))
    return { kind, ...said, contactId, pay: { minor: draft.minor ?? 0, currency: draft.currency } }
  return { kind, ...said, contactId }
}
