import type { missedRoutes } from '../../contract/missed.ts'
import { fewestContacts, shareOf } from '../../core/guarantee/missed.ts'
import { holdsPermission } from '../../core/person/permissions.ts'
import type { Handlers } from '../platform/http.ts'
import { cursorId, cursorInstant, pageFrom, readCursor } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { Problem } from '../platform/problem.ts'
import { countMissed, countUnweighed, listMissedContacts, type MissedCount } from './store.ts'

export function missedApi({ db }: Platform): Handlers<typeof missedRoutes> {
  return {
    'missed.list': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        const counts = await countMissed(work, actor, query.months)
        return {
          items: counts.flatMap(presentCell),
          all: presentAll(counts),
          waiting: await countUnweighed(work, actor),
          mayOpen: holdsPermission(actor.roles, 'contact.read'),
        }
      }),
    'missed.listContacts': ({ actor, query }) =>
      db.work(actor.clientIds, async (work) => {
        if (!actor.teamIds.includes(query.teamId)) throw new Problem('not_found')
        const key = readCursor(query.cursor, 2)
        const { teamId, touchpoint, month, limit } = query
        const rows = await listMissedContacts(
          work,
          actor,
          { teamId, touchpoint, month, fewest: fewestContacts },
          {
            ...(key ? { beforeAt: cursorInstant(key[0]), beforeId: cursorId(key[1]) } : {}),
            limit: limit + 1,
          },
        )
        return pageFrom(
          rows,
          limit,
          (row) => [row.at.toISOString(), row.id],
          (row) => ({
            contactId: row.id,
            subject: row.subject,
            customerName: row.customer_name,
            closedAt: row.at.toISOString(),
            why: row.why,
            powers: row.powers,
          }),
        )
      }),
  }
}

/** A figure, where there are enough contacts for one. */
function presentCell(row: MissedCount) {
  const decided = shareOf(row.decided, row.closed)
  const missed = shareOf(row.missed, row.closed)
  if (!decided || !missed) return []
  return [
    {
      clientId: row.client_id,
      clientName: row.client_name,
      teamId: row.team_id,
      teamName: row.team_name,
      touchpoint: row.touchpoint,
      month: row.month,
      decided,
      missed,
    },
  ]
}

/** The sum of what is shown, and of nothing else: or what is hidden could be had by subtraction. */
function presentAll(counts: readonly MissedCount[]) {
  const shown = counts.filter(({ closed }) => closed >= fewestContacts)
  const sum = (of: 'closed' | 'decided' | 'missed') => shown.reduce((total, row) => total + row[of], 0)
  const decided = shareOf(sum('decided'), sum('closed'))
  const missed = shareOf(sum('missed'), sum('closed'))
  return decided && missed ? { decided, missed } : null
}
