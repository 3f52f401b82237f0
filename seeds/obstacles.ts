import type { ObstacleKind } from '../src/core/obstacle/kinds.ts'
import { dayMs } from './calendar.ts'
import type { PersonKey, SiteKey } from './people.ts'
import { demoTeams, personOf, teamKeys } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'

type Known = {
  site: SiteKey
  kind: ObstacleKind
  title: string
  /** the words of those who met it */
  about: RegExp
  /** one of us, or a department by its name */
  owner: string | { person: PersonKey }
  by: PersonKey
  /** promised for so many days from now */
  inDays: number
  removed?: { days: number; words: string }
}

const known: readonly Known[] = [
  {
    site: 'lecce',
    kind: 'access',
    title: 'Bonifici fermi che dal nostro schermo non si possono sbloccare',
    about: /^Bonifico/,
    owner: 'Controllo bonifici, dal committente',
    by: 'managerLecce',
    inDays: 6,
  },
  {
    site: 'lecce',
    kind: 'system',
    title: 'Il pagamento assistito dà errore la sera',
    about: /pagamento assistito/,
    owner: { person: 'managerLecce' },
    by: 'managerLecce',
    inDays: -4,
    removed: {
      days: 5,
      words: 'Il pagamento assistito regge anche la sera; se dà errore, nella scheda c’è l’altra strada.',
    },
  },
  {
    site: 'tunis',
    kind: 'rule',
    title: 'Un appel vocal imposé à qui ne peut pas entendre, ou pas voir l’écran',
    about: /appel vocal/,
    owner: 'Conformité',
    by: 'managerTunis',
    inDays: 9,
  },
  {
    site: 'tunis',
    kind: 'department',
    title: 'Aucun transporteur de Sousse à Djerba avant le samedi',
    about: /من سوسة إلى جربة/,
    owner: { person: 'managerTunis' },
    by: 'managerTunis',
    inDays: -2,
    removed: {
      days: 3,
      words: 'La blanchisserie prend désormais les colis urgents ; son numéro est dans le guide.',
    },
  },
  {
    site: 'milan',
    kind: 'access',
    title: 'Name and face checks that our screen can’t lift',
    about: /Face check|name mismatch/,
    owner: 'Identity checks, at the client',
    by: 'managerMilan',
    inDays: -1,
  },
  {
    site: 'milan',
    kind: 'rule',
    title: 'Wages under review can’t be released in part at weekends',
    about: /^Wages of/,
    owner: { person: 'managerMilan' },
    by: 'managerMilan',
    inDays: 5,
  },
]

/** Obstacles made of requests that were asked in the demo world: those that speak of it. */
export function writeObstacles(rows: Rows, now: number): void {
  for (const [nth, one] of known.entries()) {
    const teams = teamKeys.filter((key) => demoTeams[key].site === one.site).map((key) => idOf('team', key))
    const met = rows.support_request
      .filter((request) => {
        const answered = request.state === 'solved'
        return (
          request.kind === 'obstacle' &&
          teams.includes(request.team_id) &&
          one.about.test(request.reason) &&
          (!one.removed || answered)
        )
      })
      .sort((a, b) => new Date(b.asked_at as Date).getTime() - new Date(a.asked_at as Date).getTime())
    const [first] = met
    if (!first) continue
    const same = met.filter((request) => request.client_id === first.client_id)
    const id = idOf('obstacle', nth)
    rows.obstacle.push({
      client_id: first.client_id,
      id,
      site_id: idOf('site', one.site),
      kind: one.kind,
      title: one.title,
      owner_id: typeof one.owner === 'string' ? null : idOf('person', one.owner.person),
      owner_name: typeof one.owner === 'string' ? one.owner : personOf(one.owner.person).name,
      promised_on: new Date(now + one.inDays * dayMs).toISOString().slice(0, 10),
      opened_by: idOf('person', one.by),
      opened_at: new Date(now - 12 * dayMs),
      state: one.removed ? 'removed' : 'open',
      removed_by: one.removed ? idOf('person', one.by) : null,
      removed_at: one.removed ? new Date(now - one.removed.days * dayMs) : null,
      removed_words: one.removed?.words ?? null,
    })
    for (const request of same)
      rows.obstacle_met.push({ client_id: first.client_id, obstacle_id: id, support_request_id: request.id! })
  }
}
