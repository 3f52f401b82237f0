import { type Canonical, canonicalJson } from '../src/core/ledger/canonical.ts'
import type { MandateDocument } from '../src/core/mandate/document.ts'
import { sha256 } from '../src/server/ledger/record.ts'
import { dayMs, hourMs } from './calendar.ts'
import { demoMandates } from './mandates.ts'
import { type ClientKey, demoTeams, type PersonKey, teamKeys } from './people.ts'
import { idOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'

export type PlacedMandate = {
  id: string
  client: ClientKey
  number: number
  document: MandateDocument
  hash: string
  draftedAt: number
  signedAt: { operator: number; client: number | null }
  inForceAt: number
}

/** The mandates with their dates in this world. */
export function placeMandates(now: number): PlacedMandate[] {
  const midnight = Math.floor(now / dayMs) * dayMs
  return demoMandates.map((mandate) => ({
    id: idOf('mandate', mandate.client, mandate.number),
    client: mandate.client,
    number: mandate.number,
    document: mandate.document,
    hash: sha256(canonicalJson(mandate.document as unknown as Canonical)),
    draftedAt: midnight - mandate.draftedDaysAgo * dayMs + 9.4 * hourMs,
    signedAt: {
      operator: midnight - mandate.signedDaysAgo.operator * dayMs + 10.2 * hourMs,
      client:
        mandate.signedDaysAgo.client === null
          ? null
          : midnight - mandate.signedDaysAgo.client * dayMs + 14.6 * hourMs,
    },
    inForceAt: midnight - mandate.inForceDaysAgo * dayMs,
  }))
}

/** The version in force: the newest that both sides have signed and whose date has come. */
export function mandateAt(mandates: readonly PlacedMandate[], client: ClientKey, at: number): PlacedMandate {
  const found = mandates.findLast(
    (mandate) => mandate.client === client && mandate.signedAt.client !== null && mandate.inForceAt <= at,
  )
  if (!found) throw new Error(`no mandate of ${client} in force at ${new Date(at).toISOString()}`)
  return found
}

/** Who signed: the first version the administrator, the later ones the manager of a site that serves the client. */
export const signers: Record<ClientKey, { operator: [PersonKey, PersonKey]; client: PersonKey }> = {
  nummo: { operator: ['administrator', 'managerLecce'], client: 'representativeNummo' },
  albamare: { operator: ['administrator', 'managerTunis'], client: 'representativeAlbamare' },
}

export function writeMandates(
  mandates: readonly PlacedMandate[],
  rows: Rows,
  facts: TimedFact[],
  ids: { client: (key: ClientKey) => string; person: (key: PersonKey) => string },
): void {
  for (const mandate of mandates) {
    const clientId = ids.client(mandate.client)
    const { operator, client } = signers[mandate.client]
    const drafter = mandate.number === 1 ? operator[0] : operator[1]
    rows.mandate.push({
      client_id: clientId,
      id: mandate.id,
      number: mandate.number,
      document: mandate.document as unknown as Rows['mandate'][number]['document'],
      canonical: canonicalJson(mandate.document as unknown as Canonical),
      hash: mandate.hash,
      in_force_from: new Date(mandate.inForceAt),
      created_by: ids.person(drafter),
      created_at: new Date(mandate.draftedAt),
    })
    const teams = teamKeys
      .filter((team) => demoTeams[team].client === mandate.client)
      .sort((a, b) => (demoTeams[a].name < demoTeams[b].name ? -1 : 1))
      .map((team) => idOf('team', team))
    rows.mandate_team.push(
      ...teams.map((teamId) => ({ client_id: clientId, mandate_id: mandate.id, team_id: teamId })),
    )
    for (const [side, person, at] of [
      ['operator', drafter, mandate.signedAt.operator],
      ['client', client, mandate.signedAt.client],
    ] as const) {
      if (at === null) continue
      const signature = { side, method: 'demo', hash: mandate.hash }
      rows.mandate_signature.push({
        ...signature,
        client_id: clientId,
        mandate_id: mandate.id,
        person_id: ids.person(person),
        at: new Date(at),
      })
      facts.push({
        at,
        decision: null,
        fact: {
          clientId,
          kind: 'mandate.signed',
          actor: ids.person(person),
          facts: {
            mandate: mandate.id,
            number: mandate.number,
            side,
            method: 'demo',
            document_hash: mandate.hash,
            from: new Date(mandate.inForceAt).toISOString(),
            teams,
          },
        },
      })
    }
  }
}
