import { sql } from 'kysely'
import type { CustomFact } from '../../core/mandate/condition.ts'
import { listDeclaredFacts } from '../fact/store.ts'
import type { Database } from '../platform/db.ts'
import { ImportRefused } from './read-csv.ts'

/** Where an import goes: a client, one of its teams, and what both know. */
export type ImportTarget = {
  clientId: string
  clientName: string
  currencies: string[]
  touchpoints: string[]
  teamId: string
  teamName: string
  /** the team's */
  languages: string[]
  /** of the client's own, as its mandates declare them */
  facts: CustomFact[]
}

/** @param teamName the client's first team without it. @throws ImportRefused that lists what there is */
export async function findTarget(db: Database, slug: string, teamName?: string): Promise<ImportTarget> {
  const { rows: clients } = await sql<{
    id: string
    name: string
    currencies: string[]
    touchpoints: string[]
  }>`select id, name, currencies, touchpoints from find_client_by_slug(${slug})`.execute(db.kysely)
  const client = clients[0]
  if (!client) {
    const slugs = (await listClients(db)).map((known) => known.slug)
    throw new ImportRefused(
      slugs.length === 0
        ? 'There is no client yet: add one as an administrator, then import.'
        : `There is no client "${slug}". There is: ${slugs.join(', ')}.`,
    )
  }
  const teams = await db.work([client.id], ({ tx }) =>
    tx
      .selectFrom('team')
      .select(['id', 'name', 'languages'])
      .where('client_id', '=', client.id)
      .orderBy('created_at')
      .orderBy('name')
      .execute(),
  )
  const team = teamName === undefined ? teams[0] : teams.find((candidate) => candidate.name === teamName)
  if (!team)
    throw new ImportRefused(
      teams.length === 0
        ? `${client.name} has no team yet: add one as an administrator, then import.`
        : `${client.name} has no team "${teamName}". It has: ${teams.map(({ name }) => `"${name}"`).join(', ')}.`,
    )
  return {
    clientId: client.id,
    clientName: client.name,
    currencies: client.currencies,
    touchpoints: client.touchpoints,
    teamId: team.id,
    teamName: team.name,
    languages: team.languages,
    facts: await db.work([client.id], ({ tx }) => listDeclaredFacts(tx, client.id)),
  }
}

/** Every client, by slug: for the command line, which acts as the operator itself. */
export async function listClients(db: Database): Promise<{ id: string; slug: string; name: string }[]> {
  const { rows } = await sql<{ id: string }>`select list_client_ids() as id`.execute(db.kysely)
  const ids = rows.map((row) => row.id)
  return db.work(ids, ({ tx }) =>
    tx
      .selectFrom('client')
      .select(['id', 'slug', 'name'])
      .where('id', 'in', ids.length > 0 ? ids : [none])
      .orderBy('slug')
      .execute(),
  )
}

const none = '00000000-0000-0000-0000-000000000000'
