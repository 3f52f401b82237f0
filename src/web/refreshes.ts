/** What has to be read again when something changed: by the live stream's topic, and by the noun acted on. */
export const topics = {
  contact: ['contact.', 'customer.', 'decision.', 'mandate.authority', 'home.'],
  support: ['support.', 'contact.', 'mandate.authority', 'home.'],
  mandate: ['mandate.', 'decision.', 'entry.', 'home.'],
  draft: ['draft.'],
  feedback: ['feedback.', 'breach.', 'guarantee.'],
  expectation: ['expectation.', 'goal.', 'home.'],
  coaching_session: ['coaching.'],
  review: ['review.', 'rubric.'],
  mail: ['mail.'],
  session: ['session.', 'person.'],
} as const satisfies Record<string, readonly string[]>
export type Topic = keyof typeof topics

const byNoun: Record<string, readonly string[]> = {
  ...topics,
  message: topics.contact,
  doubt: topics.contact,
  closure: topics.contact,
  decision: [...topics.contact, 'entry.'],
  customer: topics.contact,
  support: [...topics.support, ...topics.contact],
  // a submitted draft is a version
  draft: ['draft.', 'mandate.', 'home.'],
  goal: topics.expectation,
  // the outline of the house: who signs for whom, and what the administrator's home finds missing
  person: ['person.', 'home.'],
  client: ['client.', 'session.', 'home.'],
  site: ['site.', 'home.'],
  team: ['team.', 'home.'],
  learning: ['learning.', 'breach.', 'guarantee.'],
  proposal: ['proposal.', 'breach.', 'guarantee.'],
  account: ['session.'],
  setup: ['session.'],
}

/** 'doubt.answer' → what the screen may show of it. */
export function touchedBy(operation: string): readonly string[] {
  const noun = operation.split('.')[0] ?? ''
  return byNoun[noun] ?? [`${noun}.`]
}
