import type { MandateDocument } from '../src/core/mandate/document.ts'
import { dayMs, hourMs } from './calendar.ts'
import { type ClientKey, demoTeams, type PersonKey, teamKeys } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'
import type { PlacedMandate } from './signing.ts'

/**
 * A draft that somebody is in the middle of: Albamare's next version, begun yesterday from the one in force. The
 * share for loyal guests still lacks its figure.
 */
export function writeDrafts(
  mandates: readonly PlacedMandate[],
  rows: Rows,
  now: number,
  ids: { client: (key: ClientKey) => string; person: (key: PersonKey) => string },
): void {
  const base = mandates.findLast(({ client }) => client === 'albamare')
  if (!base) return
  rows.mandate_draft.push({
    client_id: ids.client('albamare'),
    id: idOf('mandate draft', 'albamare'),
    team_ids: teamKeys
      .filter((team) => demoTeams[team].client === 'albamare')
      .map((team) => idOf('team', team)),
    from_date: null,
    document: unfinished(base.document) as unknown as Rows['mandate_draft'][number]['document'],
    based_on: base.id,
    revision: 14,
    created_by: ids.person('managerTunis'),
    created_at: new Date(now - dayMs),
    updated_by: ids.person('managerTunis'),
    updated_at: new Date(now - dayMs + 0.4 * hourMs),
  })
}

function unfinished(document: MandateDocument): object {
  const powers = document.powers.map((power) => {
    if (power.kind === 'fee_waiver')
      return {
        ...power,
        limits: power.limits.map((limit) =>
          limit.scope === 'customer' ? { ...limit, bounds: { any: { max: 3, stretch: 4 } } } : limit,
        ),
      }
    if (power.kind !== 'upgrade') return power
    return {
      ...power,
      conditions: [
        {
          id: 'upgrade.condition',
          when: {
            any: [
              { fact: 'years_with_client', is: 'at_least', value: 2 },
              { fact: 'touchpoint', is: 'one_of', values: ['arrival', 'stay'] },
            ],
          },
        },
      ],
      limits: [
        ...power.limits,
        {
          id: 'upgrade.customer_year_share',
          scope: 'customer',
          window: 'year',
          measure: 'value_share',
          bounds: { any: { max: null, stretch: null } },
        },
      ],
      wording: {
        agents: {
          en: 'A better room makes up for a bad arrival faster than money does.',
          it: 'Una camera migliore ripara un brutto arrivo più in fretta dei soldi.',
          fr: 'Une meilleure chambre répare une mauvaise arrivée plus vite que l’argent.',
          ar: 'غرفة أفضل تعوّض عن وصول سيّئ أسرع من المال.',
        },
      },
    }
  })
  return { ...document, powers }
}
