import { creditCases, type DemoScenario } from './practice-credit.ts'

/** Cases that the trainer has approved: nobody is in them, and each leaves something to decide. */
export const demoScenarios: DemoScenario[] = [
  {
    key: 'late-fee',
    client: 'nummo',
    language: 'it',
    touchpoint: 'billing',
    power: 'fee_waiver',
    currency: 'EUR',
    days: 24,
    content: {
      title: 'Una mora dopo il ricovero',
      situation: 'Cliente da otto anni, mai un ritardo. La rata di agosto è stata pagata nove giorni dopo.',
      steps: [
        {
          words:
            'Buongiorno. Mi trovo 25 € di mora sulla rata di agosto. Pago puntuale da otto anni e non capisco.',
          said: 'Buongiorno, la mora è prevista dal contratto all’articolo 9.',
          options: [
            'Capisco la sorpresa. Mi racconta che cosa è successo ad agosto?',
            'La mora è prevista dal contratto all’articolo 9.',
            'Guardo subito e Le dico che cosa posso fare io.',
          ],
        },
        {
          words:
            'Il contratto lo conosco. Ad agosto ero in ospedale, ho pagato il giorno in cui sono uscito. Succederà di nuovo se mi ricoverano?',
          said: 'Mi dispiace. Ho tolto la mora e ho messo una nota: se succede ancora ci scriva prima, spostiamo la scadenza.',
          options: [
            'Tolgo la mora adesso. E se dovesse succedere ancora, ci scriva: spostiamo la scadenza.',
            'Mi mandi il certificato e valuteremo.',
          ],
        },
      ],
      decideAt: 1,
      decided: { power: 'fee_waiver', minor: 2500, days: null },
      after: 'Grazie. Non era per i soldi: era per essere creduto.',
      reach:
        'Togliere tutta la mora al primo messaggio dopo il racconto, e rispondere al secondo dubbio: succederà ancora?',
    },
  },
  {
    key: 'twice',
    client: 'nummo',
    language: 'ar',
    touchpoint: 'payment',
    power: 'refund',
    currency: 'TND',
    days: 18,
    content: {
      title: 'خُصم المبلغ مرتين',
      situation: 'عميلة منذ ثلاث سنوات. في كشف الحساب عمليتان بالمبلغ نفسه من متجر واحد، بينهما دقيقة.',
      steps: [
        {
          words:
            'السلام عليكم، دفعت في المتجر مرة واحدة وخُصم مني 48,500 دينار مرتين. أحتاج المبلغ قبل نهاية الأسبوع.',
          said: 'وعليكم السلام، أرى العمليتين. الثانية خطأ من جهاز الدفع.',
          options: [
            'وعليكم السلام، أرى العمليتين أمامي. الثانية خطأ، وسأعالجها الآن.',
            'وعليكم السلام، يرجى مراجعة المتجر أولاً.',
          ],
        },
        {
          words: 'ومتى يعود المبلغ؟ وهل أخاف من استعمال البطاقة بعد الآن؟',
          said: 'رددتُ لك المبلغ الآن، يظهر في حسابك خلال يومين. والبطاقة سليمة: الخطأ من جهاز المتجر.',
          options: [
            'رددتُ المبلغ الآن ويصلك خلال يومين. البطاقة سليمة، والخطأ من جهاز المتجر.',
            'عادة بين خمسة وعشرة أيام عمل.',
            'سأرفع طلبك إلى القسم المختص.',
          ],
        },
      ],
      decideAt: 1,
      decided: { power: 'refund', minor: 48_500, days: null },
      after: 'وصل المبلغ اليوم. شكراً لأنك لم تطلب مني أن أثبت شيئاً.',
      reach: 'ردّ المبلغ كاملاً في الحال، وطمأنتها بشأن البطاقة: تساؤلان لا تساؤل واحد.',
    },
  },
  {
    key: 'more-time',
    client: 'nummo',
    language: 'fr',
    touchpoint: 'billing',
    power: 'fee_waiver',
    currency: 'TND',
    days: 12,
    content: {
      title: 'Des frais pour un virement que nous avons retardé',
      situation:
        'Client depuis deux ans. Le virement a été bloqué quatre jours par un contrôle de notre côté.',
      steps: [
        {
          words:
            'Bonjour, mon virement est resté bloqué chez vous et maintenant vous me facturez 30 dinars de retard !',
          said: 'Bonjour, je comprends. Je regarde ce qui s’est passé.',
          options: [
            'Bonjour, vous avez raison d’être fâché. Je regarde d’où vient le blocage, restez avec moi.',
            'Bonjour, les frais sont calculés automatiquement.',
          ],
        },
        {
          words:
            'Automatiquement ou pas, ce n’est pas moi qui ai bloqué. Et mon bailleur, qui va le prévenir ?',
          said: 'Les frais sont supprimés. Je vous envoie une attestation du retard pour votre bailleur.',
          options: [
            'Le blocage vient de nous : je supprime les frais et vous envoie une attestation pour votre bailleur.',
            'Je supprime les frais.',
            'Je transmets votre réclamation.',
          ],
        },
      ],
      decideAt: 1,
      decided: { power: 'fee_waiver', minor: 30_000, days: null },
      after: 'L’attestation m’a sauvé. Merci d’y avoir pensé.',
      reach:
        'Supprimer tous les frais sans demander à personne ; l’attestation ne coûtait rien et levait le second doute.',
    },
  },
  {
    key: 'noisy-room',
    client: 'albamare',
    language: 'en',
    touchpoint: 'stay',
    power: 'goodwill_credit',
    currency: 'EUR',
    days: 9,
    content: {
      title: 'Two nights over the building site',
      situation: 'A guest for the third time. The works next door were known to the hotel and not announced.',
      steps: [
        {
          words:
            'We booked the quiet room and had a jackhammer under the window from seven. Twice. Nobody had told us. What was the “quiet” for?',
          said: 'I am sorry to hear that. The works are not ours.',
          options: [
            'You were promised quiet and did not get it. That is on us: we knew and did not say.',
            'The works are not ours, but I understand.',
          ],
        },
        {
          words: 'At least somebody says it. We are back in April with my mother. Should we book elsewhere?',
          said: 'I have put a credit on your account for April, and noted the courtyard side.',
          options: [
            'I am giving you a credit for April now, and holding a room on the courtyard side.',
            'We would be glad to see you again in April.',
            'I can ask the hotel whether the works will be over.',
          ],
        },
      ],
      decideAt: 1,
      decided: { power: 'goodwill_credit', minor: 4000, days: null },
      after: 'Booked for April. Thank you for not arguing about whose jackhammer it was.',
      reach:
        'Own the silence about the works first; then a credit and the courtyard room, both yours to give.',
    },
  },
  {
    key: 'birthday',
    client: 'albamare',
    language: 'it',
    touchpoint: 'booking',
    power: 'refund',
    currency: 'EUR',
    days: 5,
    content: {
      title: 'La cena che non c’era',
      situation:
        'Prima prenotazione. Il pacchetto comprendeva una cena, ma quella sera il ristorante era chiuso.',
      steps: [
        {
          words:
            'Avevo preso il pacchetto con la cena per il compleanno di mia madre. Ristorante chiuso, e nessuno sapeva niente.',
          said: 'Mi dispiace molto. Verifico il pacchetto.',
          options: [
            'Un compleanno non si rifà. Mi dispiace: vedo qui che la cena era nel prezzo.',
            'Il ristorante chiude il lunedì, è scritto sul sito.',
          ],
        },
        {
          words: 'La cena era 90 euro. Ma quello che vorrei sapere è se succede anche agli altri.',
          said: 'Le ho rimborsato la cena. E ho segnalato che il pacchetto va tolto nei giorni di chiusura.',
          options: [
            'Le rimborso adesso la cena, e faccio togliere il pacchetto nei giorni di chiusura.',
            'Le rimborso metà, perché la camera era in ordine.',
          ],
        },
      ],
      decideAt: 1,
      decided: { power: 'refund', minor: 9000, days: null },
      after: 'Mia madre dice che la cena la fa lei, e che ci tornate simpatici.',
      reach:
        'Rimborsare la cena intera; e segnalare l’ostacolo, perché al cliente importava anche degli altri.',
    },
  },
  ...creditCases,
]

/** One that waits for the trainer's eyes, with its (invented) original beside it. */
export const demoDraft = {
  client: 'nummo' as const,
  language: 'fr' as const,
  power: 'refund' as const,
  people: ['Claire Monnier', 'Karim Mejri'],
  words: [
    'Bonjour, c’est Claire Monnier. J’ai payé 24,00 € d’abonnement le 3 novembre alors que j’avais résilié par mail à resiliation@nummo.example. Mon dossier est le ZQ81-44.',
    'Bonjour Madame Monnier, Karim à l’appareil. Je vois bien votre mail du 28 octobre.',
    'Alors pourquoi ai-je été débitée ? Vous pouvez me joindre au 06 12 34 56 78. J’ai aussi écrit à Anselme, sans réponse.',
    'Je vous rembourse tout de suite.',
  ],
  after: 'Merci Karim. Claire',
}
