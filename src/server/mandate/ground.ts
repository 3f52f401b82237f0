import { sql } from 'kysely'
import type { Facts } from '../../core/mandate/condition.ts'
import type { Level, MandateDocument, PowerKind } from '../../core/mandate/document.ts'
import { factsOf, type Levels } from '../../core/mandate/evaluate.ts'
import { gatherAllFacts, gatherFacts, type Known, yearBefore } from '../../core/mandate/gather.ts'
import { localDate } from '../../core/mandate/window.ts'
import type { ContactForDecision } from '../decision/store.ts'
import type { Tx, Work } from '../platform/db.ts'
import type { MandateInForce } from './store.ts'

/** The facts that this mandate's verdicts hang on, as far as they are known; those of one power where it is named. */
export async function readFacts(
  work: Work,
  contact: ContactForDecision,
  mandate: MandateInForce,
  power?: PowerKind,
  /** a decision that is corrected: it does not count as one that went before */
  corrects?: string,
): Promise<Facts> {
  const { document, overlays, time_zone } = mandate
  const names = factsOf(document, overlays, power)
  if (names.length === 0) return {}
  const counted = names.some((name) => name.startsWith('refunds_12_months'))
  return gatherFacts(
    { ...knownOf(contact), refunds: counted ? await countRefunds(work, contact, corrects) : null },
    names,
    document.facts ?? [],
    localDate(work.now.getTime(), time_zone),
    contact.currency,
  )
}

/** Whatever else is known now, for weighing it again one day on another mandate. Asks the database nothing. */
export function readKnown(work: Work, contact: ContactForDecision, { time_zone }: MandateInForce): Facts {
  return gatherAllFacts(knownOf(contact), localDate(work.now.getTime(), time_zone), contact.currency)
}

function knownOf(contact: ContactForDecision): Known {
  return {
    since: contact.since,
    value:
      contact.value_minor !== null && contact.value_currency !== null
        ? { minor: contact.value_minor, currency: contact.value_currency }
        : null,
    touchpoint: contact.touchpoint,
    channel: contact.channel,
    language: contact.language,
    told: [contact.facts, contact.customer_facts],
    refunds: null,
  }
}

/** The agent's levels; null where the mandate asks for none, so that nobody looks. */
export async function readLevels(
  tx: Tx,
  personId: string,
  document: MandateDocument,
): Promise<Levels | null> {
  if (!document.powers.some((power) => power.limits.some((limit) => limit.levels))) return null
  const rows = await tx
    .selectFrom('person_level')
    .select(['power', 'level'])
    .where('person_id', '=', personId)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.power as PowerKind, row.level as Level]))
}

/** A correction is no refund more; what it adds is in the sum. */
async function countRefunds({ tx, now }: Work, contact: ContactForDecision, corrected = none) {
  const { rows } = await sql<{ currency: string; count: number; minor: number }>`
    select currency, count(*) filter (where corrects is null)::bigint as count, sum(amount_minor)::bigint as minor from decision
    where client_id = ${contact.client_id} and customer_id = ${contact.customer_id} and power = 'refund'
      and coalesce(corrects, id) <> ${corrected}
      and at > ${new Date(yearBefore(now.getTime()))} and at <= ${now}
    group by currency`.execute(tx)
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    minor: Object.fromEntries(rows.map((row) => [row.currency, row.minor])),
  }
}

const none = '00000000-0000-0000-0000-000000000000'
