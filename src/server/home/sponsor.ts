import { sql } from 'kysely'
import type { Home } from '../../contract/home.ts'
import { happyFrom } from '../../core/contact/happy.ts'
import { minorDigits } from '../../core/money/format.ts'
import { proportionOf } from '../../core/statistics/proportion.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { periodStart } from './period.ts'

/** "Most decisions cost less than 50": the sources' figure, in each currency's own units. */
const smallUnits = 50

type Outcomes = { id: string; name: string; closed: number; confirmed: number; rated: number; happy: number }
type Cost = { client_id: string; currency: string; decisions: number; small: number; minor: number }

/** What does it cost? Counts and shares with their intervals; what it kept comes with its own method. */
export async function sponsorHome(work: Work, actor: Actor): Promise<Home['sponsor']> {
  if (!actor.roles.includes('sponsor')) return null
  const { tx, now } = work
  const since = periodStart(work)
  const clients = await sql<Outcomes>`
    select c.id, c.name, ${outcomes(since, sql`ct.client_id = c.id`)}
    from client c order by c.name, c.id limit 200`.execute(tx)
  const sites = await sql<Outcomes>`
    select s.id, s.name, ${outcomes(since, sql`ct.team_id in (select t.id from team t where t.site_id = s.id)`)}
    from site s order by s.name, s.id limit 200`.execute(tx)
  const costs = await sql<Cost>`
    select client_id, currency, count(*) as decisions, sum(amount_minor)::bigint as minor,
      count(*) filter (where amount_minor <= coalesce((${smallMinor}::jsonb ->> currency)::bigint, 0)) as small
    from decision where client_id = any (${actor.clientIds}::uuid[]) and at >= ${since}
    group by client_id, currency order by currency`.execute(tx)
  const late = await sql<{ late: number }>`
    select count(*) as late from support_request s
    where s.client_id = any (${actor.clientIds}::uuid[]) and s.state = 'open' and (s.due_at < ${now}
      or exists (select 1 from support_passing sp
        where sp.client_id = s.client_id and sp.support_request_id = s.id))`.execute(tx)
  return {
    clients: clients.rows.map((client) => {
      const own = costs.rows.filter(({ client_id }) => client_id === client.id)
      const decisions = sum(own.map((cost) => cost.decisions))
      return {
        id: client.id,
        name: client.name,
        decisions,
        totals: own.map(({ minor, currency }) => ({ minor, currency })),
        small: proportionOf(sum(own.map((cost) => cost.small)), decisions),
        ...shares(client),
      }
    }),
    sites: sites.rows.map((site) => ({ id: site.id, name: site.name, ...shares(site) })),
    lateSupport: late.rows[0]!.late,
  }
}

/** 50 units in minor units, by currency, for all that this runtime knows. */
const smallMinor = JSON.stringify(
  Object.fromEntries(
    Intl.supportedValuesOf('currency').map((currency) => [
      currency,
      smallUnits * 10 ** minorDigits(currency),
    ]),
  ),
)

function outcomes(since: Date, where: ReturnType<typeof sql>) {
  return sql`
    (select count(*) from contact ct where ${where} and ct.closed_at >= ${since}) as closed,
    (select count(*) from contact ct where ${where} and ct.closed_at >= ${since}
      and ct.closure = 'confirmed') as confirmed,
    (select count(*) from rating r join contact ct on ct.client_id = r.client_id and ct.id = r.contact_id
      where ${where} and r.at >= ${since} and r.csat is not null) as rated,
    (select count(*) from rating r join contact ct on ct.client_id = r.client_id and ct.id = r.contact_id
      where ${where} and r.at >= ${since} and r.csat >= ${happyFrom}) as happy`
}

function shares({ confirmed, closed, happy, rated }: Outcomes) {
  return { confirmed: proportionOf(confirmed, closed), happy: proportionOf(happy, rated) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
