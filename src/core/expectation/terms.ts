/**
 * How an expectation is agreed, pure. Terms are written by either side and hold once both agree; a term that
 * nobody answered yet can be replaced by another, and what both agreed holds until both agree on something else.
 */
import { type Activity, findActivity } from './activity.ts'
import { type MeasureKind, measures } from './measure.ts'

export type Side = 'bearer' | 'counterpart'

export type Term = {
  number: number
  /** both let the expectation go */
  ends: boolean
  agreements: { side: Side; agrees: boolean }[]
}

export type ExpectationState = {
  /** no term yet agreed · the agreed one holds · ended by both · the only term so far was declined */
  state: 'proposed' | 'agreed' | 'ended' | 'declined'
  /** number of the term that holds */
  holds: number | null
  /** number of the newest term, where it awaits somebody */
  open: number | null
  /** whose word the open term awaits */
  awaits: Side[]
}

const sides: readonly Side[] = ['bearer', 'counterpart']

/** @param terms in the order of their numbers */
export function stateOf(terms: readonly Term[]): ExpectationState {
  const agreed = terms.filter((term) => sides.every((side) => saidOf(term, side) === true)).at(-1) ?? null
  const newest = terms.at(-1) ?? null
  const isOpen = newest !== null && newest !== agreed && !newest.agreements.some(({ agrees }) => !agrees)
  const open = isOpen ? newest.number : null
  return {
    state: agreed ? (agreed.ends ? 'ended' : 'agreed') : isOpen ? 'proposed' : 'declined',
    holds: agreed && !agreed.ends ? agreed.number : null,
    open,
    awaits: isOpen ? sides.filter((side) => saidOf(newest, side) === undefined) : [],
  }
}

function saidOf(term: Term, side: Side): boolean | undefined {
  return term.agreements.find((agreement) => agreement.side === side)?.agrees
}

export type Proposal = {
  result: string
  measure: MeasureKind
  measureWords: string
  /** calendar dates (YYYY-MM-DD) */
  fromDate: string
  reviewDate: string
}

export type ProposalFault =
  | { place: 'result' | 'measureWords'; fault: 'activity'; activity: Activity }
  | { place: 'measure'; fault: 'wrong_way' }
  | { place: 'reviewDate'; fault: 'too_soon' | 'too_far' }

/** A month shows something; beyond two years nobody remembers what was meant. */
const reviewDays = { least: 28, most: 731 }

/** What stands against a proposal; empty when nothing does. Law 5 is the first of it. */
export function findProposalFaults(proposal: Proposal, runs: 'down' | 'up'): ProposalFault[] {
  const faults: ProposalFault[] = []
  for (const place of ['result', 'measureWords'] as const) {
    const activity = findActivity(proposal[place])
    if (activity) faults.push({ place, fault: 'activity', activity })
  }
  if (measures[proposal.measure].runs !== runs) faults.push({ place: 'measure', fault: 'wrong_way' })
  const days = (Date.parse(proposal.reviewDate) - Date.parse(proposal.fromDate)) / 86_400_000
  if (days < reviewDays.least) faults.push({ place: 'reviewDate', fault: 'too_soon' })
  else if (days > reviewDays.most) faults.push({ place: 'reviewDate', fault: 'too_far' })
  return faults
}
