import type { Insertable } from 'kysely'
import type { DB } from '../src/server/platform/schema.ts'
import { dayMs } from './calendar.ts'
import type { PersonKey } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'

type Said = {
  as: 'colleague' | 'coach' | 'manager' | 'client' | 'customer'
  by?: PersonKey
  words: string | null
}
type Told = {
  of: PersonKey
  what: 'decision' | 'words'
  naming: 'asked' | 'named' | 'unnamed' | 'hidden'
  days: number
  said: readonly Said[]
}

/** What people of the demo world were glad of, newest first. */
const told: readonly Told[] = [
  {
    of: 'agentNummoLecce',
    what: 'decision',
    naming: 'asked',
    days: 1,
    said: [
      {
        as: 'colleague',
        by: 'agentNummoLecce2',
        words: 'L’ha deciso in un minuto, e la signora ha smesso di scusarsi.',
      },
    ],
  },
  {
    of: 'agentNummoTunis',
    what: 'decision',
    naming: 'asked',
    days: 2,
    said: [
      {
        as: 'coach',
        by: 'coachNummoTunis',
        words: 'Elle a lu entre les lignes. Le client n’avait rien demandé.',
      },
    ],
  },
  {
    of: 'agentNummoLecce2',
    what: 'decision',
    naming: 'named',
    days: 5,
    said: [
      {
        as: 'coach',
        by: 'coachNummoLecce',
        words: 'Ha tolto la penale e poi ha spiegato perché non tornerà. Due cose in una risposta.',
      },
      { as: 'client', by: 'representativeNummo', words: 'This is what we meant when we signed.' },
    ],
  },
  {
    of: 'agentNummoTunis',
    what: 'words',
    naming: 'named',
    days: 6,
    said: [{ as: 'colleague', by: 'agentNummoTunis2', words: 'On l’a lu à voix haute à la pause.' }],
  },
  {
    of: 'agentAlbamareTunis',
    what: 'decision',
    naming: 'unnamed',
    days: 8,
    said: [
      {
        as: 'manager',
        by: 'managerTunis',
        words: 'Une chambre offerte, et une famille qui revient en août.',
      },
    ],
  },
  {
    of: 'agentAlbamareTunis3',
    what: 'words',
    naming: 'named',
    days: 9,
    said: [{ as: 'coach', by: 'coachAlbamareTunis', words: 'كلمات العميلة هذه تكفي أسبوعًا كاملًا.' }],
  },
  {
    of: 'agentNummoMilan2',
    what: 'decision',
    naming: 'named',
    days: 11,
    said: [
      { as: 'coach', by: 'coachNummoMilan', words: 'She moved the deadline before the panic could start.' },
    ],
  },
  {
    of: 'agentAlbamareMilan',
    what: 'words',
    naming: 'named',
    days: 13,
    said: [
      { as: 'customer', words: null },
      { as: 'colleague', by: 'agentAlbamareMilan3', words: 'I want to write mails like this one.' },
    ],
  },
  {
    of: 'agentAlbamareMilan2',
    what: 'decision',
    naming: 'hidden',
    days: 15,
    said: [{ as: 'coach', by: 'coachAlbamareMilan', words: 'Non ha chiesto a nessuno, e ha fatto bene.' }],
  },
]

/** Stories, each of something that did happen in the demo world; who has none of its kind is left out. */
export function writeStories(rows: Rows, now: number): void {
  const took = new Set<string>()
  for (const [nth, one] of told.entries()) {
    const at = now - one.days * dayMs
    const what =
      one.what === 'decision' ? decisionOf(rows, one.of, at, took) : thankedOf(rows, one.of, at, took)
    if (!what) continue
    const id = idOf('story', nth)
    rows.story.push({
      ...what,
      id,
      agent_id: idOf('person', one.of),
      naming: one.naming,
      at: new Date(at),
    })
    for (const [i, said] of one.said.entries())
      rows.story_words.push({
        client_id: what.client_id,
        id: idOf('story words', `${nth} ${i}`),
        story_id: id,
        said_as: said.as,
        person_id: said.by ? idOf('person', said.by) : null,
        words: said.words,
        at: new Date(at + i * 3_600_000),
      })
  }
}

type What = Pick<Insertable<DB['story']>, 'client_id' | 'team_id' | 'contact_id' | 'decision_id'>

function decisionOf(rows: Rows, who: PersonKey, at: number, took: Set<string>): What | null {
  const found = rows.decision
    .filter((one) => one.agent_id === idOf('person', who) && timeOf(one.at) < at && !took.has(one.contact_id))
    .sort((a, b) => timeOf(b.at) - timeOf(a.at))[0]
  if (!found) return null
  took.add(found.contact_id)
  const { client_id, team_id, contact_id, id } = found
  return { client_id, team_id, contact_id, decision_id: id! }
}

function thankedOf(rows: Rows, who: PersonKey, at: number, took: Set<string>): What | null {
  const contacts = new Map(rows.contact.map((one) => [one.id, one]))
  const found = rows.rating
    .filter((one) => {
      const contact = contacts.get(one.contact_id)
      const mine = contact?.agent_id === idOf('person', who) && contact.closure === 'confirmed'
      return mine && one.words && Number(one.csat) >= 4 && timeOf(one.at) < at && !took.has(one.contact_id)
    })
    .sort((a, b) => timeOf(b.at) - timeOf(a.at))[0]
  if (!found) return null
  took.add(found.contact_id)
  const { client_id, team_id } = contacts.get(found.contact_id)!
  return { client_id, team_id, contact_id: found.contact_id, decision_id: null }
}

const timeOf = (at: unknown): number => new Date(at as Date).getTime()
