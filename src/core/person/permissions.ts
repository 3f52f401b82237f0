/**
 * Who may do what, as data. Every route row of the contract names one permission; the server refuses a
 * request whose person has no role that holds it. Scope (which teams, which clients) is the assignment's.
 */
export const roles = [
  'agent',
  'coach',
  'manager',
  'trainer',
  'client_representative',
  'sponsor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

export const rolesByPermission = {
  /** see contacts of one's teams and their customers */
  'contact.read': ['agent', 'coach', 'manager'],
  /** take contacts, reply, answer doubts, propose closure */
  'contact.work': ['agent', 'coach'],
  'customer.read': ['agent', 'coach', 'manager'],
  'customer.write': ['agent', 'coach'],
  'decision.make': ['agent', 'coach'],
  /** give more than was decided: one's own decisions, or an agent's of a team one coaches or manages */
  'decision.correct': ['agent', 'coach', 'manager'],
  /** say that one's company will not carry a decision out */
  'decision.refuse': ['client_representative'],
  /** tell what the client's systems know of a customer */
  'fact.write': ['administrator'],
  'decision.read': ['agent', 'coach', 'manager', 'client_representative', 'sponsor'],
  'support.ask': ['agent', 'coach'],
  'support.read': ['agent', 'coach', 'manager', 'administrator'],
  /** coaches answer first, then managers, then administrators: see support/chain.ts */
  'support.answer': ['coach', 'manager', 'administrator'],
  'mandate.read': [
    'agent',
    'coach',
    'manager',
    'trainer',
    'client_representative',
    'sponsor',
    'administrator',
  ],
  'mandate.draft': ['administrator', 'manager'],
  /** the operator's side is signed by administrators and managers, the client's by its representative */
  'mandate.sign': ['administrator', 'manager', 'client_representative'],
  /** try a mandate on the past: whoever drafts or signs one */
  'backtest.run': ['administrator', 'manager', 'client_representative'],
  'goal.read': ['agent', 'coach', 'manager', 'trainer', 'client_representative', 'sponsor', 'administrator'],
  'goal.write': ['manager', 'sponsor', 'administrator'],
  /** write expectations and agree on them, for oneself or for one's team */
  'expectation.agree': ['agent', 'coach', 'manager'],
  /** coaching sessions: one's own with one's coach, or with those one coaches */
  'coaching.take': ['agent', 'coach'],
  /** read conversations of one's team by its rubric, and write the rubric */
  'review.take': ['agent', 'coach'],
  /** one's own handling time, and nobody else's: no role reads another's */
  'mirror.own': ['agent', 'coach'],
  /** what is published of handling time, by site and calendar month */
  'handling.read': ['manager', 'sponsor'],
  /** patterns of one's own team; managers see what a coach shared */
  'opportunity.read': ['agent', 'coach', 'manager'],
  'opportunity.move': ['coach'],
  /** a team's weekly outcomes, never a person's */
  'series.read': ['agent', 'coach', 'manager'],
  /** the people's own satisfaction: those who serve and those who serve them */
  'pulse.answer': ['agent', 'coach', 'manager'],
  'pulse.read': ['agent', 'coach', 'manager', 'trainer', 'sponsor', 'administrator'],
  'ledger.read': ['client_representative', 'sponsor', 'administrator', 'manager'],
  'organisation.read': [
    'agent',
    'coach',
    'manager',
    'trainer',
    'client_representative',
    'sponsor',
    'administrator',
  ],
  'organisation.write': ['administrator'],
  'person.read': ['administrator'],
  'person.write': ['administrator'],
  'mail.read': ['administrator'],
  /** about a colleague of one's teams; which kinds is core/guarantee/feedback.ts's */
  'feedback.write': ['agent', 'coach', 'manager'],
  'feedback.read': ['agent', 'coach', 'manager'],
  /** how many guarantees were given and honoured: figures of nobody */
  'guarantee.read': ['agent', 'coach', 'manager', 'client_representative', 'sponsor', 'administrator'],
  'breach.read': ['agent', 'coach', 'manager', 'administrator'],
  'learning.write': ['agent', 'coach', 'manager'],
  'learning.read': ['agent', 'coach', 'manager', 'trainer', 'administrator'],
  'learning.use': ['trainer'],
  'proposal.write': ['agent', 'coach', 'manager'],
  'proposal.read': ['agent', 'coach', 'manager', 'administrator'],
  'proposal.answer': ['manager', 'administrator'],
  /** the pledges, the breaches answered, the guarantees honoured: for all to see */
  'culture.read': [
    'agent',
    'coach',
    'manager',
    'trainer',
    'client_representative',
    'sponsor',
    'administrator',
  ],
  /** whoever stands above somebody who decides */
  'pledge.sign': ['coach', 'manager', 'sponsor', 'administrator'],
  'breach.report': ['agent', 'coach'],
  /** which of them, and for which breach, is core/breach/above.ts's */
  'breach.answer': ['manager', 'administrator', 'sponsor'],
  'story.read': ['agent', 'coach', 'manager', 'trainer', 'client_representative', 'sponsor', 'administrator'],
  'story.celebrate': ['agent', 'coach', 'manager', 'client_representative'],
  /** the agent whom a story is about */
  'story.name': ['agent', 'coach'],
  'obstacle.read': ['agent', 'coach', 'manager', 'administrator'],
  'obstacle.write': ['manager', 'administrator'],
  'missed.read': ['coach', 'manager', 'client_representative', 'sponsor'],
  /** courses, scenarios and one's own practice: everybody's */
  'training.read': [
    'agent',
    'coach',
    'manager',
    'trainer',
    'client_representative',
    'sponsor',
    'administrator',
  ],
  'training.write': ['trainer'],
  /** confirm or end what is proposed to a team: its coach, or a trainer */
  'refresher.settle': ['coach', 'trainer'],
  /** levels that are not for oneself to take */
  'level.confirm': ['coach', 'trainer'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rolesByPermission

/** Whether any of the roles holds the permission. */
export function holdsPermission(held: Iterable<Role>, permission: Permission): boolean {
  const allowed: readonly Role[] = rolesByPermission[permission]
  for (const role of held) if (allowed.includes(role)) return true
  return false
}
