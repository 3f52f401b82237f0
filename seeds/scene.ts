import type { ContactState } from '../src/core/contact/contact.ts'
import type { EntryKind } from '../src/core/ledger/entry.ts'
import type { Fact } from '../src/server/ledger/record.ts'
import type { Part } from './parts.ts'
import type { Random } from './random.ts'
import type { Rows } from './rows.ts'
import type { PlacedMandate } from './signing.ts'
import type { Weighed } from './weighing.ts'

type Doubt = Rows['doubt'][number]
type Contact = Rows['contact'][number]

/** A contact while it is played: its rows, and the core's own state of it. */
export type Scene = {
  part: Part
  rows: Rows
  random: Random
  clientId: string
  teamId: string
  agentId: string
  contact: Contact
  state: ContactState
  doubts: Doubt[]
  request: Rows['support_request'][number] | null
  decisionId: string
  weighed: (part: Part, kind: 'ask' | 'decide') => Weighed
  mandateAt: (at: number) => PlacedMandate
  text: (raw: string) => string
  tell: (at: number, kind: EntryKind, actor: string, facts: Fact['facts'], texts?: Fact['texts']) => void
}
