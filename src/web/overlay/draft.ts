import { midnightIn } from '../../core/language/midnight.ts'
import type { Comparison, Condition } from '../../core/mandate/condition.ts'
import type { Bounds, Limit, MandateDocument, Wording } from '../../core/mandate/document.ts'
import { findOverlayFaults, type Overlay } from '../../core/mandate/overlay.ts'

/** The facts by which a widening may be kept to some customers, and how each is compared. */
export const whomFacts = {
  touchpoint: 'choice',
  channel: 'choice',
  language: 'choice',
  years_with_client: 'number',
  days_late: 'number',
} as const
export type WhomFact = keyof typeof whomFacts
export type WhomLine = { fact: WhomFact; is: Comparison; value: string }

/** What the form holds; amounts in minor units, shares in whole percent. */
export type OverlayDraft = {
  reason: Wording
  /** calendar dates in the person's zone, both included */
  from: string
  until: string
  widens: Record<string, DraftBounds>
  waives: string[]
  whom: WhomLine[]
}
export type DraftBounds = Record<string, { max: number | null; stretch: number | null }>

export const emptyOverlay: OverlayDraft = {
  reason: { en: '', it: '', fr: '', ar: '' },
  from: '',
  until: '',
  widens: {},
  waives: [],
  whom: [],
}

const dayMs = 86_400_000
const pointsOfPercent = 100

/** The bounds of a limit as the form begins with them: as they are. */
export function boundsOf(limit: Limit): DraftBounds {
  const unit = limit.measure === 'value_share' ? pointsOfPercent : 1
  return Object.fromEntries(
    Object.entries(limit.bounds).map(([key, { max, stretch }]) => [
      key,
      { max: Math.ceil(max / unit), stretch: Math.ceil(stretch / unit) },
    ]),
  )
}

export function overlayOf(
  draft: OverlayDraft,
  mandate: { document: MandateDocument; hash: string },
  timeZone: string,
): Overlay {
  const limits = mandate.document.powers.flatMap((power) => power.limits)
  const when = conditionOf(draft.whom)
  return {
    format: 'cartabianca-overlay/1',
    mandate: mandate.hash,
    reason: {
      en: draft.reason.en.trim(),
      it: draft.reason.it.trim(),
      fr: draft.reason.fr.trim(),
      ar: draft.reason.ar.trim(),
    },
    from: startOf(draft.from, timeZone),
    until: startOf(dayAfter(draft.until), timeZone),
    ...(when ? { when } : {}),
    widens: limits.flatMap((limit) => {
      const bounds = draft.widens[limit.id]
      return bounds ? [{ limit: limit.id, bounds: boundsAs(limit, bounds) }] : []
    }),
    waives: draft.waives,
  }
}

/** Faults by their place in the form: as catalogue keys after `overlay.fault_`. */
export function faultsOf(
  draft: OverlayDraft,
  mandate: { document: MandateDocument; hash: string },
  timeZone: string,
): Record<string, OverlayDraftFault> {
  const faults: Record<string, OverlayDraftFault> = {}
  for (const language of ['it', 'fr', 'en', 'ar'] as const)
    if (!draft.reason[language].trim()) faults[`reason.${language}`] = 'reason'
  if (!draft.from) faults.from = 'date'
  if (!draft.until) faults.until = 'date'
  draft.whom.forEach(({ value }, nth) => {
    if (value.trim() === '') faults[`whom.${nth}`] = 'value'
  })
  for (const [id, bounds] of Object.entries(draft.widens))
    for (const [key, { max, stretch }] of Object.entries(bounds))
      if (max === null || stretch === null) faults[`widens.${id}.${key}`] = 'figure'
  if (faults.from || faults.until) return faults
  const overlay = overlayOf(draft, mandate, timeZone)
  for (const { place, fault } of findOverlayFaults(mandate.document, overlay)) {
    const at = placeOf(place, overlay)
    faults[at] ??= knownFaults.find((known) => known === fault) ?? 'unfit'
  }
  const same = overlay.widens.find(({ limit, bounds }) => isSame(mandate.document, limit, bounds))
  if (same) faults[`widens.${same.limit}`] ??= 'not_wider'
  return faults
}

const knownFaults = [
  'ends_before_it_begins',
  'overlay_too_long',
  'widens_nothing',
  'overlay_narrows',
  'stretch_below_max',
] as const
export type OverlayDraftFault =
  | (typeof knownFaults)[number]
  | 'reason'
  | 'date'
  | 'value'
  | 'figure'
  | 'not_wider'
  | 'unfit'

/** `widens[0].bounds.EUR` → `widens.refund.decision.EUR`, as the form names its fields. */
function placeOf(place: string, overlay: Overlay): string {
  const found = /^widens\[(\d+)\](?:\.bounds\.(\w+))?/.exec(place)
  const limit = found && overlay.widens[Number(found[1])]?.limit
  if (!limit) return place.split(/[.[]/)[0] ?? place
  return found[2] ? `widens.${limit}.${found[2]}` : `widens.${limit}`
}

function isSame(document: MandateDocument, id: string, bounds: Bounds): boolean {
  const own = document.powers.flatMap(({ limits }) => limits).find((limit) => limit.id === id)?.bounds ?? {}
  return Object.entries(bounds).every(
    ([key, { max, stretch }]) => own[key]?.max === max && own[key]?.stretch === stretch,
  )
}

function boundsAs(limit: Limit, bounds: DraftBounds): Bounds {
  const unit = limit.measure === 'value_share' ? pointsOfPercent : 1
  return Object.fromEntries(
    Object.entries(bounds).map(([key, { max, stretch }]) => {
      const own = limit.bounds[key] ?? { max: 0, stretch: 0 }
      // what the form rounded up and nobody changed stays as it is
      const exact = (typed: number | null, was: number) =>
        typed === null ? was : Math.ceil(was / unit) === typed ? was : typed * unit
      return [key, { max: exact(max, own.max), stretch: exact(stretch, own.stretch) }]
    }),
  )
}

function conditionOf(whom: readonly WhomLine[]): Condition | null {
  const lines = whom.flatMap(({ fact, is, value }): Condition[] => {
    if (value.trim() === '') return []
    return whomFacts[fact] === 'number'
      ? [{ fact, is, value: Number(value) }]
      : [{ fact, is: 'equal', value: value.trim() }]
  })
  const [first, ...rest] = lines
  if (!first) return null
  return rest.length === 0 ? first : { all: lines }
}

function startOf(date: string, timeZone: string): string {
  return date ? midnightIn(date, timeZone) : ''
}

function dayAfter(date: string): string {
  return date ? new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10) : ''
}
