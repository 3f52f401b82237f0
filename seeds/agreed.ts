import type { MeasureKind } from '../src/core/expectation/measure.ts'
import type { Side } from '../src/core/expectation/terms.ts'
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

export const demoExpectations: readonly DemoExpectation[] = [
  {
    key: 'giulia-confirmed',
    team: 'nummoLecce',
    bearer: 'agentNummoLecce',
    counterpart: 'coachNummoLecce',
    runs: 'down',
    by: 'bearer',
    daysAgo: 80,
    wording: {
      result: 'Chi mi scrive per un addebito doppio conferma che è tutto chiaro',
      measure: 'confirmed_closures',
      words: 'dei contatti che chiudo, quelli che il cliente conferma di sua mano',
      aim: 6500,
      goal: 'noDoubt',
      reviewDays: 120,
    },
    answered: { agrees: true },
  },
  {
    key: 'paola-support',
    team: 'nummoLecce',
    bearer: 'coachNummoLecce',
    counterpart: 'agentNummoLecce',
    runs: 'up',
    by: 'counterpart',
    daysAgo: 79,
    wording: {
      result: 'Quando chiedo una mano oltre il mandato, non resto sola col cliente in attesa',
      measure: 'support_in_time',
      words: 'delle richieste del team, quelle a cui rispondi prima che scada l’orologio',
      aim: 9000,
      reviewDays: 120,
    },
    answered: { agrees: true },
    later: {
      by: 'bearer',
      daysAgo: 6,
      wording: {
        aim: 9500,
        words: 'delle richieste del team, quelle a cui rispondiamo prima che scada l’orologio',
      },
    },
  },
  {
    key: 'paola-coaching',
    team: 'nummoLecce',
    bearer: 'coachNummoLecce',
    counterpart: 'agentNummoLecce',
    runs: 'up',
    by: 'counterpart',
    daysAgo: 82,
    wording: {
      result: 'Il tempo che ci prendiamo per parlare del mestiere non salta',
      measure: 'coaching_kept',
      words: 'delle sessioni che il team concorda con te, quelle che si fanno',
      aim: 7500,
      goal: 'stay',
      reviewDays: 120,
    },
    answered: { agrees: true },
  },
  {
    key: 'antonio-obstacles',
    team: 'nummoLecce',
    bearer: 'managerLecce',
    counterpart: 'coachNummoLecce',
    runs: 'up',
    by: 'counterpart',
    daysAgo: 60,
    wording: {
      result: 'Gli ostacoli che segnaliamo spariscono, e lo sappiamo da te',
      measure: 'obstacles_removed',
      words: 'degli ostacoli segnalati dal team, quelli che hai tolto di mezzo',
      aim: 8000,
      goal: 'stay',
      reviewDays: 150,
    },
    answered: { agrees: true },
  },
  {
    key: 'lecce-team-returns',
    team: 'nummoLecce',
    bearer: null,
    counterpart: 'managerLecce',
    runs: 'down',
    by: 'counterpart',
    daysAgo: 75,
    wording: {
      result: 'Nessuno torna da noi per la stessa commissione',
      measure: 'returns',
      words: 'dei contatti conclusi dal team, quelli tornati sullo stesso dubbio',
      aim: 1500,
      goal: 'onceOnly',
      reviewDays: 140,
    },
    answered: { agrees: true },
    speaks: 'agentNummoLecce2',
  },
  {
    key: 'elena-ease',
    team: 'nummoLecce',
    bearer: 'agentNummoLecce3',
    counterpart: 'coachNummoLecce',
    runs: 'down',
    by: 'counterpart',
    daysAgo: 9,
    wording: {
      result: 'Chi mi scrive la prima volta non deve cercare niente da solo',
      measure: 'ease',
      words: 'dei clienti che rispondono, quelli per cui è stato facile',
      aim: 7000,
      goal: 'noDoubt',
      reviewDays: 100,
    },
  },
  {
    key: 'amira-satisfaction',
    team: 'nummoTunis',
    bearer: 'agentNummoTunis',
    counterpart: 'coachNummoTunis',
    runs: 'down',
    by: 'bearer',
    daysAgo: 82,
    wording: {
      result: 'من يكتب إليّ عن تحويل متأخر يشعر أن أحدًا تولّى أمره',
      measure: 'satisfaction',
      words: 'من التقييمات التي تصلني، ما كان منها أربعة أو خمسة',
      aim: 7000,
      goal: 'noDoubt',
      reviewDays: 130,
    },
    answered: { agrees: true },
  },
  {
    key: 'rim-support',
    team: 'nummoTunis',
    bearer: 'coachNummoTunis',
    counterpart: 'agentNummoTunis',
    runs: 'up',
    by: 'counterpart',
    daysAgo: 40,
    wording: {
      result: 'حين أطلب دعمًا أسمع جوابًا قبل أن ينفد صبر العميل',
      measure: 'support_in_time',
      words: 'من طلبات الفريق، ما أجبتِ عنه في وقته',
      aim: 8500,
      reviewDays: 120,
    },
    answered: { agrees: true },
  },
  {
    key: 'karim-returns',
    team: 'nummoTunis',
    bearer: 'agentNummoTunis2',
    counterpart: 'coachNummoTunis',
    runs: 'down',
    by: 'bearer',
    daysAgo: 70,
    wording: {
      result: 'Mes clients n’ont pas à revenir pour la même carte bloquée',
      measure: 'returns',
      words: 'de mes contacts terminés, ceux qui reviennent sur le même doute',
      aim: 1000,
      goal: 'onceOnly',
      reviewDays: 120,
    },
    answered: { agrees: true },
  },
  {
    key: 'leila-stay',
    team: 'nummoTunis',
    bearer: 'managerTunis',
    counterpart: 'coachNummoTunis',
    runs: 'up',
    by: 'bearer',
    daysAgo: 85,
    wording: {
      result: 'Dans un an, l’équipe que vous avez formée est toujours là',
      measure: 'people_stay',
      words: 'des personnes de l’équipe, celles qui sont restées',
      aim: 9000,
      goal: 'stay',
      reviewDays: 365,
    },
    answered: { agrees: true },
  },
  {
    key: 'salma-declined',
    team: 'nummoTunis',
    bearer: 'agentNummoTunis3',
    counterpart: 'coachNummoTunis',
    runs: 'down',
    by: 'counterpart',
    daysAgo: 30,
    wording: {
      result: 'Chaque client confirme de sa main que tout est clair',
      measure: 'confirmed_closures',
      words: 'des contacts terminés, ceux que le client confirme',
      aim: 9800,
      reviewDays: 90,
    },
    answered: {
      agrees: false,
      words:
        'Presque tous mes clients écrivent la nuit et ne confirment pas. 70 sur cent, je m’y engage volontiers.',
    },
  },
  {
    key: 'chiara-satisfaction',
    team: 'albamareMilan',
    bearer: 'agentAlbamareMilan',
    counterpart: 'coachAlbamareMilan',
    runs: 'down',
    by: 'bearer',
    daysAgo: 77,
    wording: {
      result: 'Chi ha trovato la camera sbagliata racconta che abbiamo rimediato',
      measure: 'satisfaction',
      words: 'delle valutazioni che ricevo, quelle di 4 o 5',
      aim: 7500,
      goal: 'welcomeBack',
      reviewDays: 120,
    },
    answered: { agrees: true },
  },
  {
    key: 'sarah-returns',
    team: 'nummoMilan',
    bearer: 'agentNummoMilan2',
    counterpart: 'coachNummoMilan',
    runs: 'down',
    by: 'bearer',
    daysAgo: 73,
    wording: {
      result: 'A merchant with a held payout needs to write to us once',
      measure: 'returns',
      words: 'of the contacts I finish, those that come back on the same doubt',
      aim: 1200,
      goal: 'onceOnly',
      reviewDays: 120,
    },
    answered: { agrees: true },
  },
]
