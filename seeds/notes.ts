import type { Written } from '../src/core/guarantee/assess.ts'
import type { FeedbackKind, RubricPart } from '../src/core/guarantee/feedback.ts'
import type { PowerKind } from '../src/core/mandate/document.ts'
import type { PersonKey } from './people.ts'

/** What a note is about: a decision of the person's, a contact of theirs without one, or nothing in particular. */
type On = 'decision' | 'contact' | null

export type DemoNote = {
  to: PersonKey
  by: PersonKey
  kind: FeedbackKind
  on: On
  /** days ago */
  days: number
  text: string
  score?: number
  covers?: RubricPart[]
  pay?: { minor: number; currency: string }
  answer?: { stance: 'answered' | 'objected'; text: string }
}

/** What people of the demo world wrote to one another. */
export const demoNotes: readonly DemoNote[] = [
  note(
    'agentNummoLecce',
    'coachNummoLecce',
    'praise',
    'decision',
    2,
    'Hai deciso in due minuti e la persona ha potuto pensare ad altro. È così che si fa.',
    {
      answer: { stance: 'answered', text: 'Grazie Paola. All’inizio mi tremava la mano.' },
    },
  ),
  note(
    'agentNummoLecce',
    'agentNummoLecce2',
    'praise',
    null,
    5,
    'Grazie per avermi coperto giovedì, e per la pazienza con cui hai spiegato tutto al signore di Maglie.',
  ),
  note(
    'agentNummoLecce',
    'coachNummoLecce',
    'coaching',
    'contact',
    9,
    'Quando chiedono una data, scrivila per prima: la cercano con gli occhi prima di leggere il resto.',
  ),
  note(
    'agentNummoLecce',
    'coachNummoLecce',
    'score',
    'contact',
    16,
    'Ascolto attento, e una chiusura che non lascia domande.',
    {
      score: 86,
      covers: ['listening', 'clarity'],
    },
  ),
  note(
    'agentNummoLecce2',
    'managerLecce',
    'bonus',
    null,
    21,
    'Per come hai accolto le due persone nuove della squadra.',
    {
      pay: { minor: 15000, currency: 'EUR' },
    },
  ),
  note(
    'agentNummoTunis',
    'coachNummoTunis',
    'praise',
    'decision',
    1,
    'أحسنتِ: سمعتِ ما لم تقله الزبونة، وأرحتِها في اللحظة نفسها.',
  ),
  note(
    'agentNummoTunis',
    'coachNummoTunis',
    'coaching',
    'contact',
    6,
    'حين يطول الجواب، ابدئي بالخلاصة ثم اشرحي.',
    {
      answer: { stance: 'answered', text: 'سأجرّب ذلك هذا الأسبوع.' },
    },
  ),
  note(
    'agentNummoTunis2',
    'coachNummoTunis',
    'improve',
    'contact',
    8,
    'Ta deuxième réponse est arrivée le lendemain sans un mot entre-temps.',
    {
      answer: {
        stance: 'objected',
        text: 'J’attendais la confirmation de la banque, et je l’avais écrit dans la note.',
      },
    },
  ),
  note(
    'agentAlbamareMilan',
    'coachAlbamareMilan',
    'coaching',
    'contact',
    4,
    'Prova a rileggere ad alta voce prima di inviare: si sente subito se il tono è quello giusto.',
    {
      answer: { stance: 'answered', text: 'Funziona. Ne ho già cambiate due.' },
    },
  ),
  note(
    'agentAlbamareTunis',
    'agentAlbamareTunis2',
    'praise',
    null,
    3,
    'Merci d’avoir repris ma file pendant la panne. Tu as gardé ton calme pour nous deux.',
  ),
  note(
    'agentNummoMilan2',
    'coachNummoMilan',
    'praise',
    'decision',
    7,
    'You saw what was fair and did it while she was still on the line. Well done.',
  ),
]

function note(
  to: PersonKey,
  by: PersonKey,
  kind: FeedbackKind,
  on: On,
  days: number,
  text: string,
  rest: Pick<DemoNote, 'score' | 'covers' | 'pay' | 'answer'> = {},
): DemoNote {
  return { to, by, kind, on, days, text, ...rest }
}

export type DemoAttempt = {
  about: PersonKey
  by: PersonKey
  days: number
  place: 'feedback' | 'note'
  kind: Written['kind']
  linked: 'decision' | 'contact'
  covers?: RubricPart[]
  text: string
  seenFrom: 'manager' | 'administrator'
  became?: { learning: string } | { change: string; why: string }
}

/** What was tried and refused: believable, and in nobody's bad faith. */
export const demoAttempts: readonly DemoAttempt[] = [
  {
    about: 'agentNummoLecce',
    by: 'coachNummoLecce',
    days: 12,
    place: 'feedback',
    kind: 'improve',
    linked: 'contact',
    text: 'Capisco la fretta, ma questa decisione la rivediamo insieme: secondo me bastava spiegare.',
    seenFrom: 'manager',
    became: { learning: 'Quando basta spiegare, e quando invece serve restituire qualcosa?' },
  },
  {
    about: 'agentNummoTunis',
    by: 'coachNummoTunis',
    days: 18,
    place: 'feedback',
    kind: 'score',
    linked: 'decision',
    covers: ['accuracy'],
    text: 'Note basse, à cause du geste accordé.',
    seenFrom: 'manager',
    became: {
      change: 'Demander une phrase de motif au-delà de 60 TND',
      why: 'Les motifs sont souvent vides, et les formateurs n’ont rien à en tirer.',
    },
  },
  {
    about: 'agentAlbamareMilan',
    by: 'coachAlbamareMilan',
    days: 25,
    place: 'note',
    kind: 'note',
    linked: 'contact',
    text: 'Questo rimborso non avrebbe dovuto farlo: ne parliamo lunedì.',
    seenFrom: 'manager',
    became: { learning: 'Che cosa avrebbe aiutato a scegliere tra un buono e una restituzione?' },
  },
  {
    about: 'agentAlbamareTunis',
    by: 'managerTunis',
    days: 31,
    place: 'feedback',
    kind: 'improve',
    linked: 'decision',
    text: 'Ce geste coûte trop au budget du mois.',
    seenFrom: 'administrator',
  },
]

export type DemoProposal = {
  by: PersonKey
  power: PowerKind
  days: number
  change: string
  why: string
  answer?: { by: PersonKey; state: 'accepted' | 'declined'; text: string | null }
}

export const demoProposals: readonly DemoProposal[] = [
  {
    by: 'agentNummoLecce2',
    power: 'fee_waiver',
    days: 15,
    change: 'Due commissioni annullate l’anno per cliente, invece di una',
    why: 'Chi ha avuto due addebiti per lo stesso guasto torna a chiamare per il secondo.',
    answer: { by: 'managerLecce', state: 'accepted', text: 'Giusto: la preparo per la prossima versione.' },
  },
  {
    by: 'coachAlbamareMilan',
    power: 'upgrade',
    days: 20,
    change: 'Camera superiore anche nel fine settimana',
    why: 'Il sabato è il giorno in cui più spesso la camera promessa non c’è.',
    answer: {
      by: 'managerMilan',
      state: 'declined',
      text: 'Il fine settimana siamo pieni: meglio alzare il credito, ne riparliamo a gennaio.',
    },
  },
  {
    by: 'agentNummoTunis3',
    power: 'deadline_moved',
    days: 3,
    change: 'Reporter une échéance de 15 jours au lieu de 10',
    why: 'Les salaires tombent le 5 : avec dix jours, beaucoup de clients rappellent pour cinq jours de plus.',
  },
]

/** A question that nobody's refused attempt led to. */
export const demoQuestion = {
  by: 'coachNummoMilan' as PersonKey,
  of: 'agentNummoMilan2' as PersonKey,
  days: 10,
  question: 'The customer asked for less than could be given. What does one offer then?',
}
