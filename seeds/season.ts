import { wordsOf } from './stories.ts'
import type { Story } from './story.ts'

/**
 * When a story can have happened, by what its people say: some name the first of December, some the beach of
 * August. Month and day, both ends included; found by reading. The others go anywhere.
 */
const seasons: Record<string, [from: string, to: string]> = {
  'it/01-pagamenti#1': ['10-13', '10-24'],
  'it/01-pagamenti#4': ['11-04', '11-26'],
  'it/01-pagamenti#5': ['11-05', '11-10'],
  'it/01-pagamenti#6': ['10-02', '10-12'],
  'it/01-pagamenti#8': ['10-27', '11-03'],
  'it/01-pagamenti#10': ['10-01', '10-31'],
  'it/01-pagamenti#13': ['11-03', '11-14'],
  'it/01-pagamenti#17': ['10-10', '10-29'],
  'it/01-pagamenti#18': ['11-10', '12-30'],
  'it/01-pagamenti#19': ['11-02', '11-15'],
  'it/01-pagamenti#20': ['11-02', '11-12'],
  'it/02-soggiorni#15': ['10-12', '10-20'],
  'it/02-soggiorni#21': ['10-14', '10-25'],
  'it/02-soggiorni#22': ['09-20', '10-31'],
  'it/03-bottega#5': ['08-31', '09-15'],
  'it/03-bottega#6': ['10-22', '11-10'],
  'it/03-bottega#15': ['10-27', '11-16'],
  'it/03-bottega#17': ['11-16', '11-28'],
  'it/03-bottega#18': ['10-28', '11-06'],
  'it/03-bottega#21': ['10-02', '10-20'],
  'it/04-viaggi#0': ['11-10', '12-20'],
  'it/04-viaggi#2': ['10-15', '11-06'],
  'it/04-viaggi#3': ['10-10', '11-20'],
  'it/04-viaggi#6': ['10-01', '10-25'],
  'it/04-viaggi#11': ['11-10', '12-10'],
  'it/04-viaggi#15': ['10-01', '10-30'],
  'it/04-viaggi#19': ['10-15', '12-01'],
  'it/05-carte-sicurezza#9': ['11-03', '11-18'],
  'it/05-carte-sicurezza#12': ['09-16', '10-15'],
  'it/05-carte-sicurezza#20': ['10-10', '11-10'],
  'it/06-ritorni#1': ['10-02', '10-31'],
  'it/06-ritorni#8': ['09-10', '10-10'],
  'it/06-ritorni#16': ['11-03', '11-25'],
  'it/07-vita#8': ['10-05', '11-01'],
  'it/07-vita#13': ['11-03', '11-28'],
  'fr/02-sejours-rive-nord#0': ['09-15', '10-10'],
  'fr/03-nummo-tunisie#7': ['08-15', '09-05'],
  'fr/03-nummo-tunisie#16': ['11-05', '12-20'],
  'fr/03-nummo-tunisie#21': ['10-01', '11-01'],
  'fr/04-sejours-tunisie#17': ['10-01', '10-30'],
  'fr/04-sejours-tunisie#23': ['08-01', '08-25'],
  'fr/05-commercants-et-quotidien#3': ['08-22', '09-10'],
  'fr/06-gens-de-passage#5': ['10-15', '12-10'],
  'en/01-nummo-cards-and-fees#13': ['10-14', '10-14'],
  'en/01-nummo-cards-and-fees#17': ['09-01', '10-10'],
  'en/01-nummo-cards-and-fees#18': ['08-10', '09-20'],
  'en/01-nummo-cards-and-fees#21': ['08-30', '08-31'],
  'en/02-albamare-bookings#0': ['08-15', '09-15'],
  'en/02-albamare-bookings#3': ['07-10', '08-31'],
  'en/02-albamare-bookings#13': ['09-01', '10-04'],
  'en/02-albamare-bookings#19': ['06-01', '09-05'],
  'en/02-albamare-bookings#20': ['06-01', '09-05'],
  'en/03-nummo-merchants#1': ['07-10', '09-05'],
  'en/03-nummo-merchants#6': ['11-05', '12-31'],
  'en/03-nummo-merchants#7': ['11-10', '12-10'],
  'en/03-nummo-merchants#8': ['11-01', '12-15'],
  'en/03-nummo-merchants#16': ['09-25', '10-15'],
  'en/04-albamare-stays#12': ['10-01', '12-20'],
  'en/05-nummo-transfers-security#5': ['07-01', '09-05'],
  'en/06-albamare-and-more#4': ['07-01', '09-05'],
  'en/06-albamare-and-more#5': ['07-01', '08-25'],
  'ar/02-hotel-stays#5': ['07-01', '09-10'],
  'ar/02-hotel-stays#9': ['09-15', '11-30'],
  'ar/03-transfers-accounts#13': ['09-15', '11-30'],
  'ar/03-transfers-accounts#14': ['09-15', '11-30'],
  'ar/04-hotel-bookings-bills#11': ['10-01', '10-31'],
  'ar/04-hotel-bookings-bills#17': ['08-13', '09-30'],
  'ar/05-merchants-security#2': ['09-10', '11-30'],
  'ar/05-merchants-security#4': ['11-02', '11-20'],
  'ar/05-merchants-security#12': ['11-10', '12-31'],
}

/** First words that say what time it is, in minutes of the day. */
const clocks: Record<string, number> = {
  'ar/02-hotel-stays#0': 52,
  'en/05-nummo-transfers-security#14': 14 * 60 + 53,
  'fr/05-commercants-et-quotidien#16': 7 * 60 + 50,
  'it/03-bottega#12': 9 * 60 + 20,
  'it/07-vita#11': 22 * 60 + 30,
  'it/07-vita#14': 17 * 60 + 40,
  'fr/03-nummo-tunisie#7': 21 * 60 + 50,
}

export type Hour = { minute: number | null; evening: boolean }

/** The hour of the day that a story's words ask for. */
export function hourOf(key: string, story: Story): Hour {
  return { minute: clocks[key] ?? null, evening: eveningWords.test(wordsOf(story)) }
}

const eveningWords =
  /buonasera|stasera|questa sera|\bdi sera\b|bonsoir|ce soir|good evening|tonight|this evening|مساء الخير|هذا المساء|الليلة/i

export function seasonOf(key: string): [from: string, to: string] | null {
  return seasons[key] ?? null
}

const monthWords =
  /gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|natale|pasqua|ferragosto|estate|inverno|janvier|février|\bmars\b|\bavril|\bmai\b|\bjuin|juillet|\baoût|septembre|octobre|\bnoël|pâques|\bl'été|l'hiver|january|february|march|april|\bMay \d|\d May\b|june|july|august|september|october|november|december|christmas|easter|summer|winter|جانفي|فيفري|مارس|أفريل|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر|رمضان|العيد|الصيف|الشتاء|38 درجة/i

/** Whether a story can be happening right now: it names no month, feast or hour that now may not be. */
export function isTimeless(key: string, story: Story): boolean {
  const words = wordsOf(story)
  const night = /stanotte|mezzanotte|minuit|cette nuit|midnight|منتصف الليل/i
  return (
    !seasonOf(key) &&
    !monthWords.test(words) &&
    !eveningWords.test(words) &&
    !night.test(words) &&
    clocks[key] === undefined
  )
}
