import type { pulseRoutes } from '../../contract/pulse.ts'
import type { ResponseOf } from '../../contract/route.ts'
import { holdsPermission } from '../../core/person/permissions.ts'
import {
  type PulseRound,
  pulseQuestions,
  roundAt,
  roundOf,
  showTally,
  type Tally,
} from '../../core/pulse/round.ts'
import { proportionOf, wilsonInterval } from '../../core/statistics/proportion.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { ballotKeyOf } from './secrets.ts'
import { countRatings, hasDrawn, listTallies, sitesOf } from './store.ts'

type Shown = ResponseOf<(typeof pulseRoutes)['pulse.show']>

/** The open round, and what those before it came to. */
export async function showPulse(work: Work, actor: Actor, secret: string): Promise<Shown> {
  const { tx, now } = work
  const round = roundAt(now.getTime())
  const answers = holdsPermission(actor.roles, 'pulse.answer')
  const sites = answers ? await sitesOf(tx, actor) : []
  const byPlace = new Map<string, Shown['results'][number]>()
  const nothing = Object.fromEntries(pulseQuestions.map((question) => [question, null]))
  for (const row of await listTallies(tx)) {
    const key = `${row.round} ${row.site_id}`
    const place = byPlace.get(key) ?? {
      siteId: row.site_id,
      siteName: row.site_name,
      round: presentRound(roundOf(row.round)),
      questions: { ...nothing } as Shown['results'][number]['questions'],
      customers: proportionOf(0, 0),
    }
    if (row.question in place.questions)
      place.questions[row.question as (typeof pulseQuestions)[number]] = showTally(
        row.counts as unknown as Tally,
        wilsonInterval,
      )
    byPlace.set(key, place)
  }
  const results = [...byPlace.values()]
  for (const number of new Set(results.map((result) => result.round.number))) {
    const quarter = quarterOf(roundOf(number))
    const rated = await countRatings(tx, quarter.since, quarter.until)
    for (const result of results.filter((one) => one.round.number === number)) {
      const own = rated.find(({ site_id }) => site_id === result.siteId)
      if (own) result.customers = proportionOf(own.happy, own.rated)
    }
  }
  return {
    round: presentRound(round),
    sites: sites.map(({ id, name }) => ({
      id,
      name,
      publicKey: Buffer.from(ballotKeyOf(secret, round.number, id).publicKey).toString('hex'),
    })),
    drawn: answers && (await hasDrawn(tx, actor.personId, round.number)),
    results,
  }
}

function presentRound({ number, opens, closes }: PulseRound): Shown['round'] {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  return { number, opens: day(opens), closes: day(closes - 1) }
}

/** The calendar quarter (UTC) in which a round closed. */
function quarterOf({ closes }: PulseRound): { since: Date; until: Date } {
  const last = new Date(closes - 1)
  const [year, first] = [last.getUTCFullYear(), Math.floor(last.getUTCMonth() / 3) * 3]
  return { since: new Date(Date.UTC(year, first, 1)), until: new Date(Date.UTC(year, first + 3, 1)) }
}
