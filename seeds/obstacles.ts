import type { ObstacleKind } from '../src/core/obstacle/kinds.ts'
import { dayMs } from './calendar.ts'
import type { PersonKey, SiteKey } from './people.ts'
import { demoTeams, teamKeys } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'

type Known = {
  site: SiteKey
  kind: ObstacleKind
  title: string
  owner: string
  by: PersonKey
  /** promised for so many days from now */
  inDays: number
  removed?: { days: number; words: string }
}

const known: readonly Known[] = [
  {
    site: 'lecce',
    kind: 'system',
    title: 'La scheda del cliente si chiude da sola',
    owner: 'Assistenza applicativa',
    by: 'managerLecce',
    inDays: 6,
  },
  {
    site: 'lecce',
    kind: 'access',
    title: 'Nessun accesso allo storico dei pagamenti',
    owner: 'Antonio Rizzo',
    by: 'managerLecce',
    inDays: -4,
    removed: { days: 5, words: 'Ora lo storico si apre dalla scheda del cliente, per tutta la squadra.' },
  },
  {
    site: 'tunis',
    kind: 'rule',
    title: 'Deux pièces d’identité pour changer une adresse',
    owner: 'Conformité',
    by: 'managerTunis',
    inDays: 9,
  },
  {
    site: 'tunis',
    kind: 'department',
    title: 'La réception ne répond pas après 20 h',
    owner: 'Leila Ben Romdhane',
    by: 'managerTunis',
    inDays: -2,
    removed: { days: 3, words: 'Il y a désormais une ligne de nuit, et son numéro est dans le guide.' },
  },
  {
    site: 'milan',
    kind: 'system',
    title: 'Refund references arrive a day late',
    owner: 'Billing, at the client',
    by: 'managerMilan',
    inDays: -1,
  },
]

/** Obstacles made of requests that were asked in the demo world: each takes one or two that nobody else has. */
export function writeObstacles(rows: Rows, now: number): void {
  const taken = new Set<string>()
  for (const [nth, one] of known.entries()) {
    const teams = teamKeys.filter((key) => demoTeams[key].site === one.site).map((key) => idOf('team', key))
    const met = rows.support_request
      .filter((request) => {
        const answered = request.state === 'solved'
        return (
          request.kind === 'obstacle' &&
          teams.includes(request.team_id) &&
          !taken.has(request.id!) &&
          (!one.removed || answered)
        )
      })
      .sort((a, b) => new Date(b.asked_at as Date).getTime() - new Date(a.asked_at as Date).getTime())
    const [first] = met
    if (!first) continue
    const same = met.filter((request) => request.client_id === first.client_id).slice(0, 2)
    const id = idOf('obstacle', nth)
    rows.obstacle.push({
      client_id: first.client_id,
      id,
      site_id: idOf('site', one.site),
      kind: one.kind,
      title: one.title,
      owner_name: one.owner,
      promised_on: new Date(now + one.inDays * dayMs).toISOString().slice(0, 10),
      opened_by: idOf('person', one.by),
      opened_at: new Date(now - 12 * dayMs),
      state: one.removed ? 'removed' : 'open',
      removed_by: one.removed ? idOf('person', one.by) : null,
      removed_at: one.removed ? new Date(now - one.removed.days * dayMs) : null,
      removed_words: one.removed?.words ?? null,
    })
    for (const request of same) {
      taken.add(request.id!)
      rows.obstacle_met.push({ client_id: first.client_id, obstacle_id: id, support_request_id: request.id! })
    }
  }
}
