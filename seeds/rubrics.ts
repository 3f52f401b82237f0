import type { Criterion } from '../src/core/review/rubric.ts'
import type { TeamKey } from './people.ts'

/** What each team of the demo world reads its conversations by, in its own words. */
export const demoRubrics: Record<TeamKey, readonly Criterion[]> = {
  nummoLecce: [
    {
      name: 'Il dubbio vero viene a galla',
      levels: ['resta nascosto', 'arriva tardi', 'è nominato subito'],
    },
    {
      name: 'Le parole sono quelle del cliente',
      levels: ['da regolamento', 'per lo più semplici', 'le capirebbe mia nonna'],
    },
    {
      name: 'Si sa che cosa succede adesso',
      levels: ['bisogna chiederlo', 'si intuisce', 'chi fa che cosa, ed entro quando'],
    },
  ],
  nummoTunis: [
    {
      name: 'Le vrai doute est trouvé',
      levels: ['on y répond à côté', 'trouvé en route', 'nommé dès le début'],
    },
    {
      name: 'La personne se sent attendue',
      levels: ['formules toutes faites', 'politesse sincère', 'on a répondu à elle, pas à un dossier'],
    },
    {
      name: 'La suite est claire',
      levels: ['il faut deviner', 'presque', 'rien ne reste à demander'],
    },
  ],
  nummoMilan: [
    {
      name: 'The real question is found',
      levels: ['answered beside it', 'found on the way', 'named in the first reply'],
    },
    {
      name: 'Plain words',
      levels: ['one has to guess', 'mostly plain', 'I would show it to a newcomer'],
    },
    {
      name: 'We own what went wrong',
      levels: ['it sounds like nobody did it', 'said, with a “but”', 'said once, and put right'],
    },
  ],
  albamareTunis: [
    {
      name: 'فهمُ ما يقلق الضيف',
      levels: ['بقي خفيًا', 'اتّضح في الطريق', 'سُمّي من أول رد'],
    },
    {
      name: 'دفء الكلمات',
      levels: ['عبارات جاهزة', 'لطف صادق', 'كأننا نستقبله في بيتنا'],
    },
    {
      name: 'وضوح الخطوة التالية',
      levels: ['يحتاج إلى السؤال', 'واضحة في معظمها', 'من يفعل ماذا ومتى'],
    },
  ],
  albamareMilan: [
    {
      name: 'L’ospite si sente ascoltato',
      levels: ['risposta di rito', 'con attenzione', 'come davanti a noi'],
    },
    {
      name: 'Il dubbio è sciolto, non spostato',
      levels: ['rimandato ad altri', 'sciolto in parte', 'non resta niente da chiedere'],
    },
    {
      name: 'Diciamo ciò che possiamo, senza formule',
      levels: ['con troppe condizioni', 'quasi sempre chiaro', 'una frase, e si capisce'],
    },
  ],
}

/** What readers write in each language; said of how a conversation went, never of what was decided in it. */
export const seenWords = {
  it: {
    seen: [
      'La prima riga riprende le sue parole: si capisce subito che hai letto davvero. Proverei a mettere la domanda prima della spiegazione.',
      'Hai dato un ordine alle cose quando lui le diceva tutte insieme. Me lo tengo.',
      'A metà torni alla frase del regolamento, e lì si perde un po’. Il resto è limpido.',
      'La chiusura è bella: chiedi se resta qualcosa, e aspetti. La farei così anch’io.',
      'Il dubbio vero l’ho trovato solo verso la fine. Forse una domanda in più all’inizio.',
      'Tono caldo senza essere zuccheroso. Solo la data avrei scritto per intero.',
    ],
    together: [
      'Per me la domanda vera era quella del primo messaggio, e lì ci siamo arrivati bene.',
      'La leggo un gradino sotto: chi scrive doveva ancora indovinare che cosa sarebbe successo dopo.',
      'Parole semplici, sì. Sul seguito ci ho messo due letture per capire chi doveva muoversi.',
    ],
    thanks: [
      'Grazie, la domanda prima della spiegazione la provo da oggi.',
      'È vero, lì ero tornato alla formula. Grazie di averlo detto così.',
    ],
    dispute:
      'Qui vedo diversamente: il cliente aveva già detto tutto al telefono, e nel messaggio rispondevo a quello. Letto da solo sembra tardi, ma per lui non lo era.',
  },
  fr: {
    seen: [
      'Ta première phrase reprend ses mots : on sent que tu as vraiment lu. J’essaierais de poser la question avant d’expliquer.',
      'Tu as remis de l’ordre là où tout arrivait à la fois. Je te l’emprunte.',
      'Au milieu, la phrase du règlement revient et l’on décroche un peu. Le reste est limpide.',
      'Belle fin : tu demandes s’il reste quelque chose, et tu attends la réponse.',
      'Je n’ai trouvé le vrai doute que vers la fin. Une question de plus au début, peut-être.',
      'Chaleureux sans en faire trop. J’aurais juste écrit la date en entier.',
    ],
    together: [
      'Pour moi la vraie question est dans le premier message, et tu y réponds.',
      'Je la lis un cran en dessous : il fallait encore deviner la suite.',
      'Des mots simples, oui. Pour la suite, j’ai dû relire pour savoir qui devait agir.',
    ],
    thanks: [
      'Merci, la question avant l’explication, j’essaie dès aujourd’hui.',
      'C’est vrai, j’étais revenue à la formule. Merci de l’avoir dit ainsi.',
    ],
    dispute:
      'Je vois les choses autrement : la cliente avait tout expliqué au téléphone la veille, et je répondais à cela. Lu seul, cela paraît tardif ; pour elle, non.',
  },
  en: {
    seen: [
      'Your first line picks up her words: she can tell you read it. I would try the question before the explanation.',
      'You put things in order when they came all at once. I am borrowing that.',
      'Halfway through, the rulebook’s sentence comes back and one gets lost a little. The rest is clear.',
      'A lovely ending: you ask whether anything is left, and you wait.',
      'I found the real question only towards the end. One more question early on, perhaps.',
      'Warm without being sugary. I would only write the date in full.',
    ],
    together: [
      'To me the real question stands in the first message, and you answered it.',
      'I read it one step lower: they still had to guess what would happen next.',
      'Plain words, yes. For what comes next I had to read twice to see who would act.',
    ],
    thanks: [
      'Thank you. The question before the explanation: trying it from today.',
      'True, I slipped back into the formula there. Thank you for putting it like this.',
    ],
    dispute:
      'I see this differently: they had told me all of it on the phone, and I was answering that. Read on its own it looks late; to them it was not.',
  },
  ar: {
    seen: [
      'بدأتَ بكلمات الضيف نفسها، فشعر أنك قرأت فعلًا. كنت سأجرّب السؤال قبل الشرح.',
      'رتّبتَ الأمور حين جاءت كلها دفعة واحدة. سأستعير منك هذا.',
      'في الوسط عادت عبارة اللائحة فضاع القارئ قليلًا، والباقي واضح.',
      'خاتمة جميلة: تسأل إن بقي شيء وتنتظر الجواب.',
      'لم أجد السؤال الحقيقي إلا قرب النهاية. ربما سؤال آخر في البداية.',
      'دافئ من غير مبالغة. كنت سأكتب التاريخ كاملًا فقط.',
    ],
    together: [
      'أرى أن السؤال الحقيقي في الرسالة الأولى، وقد أُجيب عنه.',
      'أقرؤها درجةً أدنى: كان على الضيف أن يخمّن ما سيحدث بعدها.',
      'الكلمات بسيطة، نعم. أما الخطوة التالية فقرأتُ مرتين لأعرف من سيقوم بها.',
    ],
    thanks: [
      'شكرًا، السؤال قبل الشرح: أجرّبه من اليوم.',
      'صحيح، عدتُ هناك إلى العبارة الجاهزة. شكرًا لأنك قلتها هكذا.',
    ],
    dispute:
      'أرى الأمر على نحو مختلف: كان الضيف قد حكى كل شيء على الهاتف، وكنت أجيب عن ذلك. تبدو متأخرة إن قُرئت وحدها، ولم تكن كذلك عنده.',
  },
} as const
