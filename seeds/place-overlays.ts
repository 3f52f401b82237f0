import { type Canonical, canonicalJson } from '../src/core/ledger/canonical.ts'
import type { Overlay, OverlayInForce } from '../src/core/mandate/overlay.ts'
import { sha256 } from '../src/server/ledger/record.ts'
import { dayMs, hourMs } from './calendar.ts'
import { demoOverlays } from './overlays.ts'
import type { ClientKey, PersonKey } from './people.ts'
import { idOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'
import type { PlacedMandate } from './signing.ts'

/** Midnight at the sites is about an hour before midnight UTC. */
const zoneMs = hourMs

export type PlacedOverlay = {
  id: string
  mandate: PlacedMandate
  document: Overlay
  hash: string
  draftedAt: number
  signedAt: { operator: number; client: number | null }
}

/** The crises with their dates in this world. */
export function placeOverlays(now: number, mandates: readonly PlacedMandate[]): PlacedOverlay[] {
  const midnight = Math.floor(now / dayMs) * dayMs
  const day = (days: number) => new Date(midnight + days * dayMs - zoneMs).toISOString()
  return demoOverlays.map((one) => {
    const mandate = mandates.find(({ client, number }) => client === one.client && number === one.number)!
    const document: Overlay = {
      format: 'cartabianca-overlay/1',
      mandate: mandate.hash,
      reason: one.reason,
      from: day(one.fromDay),
      until: day(one.untilDay),
      ...(one.when ? { when: one.when } : {}),
      widens: one.widens,
      waives: [],
    }
    const { operator, client } = one.signedDaysAgo
    return {
      id: idOf('overlay', one.name),
      mandate,
      document,
      hash: sha256(canonicalJson(document as unknown as Canonical)),
      draftedAt: midnight - operator * dayMs + 8.2 * hourMs,
      signedAt: {
        operator: midnight - operator * dayMs + 8.6 * hourMs,
        client: client === null ? null : midnight - client * dayMs + 11.3 * hourMs,
      },
    }
  })
}

/** The widenings of a mandate that both sides have signed by then; core leaves out those whose time it is not. */
export function overlaysAt(
  overlays: readonly PlacedOverlay[],
  mandateId: string,
  at: number,
): OverlayInForce[] {
  return overlays
    .filter(
      ({ mandate, signedAt }) =>
        mandate.id === mandateId &&
        signedAt.client !== null &&
        Math.max(signedAt.operator, signedAt.client) <= at,
    )
    .map(({ id, document }) => ({ id, document }))
}

export function writeOverlays(
  overlays: readonly PlacedOverlay[],
  rows: Rows,
  facts: TimedFact[],
  signers: (client: ClientKey) => { operator: PersonKey; client: PersonKey },
): void {
  for (const overlay of overlays) {
    const { client } = overlay.mandate
    const clientId = idOf('client', client)
    const by = signers(client)
    rows.overlay.push({
      client_id: clientId,
      id: overlay.id,
      mandate_id: overlay.mandate.id,
      document: overlay.document as unknown as Rows['overlay'][number]['document'],
      canonical: canonicalJson(overlay.document as unknown as Canonical),
      hash: overlay.hash,
      from_at: new Date(overlay.document.from),
      until_at: new Date(overlay.document.until),
      created_by: idOf('person', by.operator),
      created_at: new Date(overlay.draftedAt),
    })
    for (const side of ['operator', 'client'] as const) {
      const at = overlay.signedAt[side]
      if (at === null) continue
      const personId = idOf('person', by[side])
      rows.overlay_signature.push({
        client_id: clientId,
        overlay_id: overlay.id,
        side,
        person_id: personId,
        method: 'demo',
        hash: overlay.hash,
        at: new Date(at),
      })
      facts.push({
        at,
        decision: null,
        fact: {
          clientId,
          kind: 'overlay.signed',
          actor: personId,
          facts: {
            overlay: overlay.id,
            mandate: overlay.mandate.id,
            side,
            method: 'demo',
            document_hash: overlay.hash,
            from: overlay.document.from,
            until: overlay.document.until,
          },
        },
      })
    }
  }
}
