import type { Language } from '../src/contract/route.ts'
import { dayMs } from './calendar.ts'
import { cityFor, emailFor, phoneFor } from './names.ts'
import type { ClientKey } from './people.ts'
import { idOf, type Random, randomOf } from './random.ts'
import { readNames, type Tale, wordsOf } from './stories.ts'

export type DemoCustomer = {
  id: string
  client: ClientKey
  language: Language
  currency: 'EUR' | 'TND'
  gender: 'f' | 'm'
  first: string
  last: string
  email: string | null
  phone: string | null
  city: string
  /** calendar date */
  since: string
  sourceId: string
  value: { minor: number; low: number; high: number; source: 'client_file' | 'model'; at: Date }
  /** keys of the stories that are this customer's */
  tales: string[]
}

/** Of all contacts, how many are somebody's second or third: about 590 contacts of about 400 people. */
const shareReturning = 0.3
const mostContacts = 3

/**
 * The people of the stories. The shortest stories say least of who tells them: they are given to people who
 * tell another one, never with two decisions of one kind.
 */
export function makeCustomers(tales: readonly Tale[], now: Date): DemoCustomer[] {
  const groups = Map.groupBy(tales, groupOf)
  const used = new Set<string>()
  return [...groups.entries()].flatMap(([group, members]) => {
    const random = randomOf('customers', group)
    const byLength = random.shuffle(members).sort((a, b) => wordsOf(a.story).length - wordsOf(b.story).length)
    const returning = byLength.slice(0, Math.round(byLength.length * shareReturning))
    const people = byLength.slice(returning.length).map((tale) => [tale])
    for (const tale of returning) {
      const host = random
        .shuffle(people)
        .find((told) => told.length < mostContacts && told.every((other) => goTogether(other, tale)))
      if (host) host.push(tale)
      else people.push([tale])
    }
    return people.map((told) => makeCustomer(told, used, now))
  })
}

function groupOf(tale: Tale): string {
  return [tale.story.client, tale.language, tale.story.gender, currencyOf(tale)].join(' ')
}

/** What somebody pays in: what was decided for them, else what they speak of. */
function currencyOf({ key, language, story }: Tale): 'EUR' | 'TND' {
  if (story.decision) return story.decision.currency
  const words = wordsOf(story)
  const dinars = /\bDT\b|dinar|دينار|دنانير/i.test(words)
  const euros = /€|euro|\beur\b|يورو/i.test(words)
  if (dinars !== euros) return dinars ? 'TND' : 'EUR'
  if (language === 'it' || language === 'en') return 'EUR'
  return randomOf('currency', key).chance(0.5) ? 'TND' : 'EUR'
}

function goTogether({ story: a }: Tale, { story: b }: Tale): boolean {
  return (!a.decision || !b.decision || a.decision.power !== b.decision.power) && !(a.support && b.support)
}

function makeCustomer(told: Tale[], used: Set<string>, now: Date): DemoCustomer {
  const { key, language, story } = told[0]!
  const random = randomOf('customer', key)
  const names = readNamesOnce(language)
  let [first, last] = ['', '']
  do {
    first = random.pick(names[story.gender])
    last = random.pick(names.last)
  } while (used.has(`${first} ${last}`))
  used.add(`${first} ${last}`)
  const currency = currencyOf(told[0]!)
  const channels = new Set(told.map((tale) => tale.story.channel))
  const hasEmail = random.chance(channels.has('mail') ? 1 : channels.has('web') ? 0.9 : 0.5)
  return {
    id: idOf('customer', key),
    client: story.client,
    language,
    currency,
    gender: story.gender,
    first,
    last,
    email: hasEmail ? emailFor({ first, last }, random) : null,
    phone: random.chance(channels.has('phone') ? 1 : 0.6) ? phoneFor(language, currency, random) : null,
    city: cityFor(names.city, currency, random),
    since: new Date(now.getTime() - random.between(150, 4300) * dayMs).toISOString().slice(0, 10),
    sourceId: `${story.client === 'nummo' ? 'N' : 'A'}-${random.between(100_000, 999_999)}`,
    value: makeValue(story.client, currency, random, now),
    tales: told.map((tale) => tale.key),
  }
}

/** Lognormal, as lifetime values are: many modest ones, a few large. Medians 260 € and 900 €. */
function makeValue(client: ClientKey, currency: string, random: Random, now: Date): DemoCustomer['value'] {
  const euros = (client === 'nummo' ? 260 : 900) * Math.exp(0.75 * random.normal())
  const inMinor = (amount: number) =>
    currency === 'EUR' ? Math.round(amount) * 100 : Math.round(amount * 3.35) * 1000
  // 1.2816: the normal's 90 % point, so that 80 % lie between the two.
  const spread = Math.exp(1.2816 * (0.2 + 0.25 * random.unit()))
  return {
    minor: inMinor(euros),
    low: inMinor(euros / spread),
    high: inMinor(euros * spread),
    source: random.chance(0.65) ? 'client_file' : 'model',
    at: new Date(now.getTime() - random.between(3, 60) * dayMs),
  }
}

const namesRead = new Map<Language, ReturnType<typeof readNames>>()
function readNamesOnce(language: Language): ReturnType<typeof readNames> {
  const names = namesRead.get(language) ?? readNames(language)
  namesRead.set(language, names)
  return names
}
