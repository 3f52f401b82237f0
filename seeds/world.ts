import type { Language } from '../src/contract/route.ts'
import { sealFacts } from '../src/server/ledger/record.ts'
import { writeFulfilments, writeLinks } from './afterwards.ts'
import { dayMs } from './calendar.ts'
import { castAll } from './cast.ts'
import { writeGenerous, writeRefusal } from './corrections.ts'
import { writeCulture } from './culture.ts'
import { writeCustomerFacts } from './customer-facts.ts'
import { makeCustomers } from './customers.ts'
import { writeDrafts } from './drafting.ts'
import { writeExpectations } from './expectations.ts'
import { writeGuarantee } from './guarantee.ts'
import { writeHandling } from './handling.ts'
import { writeMails } from './mails.ts'
import { writeObstacles } from './obstacles.ts'
import { writeCustomers, writeOrganisation } from './organisation.ts'
import type { ClientKey, PersonKey } from './people.ts'
import { perform } from './perform.ts'
import { worldStart } from './place.ts'
import { overlaysAt, placeOverlays, writeOverlays } from './place-overlays.ts'
import { writePulse } from './pulse.ts'
import { idOf, randomOf } from './random.ts'
import { writeReviews } from './reviews.ts'
import { emptyRows, type Rows, type TimedFact } from './rows.ts'
import { writeSessions } from './sessions.ts'
import { mandateAt, placeMandates, signers, writeMandates } from './signing.ts'
import { readTales } from './stories.ts'
import { writeStories } from './told.ts'
import { writeTraining } from './training.ts'
import { type Budget, weighAll } from './weighing.ts'

/** The demo world as rows of its tables; people still lack their sign-in user. */
export type World = Rows

const languages: Language[] = ['it', 'fr', 'en', 'ar']

/**
 * The demo world as it stands at a moment: thirteen weeks of contacts that end now. Data only, and the same
 * for the same moment, to the last id.
 * @param publicUrl what the links of its mails begin with
 */
export function buildWorld(now: Date, publicUrl = 'http://localhost:3000'): World {
  const rows = emptyRows()
  const facts: TimedFact[] = []
  const mandates = placeMandates(now.getTime())
  const inForce = (client: ClientKey, at: number) => mandateAt(mandates, client, at)

  const founded = new Date(worldStart(now.getTime()) - 60 * dayMs)
  writeOrganisation(rows, founded)
  const ids = {
    client: (key: ClientKey) => idOf('client', key),
    person: (key: PersonKey) => idOf('person', key),
  }
  writeMandates(mandates, rows, facts, ids)
  writeDrafts(mandates, rows, now.getTime(), ids)

  const overlays = placeOverlays(now.getTime(), mandates)
  writeOverlays(overlays, rows, facts, (client) => ({
    operator: signers[client].operator[1],
    client: signers[client].client,
  }))

  const tales = readTales(languages)
  const customers = makeCustomers(tales, now)
  writeCustomers(rows, customers, new Date(worldStart(now.getTime()) - 14 * dayMs))
  writeCustomerFacts(rows, facts, customers, now.getTime() - 34 * dayMs)
  const parts = castAll(tales, customers, {
    now: now.getTime(),
    supportMinutes: (client, at) => inForce(client, at).document.support.minutes,
  })
  const { weighed, budgets } = weighAll(parts, {
    agent: (part) => idOf('person', part.agent),
    mandateAt: inForce,
    overlaysAt: (mandateId, at) => overlaysAt(overlays, mandateId, at),
  })
  for (const part of parts) perform(part, { rows, facts, weighed, mandateAt: inForce })
  writeGenerous({ now: now.getTime(), rows, facts, budgets, mandates, overlays })
  rows.budget.push(...budgets.map(budgetRow))

  writeGuarantee(rows, facts, now.getTime())
  writeCulture(rows, facts, now.getTime())
  writeStories(rows, now.getTime())
  writeObstacles(rows, now.getTime())
  writeExpectations(rows, facts, now.getTime())
  writeSessions(rows, now.getTime())
  writeReviews(rows, now.getTime())
  writeHandling(rows, worldStart(now.getTime()), now.getTime())
  writePulse(rows, now.getTime())
  writeTraining(rows, mandates, now.getTime())
  writeFulfilments(rows, now.getTime())
  writeRefusal(rows, facts, now.getTime())
  writeLinks(rows)
  writeMails(rows, publicUrl)
  writeLedger(rows, facts)
  return rows
}

function budgetRow({ client, subjectId, key, used }: Budget): Rows['budget'][number] {
  return {
    client_id: idOf('client', client),
    scope: key.scope,
    subject_id: subjectId,
    power: key.power,
    measure: key.measure,
    window: key.window,
    window_start: key.windowStart,
    used,
  }
}

/** Facts in the order in which they came about: the ledger's order follows that of arrival. */
function writeLedger(rows: Rows, facts: TimedFact[]): void {
  const random = randomOf('ledger')
  const inOrder = [...facts].sort((a, b) => a.at - b.at)
  for (const { at, fact, decision } of inOrder)
    for (const { entry, salts } of sealFacts([fact], new Date(at), random)) {
      rows.ledger_entry.push(entry)
      rows.ledger_salt.push(...salts)
      if (decision)
        rows.decision_entry.push({ client_id: fact.clientId, decision_id: decision, entry_id: entry.id })
    }
}
