import type { Language } from '../src/contract/route.ts'
import type { PowerKind } from '../src/core/mandate/document.ts'
import type { Role } from '../src/core/person/permissions.ts'
import { storyTouchpoints } from './story.ts'

/** Who is who in the demo world. Addresses are of example domains: no mail ever leaves for them. */
export const operatorName = 'Meridiana Servizi'

export type SiteKey = 'lecce' | 'tunis' | 'milan'
export type ClientKey = 'nummo' | 'albamare'

export const demoSites: Record<SiteKey, { name: string; timeZone: string }> = {
  lecce: { name: 'Lecce', timeZone: 'Europe/Rome' },
  tunis: { name: 'Tunis', timeZone: 'Africa/Tunis' },
  milan: { name: 'Milan', timeZone: 'Europe/Rome' },
}

export const demoClients: Record<
  ClientKey,
  { name: string; languages: Language[]; currencies: string[]; touchpoints: string[]; closingDays: number }
> = {
  nummo: {
    name: 'Nummo',
    languages: ['it', 'fr', 'en', 'ar'],
    currencies: ['EUR', 'TND'],
    touchpoints: [...storyTouchpoints.nummo, 'other'],
    closingDays: 5,
  },
  albamare: {
    name: 'Albamare Hotels',
    languages: ['it', 'fr', 'en', 'ar'],
    currencies: ['EUR', 'TND'],
    touchpoints: [...storyTouchpoints.albamare, 'other'],
    closingDays: 7,
  },
}

export const demoTeams = {
  nummoLecce: { name: 'Nummo Lecce', client: 'nummo', site: 'lecce', languages: ['it', 'en'] },
  nummoTunis: { name: 'Nummo Tunis', client: 'nummo', site: 'tunis', languages: ['fr', 'ar'] },
  nummoMilan: { name: 'Nummo Milan', client: 'nummo', site: 'milan', languages: ['en', 'it'] },
  albamareTunis: { name: 'Albamare Tunis', client: 'albamare', site: 'tunis', languages: ['fr', 'ar'] },
  albamareMilan: { name: 'Albamare Milan', client: 'albamare', site: 'milan', languages: ['it', 'en'] },
} as const satisfies Record<
  string,
  { name: string; client: ClientKey; site: SiteKey; languages: readonly Language[] }
>
export type TeamKey = keyof typeof demoTeams
export const teamKeys = Object.keys(demoTeams) as TeamKey[]

export type DemoPerson = {
  name: string
  email: string
  role: Role
  /** of their screens */
  language: Language
  team?: TeamKey
  site?: SiteKey
  client?: ClientKey
  /** languages an agent serves in */
  speaks?: readonly Language[]
  /** first name as it is written in Arabic, for agents who sign in it */
  arabic?: string
}

const at = (name: string, domain = 'meridiana.example') =>
  `${name
    .normalize('NFD')
    .replace(/[\u0300-\u036f']/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')}@${domain}`

function agent(
  team: TeamKey,
  name: string,
  language: Language,
  speaks: readonly Language[],
  arabic?: string,
): DemoPerson {
  return { name, email: at(name), role: 'agent', language, team, speaks, ...(arabic ? { arabic } : {}) }
}

function coach(team: TeamKey, name: string, language: Language): DemoPerson {
  return { name, email: at(name), role: 'coach', language, team }
}

function manager(site: SiteKey, name: string, language: Language): DemoPerson {
  return { name, email: at(name), role: 'manager', language, site }
}

/** Everybody who signs in, by a key that tests and screenshots find them with. */
export const demoPeople = {
  agentNummoLecce: agent('nummoLecce', 'Giulia Quarta', 'it', ['it', 'en']),
  agentNummoLecce2: agent('nummoLecce', 'Marco De Luca', 'it', ['it', 'en']),
  agentNummoLecce3: agent('nummoLecce', 'Elena Martano', 'it', ['it']),
  agentNummoTunis: agent('nummoTunis', 'Amira Trabelsi', 'ar', ['ar', 'fr'], 'أميرة'),
  agentNummoTunis2: agent('nummoTunis', 'Karim Mejri', 'fr', ['fr', 'ar'], 'كريم'),
  agentNummoTunis3: agent('nummoTunis', 'Salma Gharbi', 'fr', ['fr', 'ar'], 'سلمى'),
  agentNummoTunis4: agent('nummoTunis', 'Youssef Hamdi', 'ar', ['ar', 'fr'], 'يوسف'),
  agentNummoTunis5: agent('nummoTunis', 'Nour Bouazizi', 'fr', ['fr', 'ar'], 'نور'),
  agentNummoMilan: agent('nummoMilan', 'Davide Colombo', 'it', ['it', 'en']),
  agentNummoMilan2: agent('nummoMilan', 'Sarah Whitfield', 'en', ['en', 'it']),
  agentNummoMilan3: agent('nummoMilan', 'Tommaso Riva', 'it', ['en', 'it']),
  agentAlbamareTunis: agent('albamareTunis', 'Ines Zouari', 'fr', ['fr', 'ar'], 'إيناس'),
  agentAlbamareTunis2: agent('albamareTunis', 'Mehdi Khelifi', 'fr', ['fr', 'ar'], 'مهدي'),
  agentAlbamareTunis3: agent('albamareTunis', 'Hela Ayari', 'ar', ['ar', 'fr'], 'هالة'),
  agentAlbamareTunis4: agent('albamareTunis', 'Sami Jlassi', 'ar', ['ar', 'fr'], 'سامي'),
  agentAlbamareMilan: agent('albamareMilan', 'Chiara Bianchi', 'it', ['it', 'en']),
  agentAlbamareMilan2: agent('albamareMilan', 'Luca Ferri', 'it', ['it', 'en']),
  agentAlbamareMilan3: agent('albamareMilan', 'Emma Doyle', 'en', ['en', 'it']),
  coachNummoLecce: coach('nummoLecce', 'Paola Greco', 'it'),
  coachNummoTunis: coach('nummoTunis', 'Rim Chaabane', 'fr'),
  coachNummoMilan: coach('nummoMilan', 'Andrew Fontana', 'en'),
  coachAlbamareTunis: coach('albamareTunis', 'Walid Mansouri', 'ar'),
  coachAlbamareMilan: coach('albamareMilan', 'Federica Sala', 'it'),
  managerLecce: manager('lecce', 'Antonio Rizzo', 'it'),
  managerTunis: manager('tunis', 'Leila Ben Romdhane', 'fr'),
  managerMilan: manager('milan', 'Francesca Moretti', 'it'),
  trainer: { name: 'Olfa Masmoudi', email: at('Olfa Masmoudi'), role: 'trainer', language: 'fr' },
  representativeNummo: {
    name: 'Helen Marsh',
    email: at('Helen Marsh', 'nummo.example'),
    role: 'client_representative',
    language: 'en',
    client: 'nummo',
  },
  representativeAlbamare: {
    name: 'Bruno Castelli',
    email: at('Bruno Castelli', 'albamare.example'),
    role: 'client_representative',
    language: 'it',
    client: 'albamare',
  },
  sponsor: { name: 'Silvia Caputo', email: at('Silvia Caputo'), role: 'sponsor', language: 'it' },
  administrator: { name: 'Daniele Serra', email: at('Daniele Serra'), role: 'administrator', language: 'it' },
} as const satisfies Record<string, DemoPerson>
export type PersonKey = keyof typeof demoPeople
export const personKeys = Object.keys(demoPeople) as PersonKey[]

export function personOf(key: PersonKey): DemoPerson {
  return demoPeople[key]
}

/** Who has long practice with a power, and whom that lets go further under a mandate that says so. */
export const demoSeniors: readonly { person: PersonKey; power: PowerKind }[] = [
  { person: 'agentNummoMilan', power: 'goodwill_credit' },
  { person: 'agentNummoTunis2', power: 'goodwill_credit' },
  { person: 'agentAlbamareTunis2', power: 'goodwill_credit' },
]

/** The people with a role at a place. */
export function peopleWho(
  role: Role,
  place: { team?: TeamKey; site?: SiteKey; client?: ClientKey },
): PersonKey[] {
  return personKeys.filter((key) => {
    const person = personOf(key)
    return (
      person.role === role &&
      person.team === place.team &&
      person.site === place.site &&
      person.client === place.client
    )
  })
}
