import { type PersonMonth, personMonths, publishMonths } from '../src/core/handling/publish.ts'
import type { Act } from '../src/core/handling/span.ts'
import { localDate, nextWindowStart, windowStart } from '../src/core/mandate/window.ts'
import { dayMs } from './calendar.ts'
import { demoSites, type PersonKey, type SiteKey } from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'

/** What an hour of work costs at each site, all included, in euro cents. */
const rates: Record<SiteKey, number> = { lecce: 2350, tunis: 1180, milan: 2890 }

/** Those who noted an aim of their own: some want to be quicker, one wants to take more time. */
const aims: readonly { person: PersonKey; minutes: number; words: string | null; daysAgo: number }[] = [
  { person: 'agentNummoLecce', minutes: 9, words: 'Rispondere con calma, senza riscrivere', daysAgo: 33 },
  { person: 'agentNummoTunis', minutes: 12, words: 'أن أسأل قبل أن أجيب', daysAgo: 20 },
  { person: 'agentAlbamareMilan', minutes: 10, words: null, daysAgo: 8 },
]

/** Rates, aims, and the months as the server publishes them: from what everybody did, by the same functions. */
export function writeHandling(rows: Rows, founded: number, now: number): void {
  for (const [site, minor] of Object.entries(rates))
    rows.site_rate.push({
      site_id: idOf('site', site),
      minor,
      currency: 'EUR',
      set_by: idOf('person', 'administrator'),
      at: new Date(now - 80 * dayMs),
    })
  for (const { person, minutes, words, daysAgo } of aims)
    rows.handling_aim.push({
      person_id: idOf('person', person),
      minutes,
      words,
      at: new Date(now - daysAgo * dayMs),
    })
  for (const month of finished(founded, now)) {
    const published = publishMonths(atomsOf(rows, month))
    if (published.length === 0) continue
    for (const { siteId, figures } of published)
      rows.handling_month.push({
        site_id: siteId,
        month,
        contacts: figures?.contacts ?? null,
        minutes: figures?.minutes ?? null,
        median_seconds: figures?.medianSeconds ?? null,
        published_at: new Date(Date.parse(`${nextWindowStart('month', month)}T03:00:00Z`)),
      })
  }
}

/** Months that are over at every site. */
function finished(founded: number, now: number): string[] {
  const present = Object.values(demoSites)
    .map(({ timeZone }) => windowStart('month', localDate(now, timeZone)))
    .sort()[0]!
  const months: string[] = []
  for (
    let month = windowStart('month', localDate(founded, 'UTC'));
    month < present;
    month = nextWindowStart('month', month)
  )
    months.push(month)
  return months
}

function atomsOf(rows: Rows, month: string): PersonMonth[] {
  const zones = new Map(Object.entries(demoSites).map(([key, { timeZone }]) => [idOf('site', key), timeZone]))
  const siteOf = new Map(rows.team.map((team) => [team.id!, team.site_id]))
  const contacts = rows.contact.map((contact) => {
    const siteId = siteOf.get(contact.team_id)!
    return {
      id: contact.id!,
      touchpoint: contact.touchpoint,
      channel: contact.channel,
      open: false,
      siteId,
      timeZone: zones.get(siteId)!,
    }
  })
  return rows.person.flatMap(({ id }) => personMonths(id!, month, { acts: actsOf(rows, id!), contacts }))
}

/** As src/server/handling/store.ts reads them. */
function actsOf(rows: Rows, personId: string): Act[] {
  const act = (contactId: string, at: unknown, ends = false): Act => ({
    contactId,
    at: new Date(at as Date).getTime(),
    ends,
  })
  return [
    ...rows.contact_event
      .filter((one) => one.actor_id === personId)
      .map((one) => act(one.contact_id, one.at, one.kind === 'released' || one.kind === 'closure_proposed')),
    ...rows.message.filter((one) => one.author_id === personId).map((one) => act(one.contact_id, one.at)),
    ...rows.doubt
      .filter((one) => one.asked_by === personId)
      .map((one) => act(one.contact_id, one.created_at)),
    ...rows.doubt
      .filter((one) => one.answered_by === personId && one.answered_at)
      .map((one) => act(one.contact_id, one.answered_at)),
    ...rows.decision
      .filter((one) => one.agent_id === personId && !one.support_request_id)
      .map((one) => act(one.contact_id, one.at)),
    ...rows.support_request
      .filter((one) => one.agent_id === personId)
      .map((one) => act(one.contact_id, one.asked_at)),
  ]
}
