import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { OpportunityKind } from '../src/core/coaching/question.ts'
import type { OpportunityState } from '../src/core/coaching/state.ts'
import { lookAtPast } from '../src/server/backtest/weekly.ts'
import { listTeams, lookBack } from '../src/server/coaching/look.ts'
import { moveOpportunity } from '../src/server/coaching/move.ts'
import type { Actor } from '../src/server/platform/actor.ts'
import type { Database } from '../src/server/platform/db.ts'
import type { DB } from '../src/server/platform/schema.ts'
import { dayMs } from './calendar.ts'
import { demoTeams, type PersonKey, peopleWho, type TeamKey, teamKeys } from './people.ts'
import { idOf } from './random.ts'
import { workIn } from './work.ts'

type Made = {
  team: TeamKey
  kind: OpportunityKind
  subject: string
  state: Exclude<OpportunityState, 'new'>
  words: string
  daysAgo: number
}

/** What the coaches made of patterns, where they are found: which are, the contacts of the world decide. */
const made: readonly Made[] = [
  {
    team: 'nummoTunis',
    kind: 'done_well',
    subject: 'billing',
    state: 'shared',
    words:
      'Sur les factures, nous demandons toujours à la fin : « Si vous deviez l’expliquer à quelqu’un, que diriez-vous ? » Ce qui n’est pas clair se dit tout de suite.',
    daysAgo: 2,
  },
  {
    team: 'nummoTunis',
    kind: 'unused_authority',
    subject: 'security',
    state: 'taken_up',
    words: 'Jeudi, nous relisons ces contacts ensemble, le mandat à côté : qu’aurions-nous pu décider ?',
    daysAgo: 3,
  },
  {
    team: 'nummoMilan',
    kind: 'shared_obstacle',
    subject: 'account',
    state: 'taken_up',
    words:
      'I have the three error messages. Francesca has an appointment with the people of the account screens.',
    daysAgo: 1,
  },
]

/** As many Mondays as show that a pattern stays; each costs the first start some hundred milliseconds. */
const lookedBack = 3

/** The weeks of the demo world are looked at as any team's are, by the same functions. */
export async function coachDemoWorld(kysely: Kysely<DB>, now: Date): Promise<void> {
  for (const key of teamKeys) {
    const clientId = idOf('client', demoTeams[key].client)
    const teams = await worksAt(kysely, now).work([clientId], (work) => listTeams(work, clientId))
    for (const team of teams.filter(({ id }) => id === idOf('team', key)))
      await lookBack(worksAt(kysely, now), team, lookedBack)
  }
  for (const one of made) await makeOf(kysely, now, one)
  for (const clientId of new Set(Object.values(demoTeams).map(({ client }) => idOf('client', client))))
    await worksAt(kysely, now).work([clientId], (work) => lookAtPast(work, clientId))
}

async function makeOf(kysely: Kysely<DB>, now: Date, one: Made): Promise<void> {
  const found = await kysely
    .selectFrom('opportunity')
    .select('id')
    .where('team_id', '=', idOf('team', one.team))
    .where('kind', '=', one.kind)
    .where('subject', '=', one.subject)
    .where('state', '=', 'new')
    .executeTakeFirst()
  const [coach] = peopleWho('coach', { team: one.team })
  if (!found || !coach) return
  const at = new Date(now.getTime() - one.daysAgo * dayMs)
  const actor = coachOf(coach, one.team)
  await worksAt(kysely, at).work(actor.clientIds, (work) =>
    moveOpportunity(work, actor, { id: found.id, state: one.state, words: one.words }),
  )
}

/** What moving an opportunity asks of who moves it. */
function coachOf(coach: PersonKey, team: TeamKey): Actor {
  const teamIds = [idOf('team', team)]
  const reach = { clientIds: [idOf('client', demoTeams[team].client)], teamIds, workTeamIds: teamIds }
  return { ...reach, coachTeamIds: teamIds, personId: idOf('person', coach) } as Actor
}

function worksAt(kysely: Kysely<DB>, now: Date): Pick<Database, 'work'> {
  return {
    work: (clientIds, script) =>
      kysely.transaction().execute(async (tx) => {
        await sql`select set_config('app.clients', ${`{${clientIds.join(',')}}`}, true)`.execute(tx)
        return script(workIn(tx, now))
      }),
  }
}
