import type { Language } from '../src/contract/route.ts'
import type { Random } from './random.ts'

/** First names of seeds/stories/ar/names.json as their bearers write them in an address. */
const latin: Record<string, string> = Object.fromEntries(
  `آمنة amna إيمان imen أسماء asma أميرة amira ألفة olfa إيناس ines ابتسام ibtissem بسمة basma بثينة
  bouthaina جميلة jamila حنان hanen حياة hayet خديجة khadija خولة khaoula درة dorra دلال dalel رحمة rahma رانيا
  rania ريم rim زينب zeineb زهرة zahra سلمى salma سناء sana سهام sihem سارة sarra سعاد souad شيماء chaima صفاء
  safa عائشة aicha عفاف afef عبير abir فاطمة fatma فردوس ferdaous كوثر kaouther لمياء lamia ليلى leila لطيفة
  latifa مريم mariem منى mouna مروى marwa نجلاء najla نادية nadia نورة noura هاجر hajer هند hend هدى houda وفاء
  wafa وداد widad ياسمين yasmine يسرى yosra أحمد ahmed أنيس anis أيمن aymen أسامة oussama إبراهيم ibrahim إلياس
  elyes بلال bilel بشير bechir توفيق taoufik جمال jamel حاتم hatem حسن hassen حمدي hamdi خالد khaled رضا ridha
  رمزي ramzi رشيد rachid زياد zied زهير zouhair سامي sami سفيان sofiene سيف seif شكري chokri صابر saber صالح
  salah طارق tarek عادل adel عمر omar علي ali عماد imed فتحي fathi فيصل faycal فوزي faouzi كريم karim كمال kamel
  لطفي lotfi ماهر maher محمود mahmoud مروان marwen منير mounir مراد mourad ناصر nasser نبيل nabil نزار nizar هشام
  hichem هيثم haythem وليد walid ياسين yassine يوسف youssef`
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, i, all) => {
      if (i % 2 === 1) pairs.push([all[i - 1]!, word])
      return pairs
    }, []),
)

const tunisian = new Set(
  'Tunis Sfax Sousse Bizerte Nabeul Monastir Gabès Tunisi Hammamet تونس صفاقس سوسة بنزرت نابل القيروان قابس المنستير'
    .split(' ')
    .concat('La Marsa'),
)

/** A town of the list that goes with the currency a customer pays in. */
export function cityFor(cities: readonly string[], currency: string, random: Random): string {
  const near = cities.filter((city) => tunisian.has(city) === (currency === 'TND'))
  return random.pick(near.length > 0 ? near : cities)
}

/** An address under example.com, .org or .net, which belong to nobody (RFC 2606). */
export function emailFor(name: { first: string; last: string }, random: Random): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z]/g, '')
  const first = plain(latin[name.first] ?? name.first) || 'salam'
  const last = plain(name.last)
  const year = String(random.between(58, 99))
  const box = last
    ? random.pick([`${first}.${last}`, `${first}.${last}`, `${first[0]}.${last}${year}`, `${last}.${first}`])
    : `${first}${random.pick(['', '.', '_'])}${year}`
  return `${box}@${random.pick(['example.com', 'example.org', 'example.net'])}`
}

/** Numbers that ring nowhere: +39 399 and +216 60 are given to nobody, Britain and France keep some for films. */
export function phoneFor(language: Language, currency: string, random: Random): string {
  const digits = (count: number) => Array.from({ length: count }, () => String(random.between(0, 9))).join('')
  if (currency === 'TND') return `+216 60 ${digits(3)} ${digits(3)}`
  if (language === 'en') return `+44 7700 900${digits(3)}`
  if (language === 'fr') return `+33 6 39 98 ${digits(2)} ${digits(2)}`
  return `+39 399 ${digits(3)} ${digits(4)}`
}
