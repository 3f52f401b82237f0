import type { DemoCustomer } from './customers.ts'
import { chooseLive, type Live } from './live.ts'
import type { Setting } from './pace.ts'
import type { Part } from './parts.ts'
import {
  type ClientKey,
  demoClients,
  demoSites,
  demoTeams,
  type PersonKey,
  peopleWho,
  personOf,
  type TeamKey,
  teamKeys,
} from './people.ts'
import { placeClosed, placeLive } from './place.ts'
import { randomOf } from './random.ts'
import { scriptOf, type Telling } from './script.ts'
import { hourOf } from './season.ts'
import type { Tale } from './stories.ts'
import { isPassed, obstacleBefore } from './support.ts'

/** Stories whose customer came back on the same doubt after the contact was closed. */
const reopened = new Set([
  'it/03-bottega#11',
  'it/04-viaggi#15',
  'it/05-carte-sicurezza#18',
  'fr/01-comptes-et-cartes#9',
  'fr/03-nummo-tunisie#9',
  'fr/06-gens-de-passage#5',
  'en/01-nummo-cards-and-fees#5',
  'en/03-nummo-merchants#3',
  'en/04-albamare-stays#23',
  'ar/01-payments-cards#21',
  'ar/05-merchants-security#5',
  'ar/05-merchants-security#19',
])
/** Stories told by somebody in particular: what stands in the way at Nummo Milan is met by all of the team. */
const told: Partial<Record<string, { team: TeamKey; agent: PersonKey }>> = {
  'it/05-carte-sicurezza#6': { team: 'nummoMilan', agent: 'agentNummoMilan' },
  'en/01-nummo-cards-and-fees#23': { team: 'nummoMilan', agent: 'agentNummoMilan2' },
}
/** Of the contacts that nobody rated, those whose customer fell silent; over bills, Nummo Tunis asks until they say. */
const shareSilent = 0.32

/** Gives each story its people and its place in time. */
export function castAll(
  tales: readonly Tale[],
  customers: readonly DemoCustomer[],
  world: { now: number; supportMinutes: (client: ClientKey, at: number) => number },
): Part[] {
  const byTale = new Map(
    customers.flatMap((customer) => customer.tales.map((key) => [key, customer] as const)),
  )
  const customerOf = (key: string) => byTale.get(key)!
  const live = new Map(chooseLive(tales, (key) => customerOf(key).id).map((part) => [part.tale.key, part]))
  const inHand = new Map<PersonKey, number>()
  return tales.map((tale) => {
    const current = live.get(tale.key)
    const team = current?.team ?? chooseTeam(tale)
    const telling = tellingOf(tale, team, current)
    const agent = chooseAgent(tale, team, current ? inHand : null)
    const { client } = demoTeams[team]
    const hour = hourOf(tale.key, tale.story)
    const setting: Setting = {
      channel: tale.story.channel,
      timeZone: demoSites[demoTeams[team].site].timeZone,
      hurried: hour.evening || hour.minute !== null || current?.life === 'waiting' || isAsking(current),
      silent: tale.story.support?.answer === 'silent',
      supportMinutes: (at) => world.supportMinutes(client, at),
      closingDays: demoClients[client].closingDays,
    }
    const whole = scriptOf(tale.story, telling)
    const steps = current ? whole.slice(0, current.stopAt(whole) + 1) : whole
    const times = current
      ? placeLive(tale, steps, setting, {
          now: world.now,
          since: current.since,
          anyHour: setting.hurried,
        })
      : placeClosed(tale, steps, setting, world.now)
    return {
      tale,
      customer: customerOf(tale.key),
      team,
      agent,
      life: current?.life ?? 'closed',
      telling,
      steps,
      times,
      supportMinutes: current?.supportMinutes ?? null,
    }
  })
}

/** A support request is open now, so its contact is of this very hour, whatever the hour. */
function isAsking(current: Live | undefined): boolean {
  return current?.life === 'with_agent' && current.tale.story.support !== undefined
}

function tellingOf({ key, story }: Tale, team: TeamKey, current: Live | undefined): Telling {
  const random = randomOf('telling', key)
  const back = current?.back ?? (reopened.has(key) ? 'reopening' : 'verdict')
  const asked = team === 'nummoTunis' && story.touchpoint === 'billing'
  const silent = !story.rating && !asked && back === 'verdict' && random.chance(shareSilent)
  return {
    back,
    ending: silent ? 'unconfirmed' : 'confirmed',
    partly: current ? (current.partly ?? false) : random.chance(silent ? 0.4 : 0.08),
    passed: isPassed(key),
    obstacleBefore: obstacleBefore(key),
  }
}

/** A team that serves the client in the language; where there are two, the one that names it first more often. */
function chooseTeam({ key, language, story }: Tale): TeamKey {
  const teller = told[key]
  if (teller) return teller.team
  const random = randomOf('team', key)
  const able = teamKeys.filter(
    (team) =>
      demoTeams[team].client === story.client &&
      (demoTeams[team].languages as readonly string[]).includes(language),
  )
  const first = able.find((team) => demoTeams[team].languages[0] === language)
  return first && random.chance(0.6) ? first : random.pick(able)
}

/** Anybody of the team who speaks the language; of what is under way now, nobody has much more than another. */
function chooseAgent(tale: Tale, team: TeamKey, inHand: Map<PersonKey, number> | null): PersonKey {
  const teller = told[tale.key]
  if (teller) return teller.agent
  const random = randomOf('agent', tale.key)
  const able = peopleWho('agent', { team }).filter((key) => personOf(key).speaks?.includes(tale.language))
  if (!inHand) return random.pick(able)
  const least = Math.min(...able.map((key) => inHand.get(key) ?? 0))
  const agent = random.pick(able.filter((key) => (inHand.get(key) ?? 0) === least))
  inHand.set(agent, least + 1)
  return agent
}
