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
  'goal.read': ['agent', 'coach', 'manager', 'trainer', 'client_representative', 'sponsor', 'administrator'],
  'goal.write': ['manager', 'sponsor', 'administrator'],
  /** write expectations and agree on them, for oneself or for one's team */
  'expectation.agree': ['agent', 'coach', 'manager'],
  /** coaching sessions: one's own with one's coach, or with those one coaches */
  'coaching.take': ['agent', 'coach'],
  /** read conversations of one's team by its rubric, and write the rubric */
  'review.take': ['agent', 'coach'],
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
  'missed.read': ['coach', 'manager', 'client_representative', 'sponsor'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof rolesByPermission

/** Whether any of the roles holds the permission. */
export function holdsPermission(held: Iterable<Role>, permission: Permission): boolean {
  const allowed: readonly Role[] = rolesByPermission[permission]
  for (const role of held) if (allowed.includes(role)) return true
  return false
}
