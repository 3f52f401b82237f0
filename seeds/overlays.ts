import type { Wording } from '../src/core/mandate/document.ts'
import type { Overlay } from '../src/core/mandate/overlay.ts'
import type { ClientKey } from './people.ts'

/** Crises of the demo world: one is over, one is on, one waits for the client's signature. */
export type DemoOverlay = {
  name: string
  client: ClientKey
  /** of the mandate that it widens */
  number: number
  reason: Wording
  /** days from the world's present, at midnight UTC */
  fromDay: number
  untilDay: number
  widens: Overlay['widens']
  when?: Overlay['when']
  signedDaysAgo: { operator: number; client: number | null }
}

export const demoOverlays: DemoOverlay[] = [
  {
    name: 'storm',
    client: 'albamare',
    number: 2,
    reason: {
      it: 'Mareggiata: traghetti fermi per le isole',
      en: 'Storm at sea: no ferries to the islands',
      fr: 'Tempête en mer : pas de ferries pour les îles',
      ar: 'عاصفة بحرية: لا عبّارات إلى الجزر',
    },
    fromDay: -24,
    untilDay: -17,
    widens: [{ limit: 'deadline_moved.decision', bounds: { any: { max: 10, stretch: 14 } } }],
    signedDaysAgo: { operator: 25, client: 25 },
  },
  {
    name: 'outage',
    client: 'nummo',
    number: 2,
    reason: {
      it: 'Guasto dei pagamenti con carta del fine settimana',
      en: 'The weekend’s outage of card payments',
      fr: 'Panne des paiements par carte du week-end',
      ar: 'عطل الدفع بالبطاقة في عطلة نهاية الأسبوع',
    },
    fromDay: -1,
    untilDay: 6,
    widens: [
      {
        limit: 'goodwill_credit.decision',
        bounds: { EUR: { max: 3500, stretch: 5000 }, TND: { max: 110_000, stretch: 150_000 } },
      },
    ],
    signedDaysAgo: { operator: 2, client: 2 },
  },
  {
    name: 'strike',
    client: 'albamare',
    number: 2,
    reason: {
      it: 'Sciopero dei treni del fine settimana prossimo',
      en: 'Next weekend’s rail strike',
      fr: 'Grève des trains du week-end prochain',
      ar: 'إضراب القطارات في نهاية الأسبوع القادم',
    },
    fromDay: 3,
    untilDay: 7,
    widens: [
      { limit: 'deadline_moved.decision', bounds: { any: { max: 10, stretch: 14 } } },
      { limit: 'deadline_moved.customer_quarter', bounds: { any: { max: 4, stretch: 5 } } },
    ],
    when: { fact: 'touchpoint', is: 'one_of', values: ['booking', 'stay'] },
    signedDaysAgo: { operator: 1, client: null },
  },
]
