import { describe, expect, test } from 'vitest'
import { type ActivityKind, findActivity, plainWords } from '../../../src/core/expectation/activity.ts'

/** Ways in which centres ask for activity. */
const refused: [ActivityKind, string][] = [
  ['handling_time', 'Average handling time below five minutes'],
  ['handling_time', 'AHT'],
  ['handling_time', 'a.h.t. under 300'],
  ['handling_time', 'A H T'],
  ['handling_time', 'Bring the talk-time down'],
  ['handling_time', 'minutes per call'],
  ['handling_time', 'calls in 4 minutes'],
  ['handling_time', 'Calls in under 3 minutes'],
  ['handling_time', 'Shorter calls, please'],
  ['handling_time', 'after-call time'],
  ['handling_time', 'Tempo medio di gestione sotto i 6 minuti'],
  ['handling_time', 'il TMG'],
  ['handling_time', 'durata media della chiamata'],
  ['handling_time', 'Durata delle conversazioni'],
  ['handling_time', 'minuti a contatto'],
  ['handling_time', 'chiamate più brevi'],
  ['handling_time', 'contatti entro cinque minuti'],
  ['handling_time', 'durée moyenne de traitement'],
  ['handling_time', 'la DMT'],
  ['handling_time', 'Temps d’appel'],
  ['handling_time', 'des appels plus courts'],
  ['handling_time', 'secondes par dossier'],
  ['handling_time', 'متوسط مدة المكالمة'],
  ['handling_time', 'زمنُ المُعالجة'],
  ['handling_time', 'مكالمات أقصر'],
  ['handling_time', 'خمس دقائق لكل عميل'],
  ['contacts_a_day', '40 contacts a day'],
  ['contacts_a_day', 'Calls handled per hour'],
  ['contacts_a_day', 'number of tickets'],
  ['contacts_a_day', 'Productivity'],
  ['contacts_a_day', 'quaranta contatti al giorno'],
  ['contacts_a_day', 'Pratiche gestite per turno'],
  ['contacts_a_day', 'numero di chiamate'],
  ['contacts_a_day', 'produttività'],
  ['contacts_a_day', 'dossiers traités par jour'],
  ['contacts_a_day', 'nombre d’appels'],
  ['contacts_a_day', 'la productivité de l’équipe'],
  ['contacts_a_day', 'عدد المكالمات'],
  ['contacts_a_day', 'أربعون محادثات في اليوم'],
  ['contacts_a_day', 'الإنتاجية'],
  ['contacts_a_day', 'عدد الرسائل'],
  ['occupancy', 'Occupancy at 85 %'],
  ['occupancy', 'tasso di occupazione'],
  ['occupancy', 'la saturazione'],
  ['occupancy', 'le taux d’occupation'],
  ['occupancy', 'نسبة الإشغال'],
  ['adherence', 'Schedule adherence'],
  ['adherence', 'time on break'],
  ['adherence', 'aderenza ai turni'],
  ['adherence', 'rispetto delle pause'],
  ['adherence', 'respect des horaires'],
  ['adherence', 'l’assiduité'],
  ['adherence', 'الالتزام بالجدول'],
  ['availability', 'first response time'],
  ['availability', 'livello di servizio 80/20'],
  ['availability', 'temps de réponse'],
  ['availability', 'سرعة الردّ'],
  ['decisions_given', 'fewer refunds'],
  ['decisions_given', 'Reduce the exceptions'],
  ['decisions_given', 'meno rimborsi'],
  ['decisions_given', 'ridurre le richieste di aiuto'],
  ['decisions_given', 'moins de gestes'],
  ['decisions_given', 'تقليل الاسترداد'],
]

/** Results, some of them with a word in them that also stands in an activity. */
const allowed = [
  'Customers confirm that nothing is unclear any more',
  'Customers who don’t have to call us a second time about the same fee',
  'Nobody waits for an answer from me beyond the mandate’s time',
  'Billing questions that don’t come back within a month',
  'It was easy for the customer',
  'Each coaching session that we agree on takes place',
  'The people of the team are still here in a year',
  'Chi ci scrive per un addebito doppio non deve scriverci di nuovo',
  'Clienti che confermano di non avere più dubbi',
  'Le sessioni che concordiamo si fanno',
  'Un cliente soddisfatto in ogni contatto sui rimborsi',
  'Le client confirme que tout est clair',
  'Les obstacles signalés sont levés',
  'Moins de clients qui reviennent pour la même question',
  'العميل يؤكد أن كل شيء واضح',
  'عملاء لا يعودون للسؤال نفسه',
  'إزالة العوائق التي يبلّغ عنها الفريق',
]

describe('activities are refused in any wording', () => {
  test.each(refused)('%s: %s', (kind, text) => {
    expect(findActivity(text)?.kind).toBe(kind)
    expect(findActivity(`Our aim: ${text.toUpperCase()}!`)?.kind).toBe(kind)
  })
})

test.each(allowed)('a result is none: %s', (text) => {
  expect(findActivity(text)).toBeNull()
})

test('what was matched is given back, to be shown', () => {
  expect(findActivity('La durée moyenne de traitement des appels')?.words).toBe('duree moyenne de traitement')
})

test('words are plain', () => {
  expect(plainWords('  L’été: A.H.T. — (Très) ')).toBe('l ete aht tres')
  expect(plainWords('المُعالَجة أسـرع')).toBe('المعالجه اسرع')
})
