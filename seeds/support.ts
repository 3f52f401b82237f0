import type { PowerKind } from '../src/core/mandate/document.ts'
import type { DecisionRequest } from '../src/core/mandate/evaluate.ts'
import type { Tale } from './stories.ts'

/** What was asked for and declined, read from the asking words; the story's decision is what was given then. */
const declined: Record<string, { power: PowerKind; minor: number }> = {
  'it/04-viaggi#6': { power: 'goodwill_credit', minor: 11_000 },
  'it/06-ritorni#9': { power: 'goodwill_credit', minor: 11_000 },
  'it/07-vita#18': { power: 'goodwill_credit', minor: 6000 },
  'fr/02-sejours-rive-nord#22': { power: 'refund', minor: 27_000 },
  'fr/04-sejours-tunisie#16': { power: 'refund', minor: 1_240_000 },
  'fr/05-commercants-et-quotidien#17': { power: 'refund', minor: 300_000 },
  'en/02-albamare-bookings#5': { power: 'refund', minor: 27_300 },
  'en/03-nummo-merchants#8': { power: 'fee_waiver', minor: 9000 },
  'en/06-albamare-and-more#5': { power: 'goodwill_credit', minor: 16_500 },
  'ar/03-transfers-accounts#20': { power: 'fee_waiver', minor: 160_000 },
  'ar/04-hotel-bookings-bills#15': { power: 'goodwill_credit', minor: 9000 },
  'ar/05-merchants-security#13': { power: 'refund', minor: 9400 },
  'ar/06-ramadan-to-honeymoon#4': { power: 'fee_waiver', minor: 56_000 },
}

/** The conversation item before which help was asked over an obstacle, where it is not the first answer. */
const obstacles: Record<string, number> = {
  'it/05-carte-sicurezza#6': 2,
  'it/07-vita#11': 3,
  'it/07-vita#14': 2,
  'fr/01-comptes-et-cartes#12': 3,
  'fr/03-nummo-tunisie#7': 2,
  'fr/06-gens-de-passage#14': 3,
  'en/01-nummo-cards-and-fees#15': 2,
  'en/02-albamare-bookings#23': 3,
  'en/03-nummo-merchants#7': 2,
  'en/05-nummo-transfers-security#4': 3,
  'en/06-albamare-and-more#10': 2,
  'ar/03-transfers-accounts#16': 3,
  'ar/04-hotel-bookings-bills#16': 3,
  'ar/04-hotel-bookings-bills#18': 3,
  'ar/05-merchants-security#24': 3,
}

/** Requests that the coach let run out and that silence passed to the manager. */
const passed = new Set([
  'it/04-viaggi#6',
  'it/07-vita#18',
  'it/06-ritorni#16',
  'it/07-vita#14',
  'fr/04-sejours-tunisie#16',
  'fr/06-gens-de-passage#10',
  'en/03-nummo-merchants#7',
  'ar/01-payments-cards#23',
])

export const obstacleBefore = (key: string): number => obstacles[key] ?? 1
export const isPassed = (key: string): boolean => passed.has(key)

/** What the story's agent decided. */
export function decidedIn({ key, story }: Tale): DecisionRequest {
  const { decision } = story
  if (!decision) throw new Error(`${key} decides nothing`)
  return {
    power: decision.power as PowerKind,
    amount: { minor: decision.amount, currency: decision.currency },
    days: decision.days ?? null,
  }
}

/** What the story's agent asked the coach for: the decision itself, or the larger one that was declined. */
export function askedIn(tale: Tale): DecisionRequest {
  const decided = decidedIn(tale)
  if (tale.story.support?.answer !== 'declined') return decided
  const wish = declined[tale.key]
  if (!wish) throw new Error(`${tale.key}: say what was asked for and declined`)
  return {
    power: wish.power,
    amount: { minor: wish.minor, currency: decided.amount.currency },
    days: null,
  }
}
