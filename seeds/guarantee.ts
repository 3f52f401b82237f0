import { assessGuarantee, type ProtectedDecision, type Written } from '../src/core/guarantee/assess.ts'
import { dayMs } from './calendar.ts'
import {
  type DemoAttempt,
  type DemoNote,
  demoAttempts,
  demoNotes,
  demoProposals,
  demoQuestion,
} from './notes.ts'
import { demoTeams, type PersonKey, personOf, type TeamKey, teamKeys } from './people.ts'
import { idOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'

type Decision = Rows['decision'][number]
type Contact = Rows['contact'][number]

/** Feedback, refused attempts and what became of them. What the core refuses cannot have been written, and the other way round. */
export function writeGuarantee(rows: Rows, facts: TimedFact[], now: number): void {
  for (const [nth, note] of demoNotes.entries()) writeNote(rows, note, nth, now)
  for (const [nth, attempt] of demoAttempts.entries()) writeAttempt(rows, facts, attempt, nth, now)
  writeQuestion(rows, now)
  for (const [nth, proposal] of demoProposals.entries()) {
    const at = new Date(now - proposal.days * dayMs)
    const { answer } = proposal
    rows.proposal.push({
      ...placeOf(proposal.by),
      id: idOf('proposal', nth),
      power: proposal.power,
      change: proposal.change,
      why: proposal.why,
      breach_id: null,
      author_id: idOf('person', proposal.by),
      at,
      state: answer?.state ?? 'open',
      answered_by: answer ? idOf('person', answer.by) : null,
      answered_at: answer ? new Date(at.getTime() + 2 * dayMs) : null,
      answer: answer?.text ?? null,
    })
  }
}

function writeNote(rows: Rows, note: DemoNote, nth: number, now: number): void {
  const at = now - note.days * dayMs
  const decision = note.on === 'decision' ? latestDecision(rows, note.to, at) : null
  const contact = note.on === 'contact' ? latestPlainContact(rows, note.to, at) : null
  const contactId = decision?.contact_id ?? contact?.id ?? null
  expectVerdict(rows, note.to, 'allowed', {
    kind: note.kind,
    text: note.text,
    contactId,
    decisionId: decision?.id ?? null,
    pay: note.pay ?? null,
    covers: note.covers ?? [],
  })
  rows.feedback.push({
    ...placeOf(note.to),
    id: idOf('feedback', nth),
    about_id: idOf('person', note.to),
    author_id: idOf('person', note.by),
    kind: note.kind,
    text: note.text,
    contact_id: contactId,
    decision_id: decision?.id ?? null,
    score: note.score ?? null,
    covers: note.covers ?? [],
    pay_minor: note.pay?.minor ?? null,
    pay_currency: note.pay?.currency ?? null,
    at: new Date(at),
    stance: note.answer?.stance ?? null,
    answer: note.answer?.text ?? null,
    answered_at: note.answer ? new Date(at + dayMs / 3) : null,
  })
}

function writeAttempt(rows: Rows, facts: TimedFact[], attempt: DemoAttempt, nth: number, now: number): void {
  const at = now - attempt.days * dayMs
  const decision = latestDecision(rows, attempt.about, at)
  const said = expectVerdict(rows, attempt.about, 'refused', {
    kind: attempt.kind,
    text: attempt.text,
    contactId: attempt.linked === 'contact' ? decision.contact_id : null,
    decisionId: attempt.linked === 'decision' ? decision.id! : null,
    pay: null,
    covers: attempt.covers ?? [],
  })
  const id = idOf('breach', nth)
  const { client_id, team_id } = placeOf(attempt.about)
  const reached = said.reached.find((one) => one.decisionId === decision.id) ?? said.reached[0]!
  rows.breach.push({
    client_id,
    id,
    kind: 'refused',
    place: attempt.place,
    tried: attempt.kind,
    reason: said.reason,
    how: reached.how,
    team_id,
    about_id: idOf('person', attempt.about),
    author_id: idOf('person', attempt.by),
    decision_id: reached.decisionId,
    seen_from: attempt.seenFrom,
    at: new Date(at),
  })
  rows.breach_words.push({
    client_id,
    breach_id: id,
    author_id: idOf('person', attempt.by),
    text: attempt.text,
  })
  facts.push({
    at,
    decision: null,
    fact: {
      clientId: client_id,
      kind: 'breach.refused',
      actor: idOf('person', attempt.by),
      facts: {
        breach: id,
        place: attempt.place,
        tried: attempt.kind,
        reason: said.reason,
        how: reached.how,
        team: team_id,
        agent: idOf('person', attempt.about),
        decision: reached.decisionId,
      },
      texts: { words: attempt.text },
    },
  })
  const { became } = attempt
  if (!became) return
  const later = at + dayMs / 24
  if ('learning' in became)
    pushCase(rows, {
      id: idOf('learning', nth),
      decision,
      question: became.learning,
      by: attempt.by,
      at: later,
      breachId: id,
    })
  else
    rows.proposal.push({
      client_id,
      team_id,
      id: idOf('proposal of', nth),
      power: decision.power,
      change: became.change,
      why: became.why,
      breach_id: id,
      author_id: idOf('person', attempt.by),
      at: new Date(later),
      state: 'open',
      answered_by: null,
      answered_at: null,
      answer: null,
    })
}

function writeQuestion(rows: Rows, now: number): void {
  const { by, of, days, question } = demoQuestion
  const at = now - days * dayMs
  const decision = latestDecision(rows, of, at)
  pushCase(rows, { id: idOf('learning', 'question'), decision, question, by, at, breachId: null })
}

type Case = {
  id: string
  decision: Decision
  question: string
  by: PersonKey
  at: number
  breachId: string | null
}

function pushCase(rows: Rows, { id, decision, question, by, at, breachId }: Case): void {
  const contact = rows.contact.find((one) => one.id === decision.contact_id)!
  // the first that came has been made use of
  const used = rows.learning_case.length === 0
  rows.learning_case.push({
    client_id: decision.client_id,
    id,
    decision_id: decision.id!,
    power: decision.power,
    touchpoint: contact.touchpoint,
    language: contact.language,
    question,
    breach_id: breachId,
    author_id: idOf('person', by),
    at: new Date(at),
    state: used ? 'used' : 'open',
    used_by: used ? idOf('person', 'trainer') : null,
    used_at: used ? new Date(at + 3 * dayMs) : null,
    used_note: used ? 'Uno scenario di dieci minuti: tre clienti, la stessa domanda.' : null,
  })
}

/** The newest decision of an agent that was made before a moment. */
function latestDecision(rows: Rows, who: PersonKey, at: number): Decision {
  const agentId = idOf('person', who)
  const made = rows.decision.filter((one) => one.agent_id === agentId && timeOf(one.at) < at)
  if (made.length === 0) throw new Error(`${who} has decided nothing by then`)
  return made.reduce((newest, one) => (timeOf(one.at) > timeOf(newest.at) ? one : newest))
}

/** The newest closed contact of an agent in which nothing was decided. */
function latestPlainContact(rows: Rows, who: PersonKey, at: number): Contact {
  const agentId = idOf('person', who)
  const decided = new Set(rows.decision.map((one) => one.contact_id))
  const closed = rows.contact.filter(
    (one) => one.agent_id === agentId && one.closed_at && timeOf(one.closed_at) < at && !decided.has(one.id!),
  )
  if (closed.length === 0) throw new Error(`${who} has closed nothing by then`)
  return closed.reduce((newest, one) => (timeOf(one.closed_at) > timeOf(newest.closed_at) ? one : newest))
}

function expectVerdict<V extends 'allowed' | 'refused'>(
  rows: Rows,
  about: PersonKey,
  verdict: V,
  written: Written,
) {
  const agentId = idOf('person', about)
  const decisions: ProtectedDecision[] = rows.decision
    .filter((one) => one.agent_id === agentId || one.contact_id === written.contactId)
    .map((one) => ({
      id: one.id!,
      contactId: one.contact_id,
      amount: { minor: Number(one.amount_minor), currency: one.currency },
      recent: true,
      entryId: null,
      entryHash: null,
      customerName: rows.customer.find(({ id }) => id === one.customer_id)!.name,
      agentName: personOf(about).name,
    }))
  const said = assessGuarantee(written, decisions)
  if (said.verdict !== verdict) throw new Error(`demo world: «${written.text}» is ${said.verdict}`)
  return said as Extract<typeof said, { verdict: V }>
}

/** The team somebody works in, or the first of the site they manage. */
function placeOf(who: PersonKey): { client_id: string; team_id: string } {
  const { team, site } = personOf(who)
  const key = (team ?? teamKeys.find((one) => demoTeams[one].site === site)) as TeamKey
  return { client_id: idOf('client', demoTeams[key].client), team_id: idOf('team', key) }
}

const timeOf = (at: unknown): number => new Date(at as Date).getTime()
