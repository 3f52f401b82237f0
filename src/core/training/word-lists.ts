/** Words that the anonymiser knows, in the languages of our customers. All lower-case, without accents (see `foldText`). */

export type TextLanguage = 'it' | 'fr' | 'en' | 'ar'

const words = (list: string) => list.trim().split(/\s+/)

/** After these comes a name, however it is written. */
export const titles = words(`
  signor signora signore signorina sig sigra dott dottor dottore dottoressa avv ing prof professor professore professoressa
  monsieur madame mademoiselle mme mlle mr mrs ms miss mister dr maitre
  السيد السيده الانسه الدكتور الدكتوره الاستاذ الاستاذه المهندس الحاج سي للا`)

/** A name may follow; where it does, it begins with a capital, or, in Arabic, is one that we know. */
export const cues = [
  ...[
    'mi chiamo',
    'il mio nome e',
    'je m appelle',
    'mon nom est',
    'my name is',
    'name is',
    'a nome di',
    'au nom de',
  ],
  ...['intestato a', 'intestata a', 'in the name of', 'اسمي', 'باسم', 'اسم'],
  ...[
    'gentile',
    'caro',
    'cara',
    'ciao',
    'buongiorno',
    'buonasera',
    'salve',
    'sono',
    'qui e',
    'parlo con',
    'grazie',
  ],
  ...['bonjour', 'bonsoir', 'cher', 'chere', 'salut', 'je suis', 'ici', 'merci'],
  ...['dear', 'hi', 'hello', 'i am', 'this is', 'i m', 'thanks', 'thank you', 'regards', 'sincerely', 'best'],
  ...['saluti', 'cordialmente', 'cordialement', 'salutations', 'bien a vous'],
  ...[
    'mia moglie',
    'mio marito',
    'mio figlio',
    'mia figlia',
    'mia madre',
    'mio padre',
    'mio fratello',
    'mia sorella',
  ],
  ...[
    'la collega',
    'il collega',
    'ma femme',
    'mon mari',
    'mon fils',
    'ma fille',
    'ma mere',
    'mon pere',
    'mon frere',
  ],
  ...[
    'ma soeur',
    'votre collegue',
    'my wife',
    'my husband',
    'my son',
    'my daughter',
    'my mother',
    'my father',
  ],
  ...[
    'my brother',
    'my sister',
    'your colleague',
    'انا',
    'معك',
    'معكم',
    'عزيزي',
    'عزيزتي',
    'يا',
    'زوجتي',
    'زوجي',
  ],
  ...[
    'ابني',
    'ابنتي',
    'امي',
    'ابي',
    'اخي',
    'اختي',
    'زميلكم',
    'زميلتكم',
    'تحياتي',
    'شكرا',
    'مع التحيه',
    'مرحبا',
    'اهلا',
  ],
]

/** These cues are followed by a name even where it is typed without a capital. */
export const surelyNamed = new Set(cues.slice(0, 16))

export const particles = new Set(
  words(`de di da del della dei delle d du des la le lo van von der ben bin ibn al el abu abou bou bel haj hadj y e
  بن ابن بنت ابو بو ال عبد ام`),
)

/** Given names that say by themselves that somebody is meant. */
export const givenNames = new Set(
  words(`giulia giulio marco paola paolo francesca francesco luca lucia giuseppe giuseppina maria mario anna antonio
  antonella andrea alessandro alessandra chiara davide elena eleonora elisa federica federico filippo gabriele giorgia
  giorgio giovanni giovanna ilaria lorenzo laura luigi martina matteo michele michela nicola roberta roberto sara
  salvatore silvia simone stefano stefania valentina vincenzo carla carlo daniela daniele enrico fabio gianni monica
  sophie camille claire julien nicolas pierre jean jacques marie nathalie isabelle francois francoise philippe thomas
  antoine aurelie celine emilie guillaume helene laurent mathieu olivier pauline sebastien stephane sylvie valerie
  vincent yves amelie benoit brigitte catherine chantal christophe cedric delphine fabrice florence gerard
  john james mary robert patricia jennifer michael linda david elizabeth william barbara richard susan joseph jessica
  sarah charles karen emma oliver george harry jack emily olivia margaret peter andrew stephen helen ann anne alan
  karim ahmed mohamed mohammed mehdi youssef amira fatma fatima khadija leila salma sami nadia olfa rania sonia yasmine
  hassan hussein omar ali ibrahim ismail khaled mustapha mounir nizar rachid ridha tarek walid zied amel ines meriem
  hichem slim wafa houda bilel aymen
  محمد احمد محمود مصطفي يوسف ابراهيم اسماعيل خالد عمر علي حسن حسين سامي طارق وليد زياد مهدي منير نزار رشيد هشام سليم
  بلال ايمن فاطمه خديجه ليلي سلمي ناديه رانيا سونيا ياسمين مريم امينه عائشه زينب اميره الفه وفاء هدي ايناس سعاد
  عبدالله عبدالرحمن عبدالعزيز كمال جمال منصور ناصر لطفي فوزي رضا صالح كريم سعيد جميله سعيده`),
)

/** Given names that are words of every day as well: alone they are only pointed at. */
export const alsoWords = new Set(
  words('كريم سعيد صالح جمال كمال رضا وفاء هدي سليم ناصر جميله سعيده علي امل نور'),
)

/** What no name is made of: it ends one in Arabic and among names typed without capitals. */
export const notNames = new Set(
  words(`e ed ho ha sono vorrei volevo non il la lo i gli un una per con di da in su che mi ma et je j ai suis vous nous
  le les des un une pour avec dans sur que mais and i have am is was the a an for with in on that but my your you we it
  because since from to of qui perche perque tres molto very happy sorry here calling writing sure afraid not so still
  the your team support all everyone very
  و في من الي على علي عن مع هذا هذه ان انا هو هي لا ما لم لن قد كان كنت لدي عندي اريد احتاج حجزت دفعت اتصلت وصلني التي الذي
  لقد لكن ثم او كل بعد قبل عند منذ حتي غير جدا جزيلا لكم لك لي بكم بك الخير النور رقم حساب بطاقه فاتوره عميل زبون طلبت
  اتصل اتصلت دفع سافر حجز كتب قال قالت وصل طلب هنا اليوم امس غدا وسهلا`),
)

export const monthNames: Record<TextLanguage, string[][]> = {
  it: [
    words('gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'),
    words('gen feb mar apr mag giu lug ago set ott nov dic'),
  ],
  fr: [words('janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre')],
  en: [
    words('january february march april may june july august september october november december'),
    words('jan feb mar apr may jun jul aug sep oct nov dec'),
  ],
  ar: [
    words('يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر'),
    words('جانفي فيفري مارس افريل ماي جوان جويليه اوت سبتمبر اكتوبر نوفمبر ديسمبر'),
  ],
}

/** As they are written, for what is put in their place. Same order as `monthNames`. */
export const writtenMonths: Record<TextLanguage, string[][]> = {
  it: monthNames.it,
  fr: [words('janvier février mars avril mai juin juillet août septembre octobre novembre décembre')],
  en: [
    words('January February March April May June July August September October November December'),
    words('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'),
  ],
  ar: [
    words('يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'),
    words('جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر'),
  ],
}

/** Names that leave open who somebody is: man or woman, and from where. */
export const standInNames: Record<
  TextLanguage,
  { given: string[]; family: string[]; place: string; street: string }
> = {
  it: {
    given: [
      'Celeste',
      'Elia',
      'Noa',
      'Sasha',
      'Fede',
      'Ale',
      'Niki',
      'Toni',
      'Vale',
      'Gabri',
      'Dani',
      'Micky',
    ],
    family: [
      'Prati',
      'Fonti',
      'Colli',
      'Valli',
      'Ponti',
      'Boschi',
      'Rivi',
      'Campi',
      'Monti',
      'Orti',
      'Selva',
      'Laghi',
    ],
    place: 'Borgo Nuovo',
    street: 'via dei Giardini',
  },
  fr: {
    given: [
      'Alix',
      'Dominique',
      'Claude',
      'Sacha',
      'Morgan',
      'Noa',
      'Charlie',
      'Lou',
      'Eden',
      'Andréa',
      'Sam',
      'Maé',
    ],
    family: [
      'Duval',
      'Laforêt',
      'Rivière',
      'Deschamps',
      'Dupré',
      'Laval',
      'Fontaine',
      'Duprat',
      'Dumont',
      'Delval',
      'Dulac',
      'Dubois',
    ],
    place: 'Villeneuve',
    street: 'rue des Jardins',
  },
  en: {
    given: [
      'Robin',
      'Alex',
      'Sam',
      'Jordan',
      'Taylor',
      'Morgan',
      'Casey',
      'Quinn',
      'Avery',
      'Jamie',
      'Riley',
      'Rowan',
    ],
    family: [
      'Brook',
      'Hill',
      'Lane',
      'Moor',
      'Marsh',
      'Heath',
      'Wood',
      'Glen',
      'Ford',
      'Dale',
      'Shore',
      'Meadows',
    ],
    place: 'Newtown',
    street: 'Garden Street',
  },
  ar: {
    given: ['نور', 'إحسان', 'وسام', 'ضياء', 'صباح', 'رجاء', 'شمس', 'أمان', 'بهاء', 'سلام', 'ربيع', 'فجر'],
    family: [
      'الجبلي',
      'الساحلي',
      'البستاني',
      'النهري',
      'الواحي',
      'السهلي',
      'البحيري',
      'الغابي',
      'الوردي',
      'الربيعي',
      'المرجي',
      'الصحراوي',
    ],
    place: 'المدينة الجديدة',
    street: 'شارع الحدائق',
  },
}
