import type { MeasureKind } from '../src/core/expectation/measure.ts'
import type { Side } from '../src/core/expectation/terms.ts'
import { agreedElsewhere } from './agreed-elsewhere.ts'
import { agreedInLecce } from './agreed-in-lecce.ts'
import type { ClientKey, PersonKey, TeamKey } from './people.ts'

/** Who agreed on what in the demo world, in their own words. */
export type GoalKey = 'noDoubt' | 'onceOnly' | 'welcomeBack' | 'stay'
export const goals: Record<
  GoalKey,
  { client: ClientKey | null; by: PersonKey; words: string; because: string; daysAgo: number }
> = {
  noDoubt: {
    client: null,
    by: 'sponsor',
    words: 'Nessun cliente ci lascia con un dubbio',
    because: 'Chi resta con un dubbio scrive di nuovo, o se ne va senza dirlo. Una risposta sola, ma intera.',
    daysAgo: 96,
  },
  onceOnly: {
    client: 'nummo',
    by: 'managerTunis',
    words: 'Un client de Nummo n’écrit qu’une fois pour les mêmes frais',
    because:
      'Les frais sont ce qui use le plus la confiance : on les explique ou on les rend, une fois pour toutes.',
    daysAgo: 90,
  },
  welcomeBack: {
    client: 'albamare',
    by: 'managerMilan',
    words: 'Chi ha avuto un torto in albergo ci sceglie ancora',
    because: 'Un ospite a cui si rimedia bene torna più di uno a cui è andato tutto liscio.',
    daysAgo: 88,
  },
  stay: {
    client: null,
    by: 'administrator',
    words: 'Le persone che formiamo restano con noi',
    because: 'Ogni partenza porta via anni di pratica; si resta dove si può decidere e si viene sostenuti.',
    daysAgo: 96,
  },
}

export type Wording = {
  result: string
  measure: MeasureKind
  words: string
  aim: number
  goal?: GoalKey
  reviewDays: number
}
export type DemoExpectation = {
  key: string
  team: TeamKey
  /** null: the whole team */
  bearer: PersonKey | null
  counterpart: PersonKey
  runs: 'down' | 'up'
  by: Side
  daysAgo: number
  wording: Wording
  /** the other side's word; left out: it is awaited */
  answered?: { agrees: boolean; words?: string }
  /** who speaks for a whole team */
  speaks?: PersonKey
  /** reworded later, and what came of it */
  later?: { by: Side; daysAgo: number; wording: Partial<Wording>; agrees?: boolean; words?: string }
}

export const demoExpectations: readonly DemoExpectation[] = [...agreedInLecce, ...agreedElsewhere]
