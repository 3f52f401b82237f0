import { type MandateDocument, powerKinds } from '../../../core/mandate/document.ts'
import { findMandateFaults } from '../../../core/mandate/faults.ts'
import { type Draft, documentOf, limitOf, measureOf, slotsOf } from './draft.ts'

/** What core finds, and what only the form can know; each at the name of its place in the form. */
export type DraftFault =
  | 'no_client'
  | 'no_teams'
  | 'no_powers'
  | 'minutes'
  | 'no_limit_per_decision'
  | 'stretch_below_max'
  | 'currency_gap'
  | 'unfit'
export type DraftFaults = Record<string, DraftFault>

export function faultsOf(draft: Draft, currencies: readonly string[]): DraftFaults {
  const { document, places } = documentOf(draft, currencies)
  const faults: DraftFaults = {}
  if (!draft.clientId) faults.client = 'no_client'
  if (draft.teamIds.length === 0) faults.teams = 'no_teams'
  if (document.powers.length === 0) faults.powers = 'no_powers'
  const { minutes } = document.support
  if (minutes < 1 || minutes > 1440) faults.minutes = 'minutes'
  for (const { place, fault } of findMandateFaults(document)) {
    faults[places[place] ?? place.split('.')[0] ?? place] =
      fault === 'no_limit_per_decision' || fault === 'stretch_below_max' ? fault : 'unfit'
  }
  return { ...faults, ...gapsOf(draft, currencies, document) }
}

/** A limit that names one currency and not the other would close the power in the other. */
function gapsOf(draft: Draft, currencies: readonly string[], document: MandateDocument): DraftFaults {
  const faults: DraftFaults = {}
  for (const kind of powerKinds) {
    const limits = document.powers.find((power) => power.kind === kind)?.limits ?? []
    const used = new Set(
      limits.filter(({ measure }) => measure === 'money').flatMap((l) => Object.keys(l.bounds)),
    )
    for (const slot of slotsOf(kind)) {
      if (measureOf(kind, slot) !== 'money') continue
      const { bounds } = limitOf(draft.powers[kind], slot)
      const named = currencies.filter((key) => (bounds[key]?.max ?? null) !== null)
      if (named.length > 0 && [...used].some((key) => !named.includes(key)))
        faults[`${kind}.${slot}`] = 'currency_gap'
    }
  }
  return faults
}
