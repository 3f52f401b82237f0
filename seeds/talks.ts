import type { SessionEventKind, Side } from '../src/core/coaching-session/session.ts'
import type { PersonKey, TeamKey } from './people.ts'

/** What agents and their coaches talk about in the demo world. Nobody else reads it, in it as anywhere. */
export type DemoEvent = {
  kind: SessionEventKind
  side: Side
  daysAgo: number
  text?: string
  /** how many of the agent's contacts are brought */
  contacts?: number
  objectsTo?: number
  /** when they meet: days from now (below 0: ago), and the hour in UTC */
  meets?: [days: number, hour: number]
  followUpIn?: number
}
export type DemoTalk = { key: string; team: TeamKey; agent: PersonKey; coach: PersonKey; events: DemoEvent[] }

const lecce = { team: 'nummoLecce', coach: 'coachNummoLecce' } as const

export const demoTalks: readonly DemoTalk[] = [
  {
    ...lecce,
    key: 'giulia-ahead',
    agent: 'agentNummoLecce',
    events: [
      { kind: 'asked', side: 'agent', daysAgo: 6 },
      {
        kind: 'prepared',
        side: 'agent',
        daysAgo: 6,
        text: 'Vorrei parlare di chi scrive già arrabbiato. Le prime due righe mi vengono fredde, e poi recupero a fatica.',
        contacts: 2,
      },
      {
        kind: 'added',
        side: 'coach',
        daysAgo: 5,
        text: 'Guardiamo insieme anche questo: mi è parso che il dubbio vero arrivasse solo al terzo messaggio.',
        contacts: 1,
      },
      {
        kind: 'objected',
        side: 'agent',
        daysAgo: 4,
        objectsTo: 3,
        text: 'Qui il cliente aveva aperto due conversazioni: il dubbio me l’aveva già scritto nell’altra.',
      },
      { kind: 'date_proposed', side: 'coach', daysAgo: 4, meets: [2, 9] },
      { kind: 'date_agreed', side: 'agent', daysAgo: 3, meets: [2, 9] },
    ],
  },
  {
    ...lecce,
    key: 'marco-again',
    agent: 'agentNummoLecce2',
    events: [
      {
        kind: 'asked',
        side: 'coach',
        daysAgo: 12,
        text: 'Ci prendiamo mezz’ora per la nuova procedura dei bonifici?',
      },
      {
        kind: 'prepared',
        side: 'agent',
        daysAgo: 11,
        text: 'Sì. Mi perdo quando il bonifico è in due valute: vorrei rifare un caso passo per passo.',
        contacts: 1,
      },
      { kind: 'date_proposed', side: 'agent', daysAgo: 10, meets: [-3, 14] },
      { kind: 'date_agreed', side: 'coach', daysAgo: 10, meets: [-3, 14] },
      {
        kind: 'missed',
        side: 'coach',
        daysAgo: 2,
        text: 'Mi hanno chiamata in riunione. Scusami: ti propongo subito un’altra data.',
      },
      { kind: 'date_proposed', side: 'coach', daysAgo: 2, meets: [4, 14] },
    ],
  },
  {
    ...lecce,
    key: 'elena-asked',
    agent: 'agentNummoLecce3',
    events: [
      {
        kind: 'asked',
        side: 'coach',
        daysAgo: 1,
        text: 'Sei con noi da poco: che cosa ti aiuterebbe di più adesso? Parti tu, con calma.',
      },
    ],
  },
  {
    key: 'amira-ahead',
    team: 'nummoTunis',
    agent: 'agentNummoTunis',
    coach: 'coachNummoTunis',
    events: [
      { kind: 'asked', side: 'agent', daysAgo: 5 },
      {
        kind: 'prepared',
        side: 'agent',
        daysAgo: 5,
        text: 'أودّ أن نتحدث عن التحويلات المتأخرة: كيف أقول للعميل إنني لا أعرف بعد، دون أن أتركه قلقًا.',
        contacts: 2,
      },
      {
        kind: 'added',
        side: 'coach',
        daysAgo: 4,
        text: 'أضيف هذه المحادثة: كلماتك الأولى فيها طمأنت العميل، فلننظر لماذا.',
        contacts: 1,
      },
      { kind: 'date_proposed', side: 'coach', daysAgo: 4, meets: [1, 10] },
      { kind: 'date_agreed', side: 'agent', daysAgo: 3, meets: [1, 10] },
    ],
  },
]

/** What a quarter of talks was about: each agent's once, in turn. */
export const pastTalks: readonly { about: string; agreed: string; came: string }[] = [
  {
    about: 'I clienti che scrivono tre cose insieme: non so da quale cominciare.',
    agreed: 'Prima scrivo i dubbi in fila e li faccio confermare, poi rispondo a uno per volta.',
    came: 'Con la lista confermata tornano meno domande. La tengo.',
  },
  {
    about: 'Come si dice che un errore è nostro senza promettere troppo.',
    agreed: 'Una frase sola di scuse, poi che cosa faccio e quando. Niente condizionali.',
    came: 'Viene più naturale dal secondo tentativo. I clienti rispondono più distesi.',
  },
  {
    about: 'Le lettere del regolamento: le cito troppo, e il cliente si perde.',
    agreed: 'Prima la risposta in parole mie, la regola in fondo per chi la vuole.',
    came: 'Qualcuno ringrazia proprio per questo.',
  },
  {
    about: 'Quando il cliente tace dopo la mia domanda, non so se scrivere ancora.',
    agreed: 'Scrivo una volta sola, con la domanda più facile possibile: sì o no.',
    came: 'Funziona spesso. Chi tace ancora, va lasciato in pace.',
  },
  {
    about: 'Vorrei capire meglio i rimborsi verso l’estero.',
    agreed: 'Un pomeriggio con chi li segue, e un foglio di appunti da tenere vicino.',
    came: 'Il foglio è cresciuto: lo usano anche gli altri.',
  },
  {
    about: 'Mi stanco quando il cliente mi dà del tu in malo modo.',
    agreed: 'Pausa prima di rispondere, e se serve passo la conversazione senza spiegazioni.',
    came: 'L’ho fatto una volta. È bastato sapere che potevo.',
  },
  {
    about: 'Le chiusure: chiedo conferma troppo presto.',
    agreed: 'Chiedo dubbio per dubbio se è chiaro, e solo allora propongo di chiudere.',
    came: 'Le conferme arrivano con parole più calde.',
  },
]
