import { useTranslation } from 'react-i18next'
import type { OverlayShown } from '../../contract/overlay.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import type { Overlay } from '../../core/mandate/overlay.ts'
import { sayCondition } from '../../core/mandate/say-condition.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useSaid } from '../mandates/said.ts'
import { useSession } from '../session.tsx'
import { dateFormat } from '../ui/intl.ts'
import { useNow } from '../ui/now.ts'
import { useSaying } from '../ui/saying.ts'

/** The day and the hour of an instant, in full: a document that is signed says no "yesterday". */
export function useMoment(): (instant: string) => string {
  const { person } = useSession()
  const format = dateFormat(intlTags[currentLanguage()], {
    dateStyle: 'long',
    timeStyle: 'short',
    calendar: 'gregory',
    timeZone: person.timeZone,
  })
  return (instant) => format.format(new Date(instant))
}

/** What a widening says, in plain sentences: what somebody signs is what they can read. */
export function useOverlaySaid(mandate: MandateDocument) {
  const { t } = useTranslation()
  const said = useSaid()
  const say = useSaying()
  const moment = useMoment()
  const powerOf = (id: string) =>
    mandate.powers.find(({ limits, conditions }) =>
      [...limits, ...(conditions ?? [])].some((one) => one.id === id),
    )

  return {
    when: ({ from, until }: Pick<Overlay, 'from' | 'until'>) =>
      t('overlay.when', { from: moment(from), until: moment(until) }),
    whom: ({ when }: Pick<Overlay, 'when'>) =>
      when ? t('overlay.for_those', { condition: say(sayCondition(when)) }) : t('overlay.for_all'),
    reason: ({ reason }: Pick<Overlay, 'reason'>) => reason[currentLanguage()],
    /** "Refund. For one customer in one year, at most 300.00 € instead of 200.00 €." */
    widens: ({ widens, waives }: Pick<Overlay, 'widens' | 'waives'>): { id: string; text: string }[] => [
      ...widens.flatMap(({ limit, bounds }) => {
        const power = powerOf(limit)
        const own = power?.limits.find(({ id }) => id === limit)
        if (!power || !own) return []
        // currencies in which nothing is wider keep their bounds, and need no sentence
        const changed = Object.fromEntries(
          Object.entries(bounds).filter(([key, { max, stretch }]) => {
            const before = own.bounds[key]
            return !before || max !== before.max || stretch !== before.stretch
          }),
        )
        const before = Object.fromEntries(
          Object.keys(changed).flatMap((key) => (own.bounds[key] ? [[key, own.bounds[key]]] : [])),
        )
        return [
          {
            id: limit,
            text: t('overlay.widens', {
              power: t(`power.${power.kind}`),
              limit: said.limit(own, changed),
              before: said.bounds(own, before, 'max'),
            }),
          },
        ]
      }),
      ...waives.flatMap((id) => {
        const power = powerOf(id)
        const condition = power?.conditions?.find((one) => one.id === id)
        if (!power || !condition) return []
        const values = { power: t(`power.${power.kind}`), condition: say(sayCondition(condition.when)) }
        return [{ id, text: t('overlay.waives', values) }]
      }),
    ],
  }
}

export type OverlayState =
  | 'draft'
  | 'awaiting_client'
  | 'awaiting_operator'
  | 'agreed'
  | 'in_force'
  | 'ended'
  | 'lapsed'

/** How a widening stands now. `lapsed`: its time passed before both sides had signed. */
export function useOverlayState(): (overlay: OverlayShown) => OverlayState {
  const now = useNow()
  return ({ document, signatures, inForce }) => {
    const signed = (side: string) => signatures.some((one) => one.side === side)
    const both = signed('operator') && signed('client')
    if (Date.parse(document.until) <= Date.parse(now)) return both ? 'ended' : 'lapsed'
    if (both) return inForce || Date.parse(document.from) <= Date.parse(now) ? 'in_force' : 'agreed'
    if (signed('operator')) return 'awaiting_client'
    return signed('client') ? 'awaiting_operator' : 'draft'
  }
}
