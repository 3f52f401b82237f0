import type { DemoCustomer } from './customers.ts'
import type { PersonKey, TeamKey } from './people.ts'
import type { Step, Telling } from './script.ts'
import type { Tale } from './stories.ts'

/** Where a contact of the world stands now. */
export type Life =
  | 'waiting'
  | 'with_agent'
  | 'with_customer'
  /** given back: a doubt was not clear, or came back after the contact was closed */
  | 'returned'
  | 'closed'

/** A story with everything it was given: who tells it, who listens, when, and how far it has come. */
export type Part = {
  tale: Tale
  customer: DemoCustomer
  team: TeamKey
  agent: PersonKey
  life: Life
  telling: Telling
  /** what has happened so far, with its times (ms) */
  steps: Step[]
  times: number[]
  /** minutes on the clock of this support request, where they are not the mandate's */
  supportMinutes: number | null
}
