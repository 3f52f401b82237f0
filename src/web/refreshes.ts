/** What has to be read again when something changed: by the live stream's topic, and by the noun acted on. */
export const topics = {
  contact: ['contact.', 'customer.', 'fact.', 'decision.', 'mandate.authority', 'home.'],
  support: ['support.', 'obstacle.', 'contact.', 'mandate.authority', 'home.'],
  draft: ['draft.'],
  feedback: ['feedback.', 'breach.', 'guarantee.'],
  mandate: ['mandate.', 'overlay.', 'decision.', 'entry.', 'home.'],
  expectation: ['expectation.', 'goal.', 'home.'],
  coaching_session: ['coaching.'],
  review: ['review.', 'rubric.'],
  opportunity: ['opportunity.', 'refresher.', 'training.', 'home.'],
  culture: ['culture.', 'breach.', 'guarantee.', 'home.', 'story.'],
  mail: ['mail.'],
  session: ['session.', 'person.'],
} as const satisfies Record<string, readonly string[]>
export type Topic = keyof typeof topics

const byNoun: Record<string, readonly string[]> = {
  ...topics,
  message: topics.contact,
  doubt: topics.contact,
  closure: topics.contact,
  decision: [...topics.contact, 'support.', 'entry.'],
  fact: topics.contact,
  customer: topics.contact,
  support: [...topics.support, ...topics.contact],
  // a submitted draft is a version
  draft: ['draft.', 'mandate.', 'home.'],
  goal: topics.expectation,
  mirror: ['mirror.'],
  rate: ['rate.', 'handling.'],
  // the outline of the house: who signs for whom, and what the administrator's home finds missing
  person: ['person.', 'home.'],
  client: ['client.', 'session.', 'home.'],
  site: ['site.', 'home.'],
  team: ['team.', 'home.'],
  learning: ['learning.', 'breach.', 'guarantee.'],
  proposal: ['proposal.', 'breach.', 'guarantee.'],
  story: ['story.', 'breach.', 'home.'],
  pledge: ['culture.', 'entry.', 'home.'],
  breach: ['breach.', 'culture.', 'guarantee.', 'entry.', 'home.'],
  practice: ['training.', 'scenario.'],
  scenario: ['scenario.', 'refresher.', 'learning.'],
  refresher: ['refresher.', 'training.'],
  account: ['session.', 'account.'],
  setup: ['session.'],
}

/** 'doubt.answer' → what the screen may show of it. */
export function touchedBy(operation: string): readonly string[] {
  const noun = operation.split('.')[0] ?? ''
  return byNoun[noun] ?? [`${noun}.`]
}
