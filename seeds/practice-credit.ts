import type { Language } from '../src/contract/route.ts'
import type { PowerKind } from '../src/core/mandate/document.ts'
import type { Scenario } from '../src/core/training/scenario.ts'
import type { ClientKey } from './people.ts'

export type DemoScenario = {
  key: string
  client: ClientKey
  language: Language
  touchpoint: string
  power: PowerKind
  currency: 'EUR' | 'TND'
  days: number
  content: Scenario
}

/** Enough cases of one power to walk from learning to the whole mandate. */
export const creditCases: DemoScenario[] = [
  {
    key: 'card-abroad',
    client: 'nummo',
    language: 'it',
    touchpoint: 'card',
    power: 'goodwill_credit',
    currency: 'EUR',
    days: 16,
    content: {
      title: 'La carta bloccata a cena',
      situation:
        'Cliente da cinque anni. Un controllo antifrode ha fermato la carta all’estero; lo sblocco è arrivato dopo due ore.',
      steps: [
        {
          words:
            'Ieri sera a Lisbona la carta non andava. Ho dovuto farmi prestare i soldi dal collega. Avevo avvisato del viaggio!',
          said: 'Buongiorno, il blocco è una misura di sicurezza.',
          options: [
            'Aveva avvisato, e il blocco è scattato lo stesso: è colpa nostra. Guardo perché.',
            'Il blocco è una misura di sicurezza a Sua tutela.',
          ],
        },
        {
          words: 'La sicurezza la capisco. Ma domani parto per Porto: succede di nuovo?',
          said: 'Ho registrato il viaggio. Non dovrebbe succedere.',
          options: [
            'Ho registrato il viaggio fino a domenica, e per la serata di ieri Le accredito qualcosa io.',
            'Non dovrebbe succedere.',
            'Se succede, ci richiami.',
          ],
        },
      ],
      decideAt: 1,
      decided: { power: 'goodwill_credit', minor: 1500, days: null },
      after: 'A Porto ha funzionato. Il caffè di stamattina lo offrite voi, allora.',
      reach: 'Dire per primi che l’avviso c’era; un accredito per il disagio, e la certezza per domani.',
    },
  },
  {
    key: 'third-call',
    client: 'nummo',
    language: 'en',
    touchpoint: 'account',
    power: 'goodwill_credit',
    currency: 'EUR',
    days: 11,
    content: {
      title: 'Three times the same story',
      situation:
        'A customer of two years. Two contacts before this one ended with a promise that nobody kept.',
      steps: [
        {
          words:
            'This is the third time I explain it. My address is still wrong and my new card went to the old flat.',
          said: 'Could you tell me your new address, please?',
          options: [
            'You have told us twice already, and I can read both. You need not say it again.',
            'Could you tell me your new address, please?',
          ],
        },
        {
          words: 'Thank you. But who has my card now? And how do I know that this time it is done?',
          said: 'I have changed it. The new card takes five days.',
          options: [
            'The old card is cancelled as of now, the address is changed while we talk, and I credit you for the two promises we broke.',
            'I have changed it. The new card takes five days.',
            'I will pass it to the right department.',
          ],
        },
      ],
      decideAt: 1,
      decided: null,
      after: 'The card came. I had half expected to call a fourth time.',
      reach:
        'A small credit says that the broken promises were ours; cancelling the lost card was the real doubt.',
    },
  },
  {
    key: 'statement-late',
    client: 'nummo',
    language: 'it',
    touchpoint: 'billing',
    power: 'goodwill_credit',
    currency: 'EUR',
    days: 6,
    content: {
      title: 'L’estratto che non arrivava',
      situation:
        'Cliente da nove anni. L’estratto serviva per il mutuo; il nostro sistema è stato fermo tre giorni.',
      steps: [
        {
          words:
            'Per tre giorni non ho potuto scaricare l’estratto. In banca mi hanno spostato l’appuntamento per il mutuo.',
          said: 'C’è stato un disservizio, ora è risolto.',
          options: [
            'Il sistema era fermo, e a pagarne è stato il Suo appuntamento. L’estratto Glielo mando adesso, qui.',
            'C’è stato un disservizio, ora è risolto.',
          ],
        },
        {
          words:
            'Grazie dell’estratto. Mi resta la mezza giornata di ferie buttata. E la banca chiede una vostra riga che era colpa vostra.',
          said: 'Mi dispiace per il disagio.',
          options: [
            'La riga per la banca Gliela scrivo io, oggi. E per la mezza giornata Le accredito una somma.',
            'Mi dispiace per il disagio.',
            'Per la lettera può scrivere all’ufficio reclami.',
          ],
        },
      ],
      decideAt: 1,
      decided: { power: 'goodwill_credit', minor: 2000, days: null },
      after: 'Il mutuo è passato. In banca la vostra riga li ha stupiti.',
      reach:
        'La riga per la banca non costava nulla e valeva più dell’accredito; tutti e due erano tuoi da dare.',
    },
  },
]
