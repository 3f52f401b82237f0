import type { Breach, GuaranteeSheet } from '../../contract/guarantee.ts'
import type { Actor } from '../platform/actor.ts'
import type { BreachRow, SheetRow } from './store.ts'

/** Who tried is named to those above the writer; to the person concerned it was "somebody". */
export function presentBreach(row: BreachRow, reader: Actor): Breach {
  const part =
    row.about_id === reader.personId ? 'concerned' : row.author_id === reader.personId ? 'author' : 'above'
  return {
    id: row.id,
    clientId: row.client_id,
    teamId: row.team_id,
    teamName: row.team_name,
    place: row.place,
    tried: row.tried,
    reason: row.reason,
    how: row.how,
    part,
    authorName: part === 'above' ? row.author_name : null,
    decisionId: part === 'concerned' ? row.decision_id : null,
    at: row.at.toISOString(),
    became: row.became,
  }
}

export function presentSheet(row: SheetRow): GuaranteeSheet {
  return {
    decisionId: row.id,
    clientName: row.client_name,
    customerName: row.customer_name,
    power: row.power,
    amount: { minor: row.amount_minor, currency: row.currency },
    days: row.days,
    basis: row.basis,
    at: row.at.toISOString(),
    guaranteed: row.guaranteed,
    mandate:
      row.mandate_number !== null && row.mandate_hash !== null
        ? { number: row.mandate_number, hash: row.mandate_hash, signatures: row.signatures }
        : null,
    entry:
      row.entry_id !== null && row.entry_hash !== null
        ? { id: row.entry_id, hash: row.entry_hash, seq: row.seq }
        : null,
  }
}
