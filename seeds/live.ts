import { hourMs, minuteMs } from './calendar.ts'
import type { Life } from './parts.ts'
import { demoTeams, type TeamKey, teamKeys } from './people.ts'
import { randomOf } from './random.ts'
import type { Step } from './script.ts'
import { isTimeless } from './season.ts'
import type { Tale } from './stories.ts'

/** A story that is under way at the world's present. */
export type Live = {
  tale: Tale
  team: TeamKey
  life: Exclude<Life, 'closed'>
  /** ms between the last thing that happened and now */
  since: number
  /** index of the step after which nothing has happened yet */
  stopAt(steps: readonly Step[]): number
  back?: 'verdict' | 'reopening'
  partly?: boolean
  /** for a support request that is open now */
  supportMinutes?: number
}

const lastOf = (kind: Step['kind']) => (steps: readonly Step[]) =>
  steps.findLastIndex((step) => step.kind === kind)
const firstOf = (kind: Step['kind']) => (steps: readonly Step[]) =>
  steps.findIndex((step) => step.kind === kind)

type Chosen = Omit<Live, 'tale'> & { key: string }

/**
 * Chosen by reading. Open support requests, one for each coach, due in 7, 11, 24, 46 and 78 minutes: two will
 * stand, the others will pass upwards. Some have more on their clock than their mandate gives, so that who looks
 * at the demo world has the time to answer. One more is late with the manager. Then doubts that were not clear:
 * those live just now.
 */
const chosen: Chosen[] = [
  asking('fr/05-commercants-et-quotidien#16', 'nummoTunis', 3),
  asking('it/06-ritorni#9', 'albamareMilan', 4),
  { ...asking('it/05-carte-sicurezza#11', 'nummoLecce', 6), supportMinutes: 30 },
  { ...asking('en/05-nummo-transfers-security#7', 'nummoMilan', 14), supportMinutes: 60 },
  { ...asking('fr/06-gens-de-passage#14', 'albamareTunis', 12), supportMinutes: 90 },
  { ...asking('it/07-vita#14', 'nummoLecce', 31), stopAt: firstOf('pass') },
  notClear('it/07-vita#6', 'nummoLecce', 40),
  notClear('en/05-nummo-transfers-security#9', 'nummoMilan', 95),
  notClear('fr/05-commercants-et-quotidien#4', 'nummoTunis', 25),
  notClear('ar/03-transfers-accounts#17', 'nummoTunis', 170),
  notClear('ar/04-hotel-bookings-bills#14', 'albamareTunis', 60),
  notClear('en/02-albamare-bookings#18', 'albamareMilan', 130),
  { ...notClear('it/04-viaggi#22', 'albamareMilan', 50), back: 'reopening', stopAt: firstOf('reopen') },
]

function asking(key: string, team: TeamKey, minutes: number): Chosen {
  return { key, team, life: 'with_agent', since: minutes * minuteMs, stopAt: lastOf('ask') }
}

function notClear(key: string, team: TeamKey, minutes: number): Chosen {
  return {
    key,
    team,
    life: 'returned',
    since: minutes * minuteMs,
    back: 'verdict',
    stopAt(steps) {
      const at = steps.findIndex((step) => step.kind === 'verdict' && step.unclear.length > 0)
      const next = steps[at + 1]
      return next?.kind === 'message' && next.by === 'customer' ? at + 1 : at
    },
  }
}

/** Per team. With those chosen above: about 25 wait, 30 are in somebody's hands, 25 wait for the customer. */
const perTeam = { waiting: 5, with_agent: 5, with_customer: 5 }

/** How long who waits has waited, in minutes. */
const waits: [number, number][] = [
  [3, 12],
  [14, 40],
  [45, 100],
  [110, 190],
  [200, 350],
]

/** The stories under way now, spread over teams and languages, each of another customer. */
export function chooseLive(tales: readonly Tale[], customerOf: (key: string) => string): Live[] {
  const random = randomOf('live')
  const byKey = new Map(tales.map((tale) => [tale.key, tale]))
  const live: Live[] = chosen.map(({ key, ...rest }) => ({ ...rest, tale: byKey.get(key)! }))
  const busy = new Set(live.map(({ tale }) => customerOf(tale.key)))
  const free = random.shuffle(tales.filter(({ key, story }) => isTimeless(key, story) && !story.support))

  const draw = (team: TeamKey, turn: number, accept: (tale: Tale) => boolean): Tale => {
    const { client, languages } = demoTeams[team]
    const language = languages[turn % languages.length]
    const tale = free.find(
      (candidate) =>
        candidate.story.client === client &&
        candidate.language === language &&
        !busy.has(customerOf(candidate.key)) &&
        accept(candidate),
    )
    if (!tale) throw new Error(`no story left for ${team}, ${language}`)
    busy.add(customerOf(tale.key))
    return tale
  }

  for (const team of teamKeys) {
    let angry = 0
    for (let turn = 0; turn < perTeam.waiting; turn++) {
      const written = ({ story }: Tale) =>
        story.channel !== 'phone' && !story.unclear && (story.mood !== 'angry' || angry < 2)
      const tale = draw(team, turn, written)
      if (tale.story.mood === 'angry') angry++
      const since = random.between(...waits[turn]!) * minuteMs
      live.push({ tale, team, life: 'waiting', since, stopAt: (steps) => firstOf('take')(steps) - 1 })
    }
    for (let turn = 0; turn < perTeam.with_agent; turn++) {
      const tale = draw(
        team,
        turn + 1,
        ({ story }) => story.channel !== 'phone' && !story.unclear && story.conversation.length >= 3,
      )
      const nth = random.unit()
      const since = (turn < 4 ? random.between(2, 200) : random.between(300, 2400)) * minuteMs
      live.push({ tale, team, life: 'with_agent', since, stopAt: (steps) => midway(steps, nth) })
    }
    for (let turn = 0; turn < perTeam.with_customer; turn++) {
      const partly = turn % 2 === 0
      const tale = draw(team, turn, ({ story }) => !story.unclear && (!partly || story.doubts.length > 1))
      live.push({
        tale,
        team,
        life: 'with_customer',
        partly,
        // With the time a partial answer takes, still inside the shorter of the clients' closing days.
        since: random.between(1, partly ? 55 : 90) * hourMs,
        stopAt: (steps) => lastOf('propose')(steps) + (partly ? 1 : 0),
      })
    }
  }
  return live
}

/** Somewhere between the agent's first words and the conversation's last; sometimes the first are still to be found. */
function midway(steps: readonly Step[], nth: number): number {
  const words = (step: Step) => step.kind === 'message' && step.by === 'agent'
  const first = steps.findIndex(words)
  const last = steps.findLastIndex((step) => step.kind === 'message')
  const places = [
    firstOf('take')(steps),
    ...steps.flatMap((step, index) =>
      index >= first && index < last && ['message', 'decide'].includes(step.kind) ? [index] : [],
    ),
  ]
  return places[Math.floor(nth * places.length)]!
}
