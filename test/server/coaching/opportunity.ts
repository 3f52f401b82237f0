import type { TestDatabase } from '../database.ts'
import type { LittleClient } from '../world.ts'

/** A pattern of the team, as a week's look would have left it. */
export async function makeOpportunity(
  { owner }: Pick<TestDatabase, 'owner'>,
  client: LittleClient,
  fields: Record<string, unknown> = {},
): Promise<string> {
  const row: Record<string, unknown> = {
    client_id: client.id,
    team_id: client.teamId,
    kind: 'returning_doubt',
    subject: 'billing',
    first_week: '2026-11-09',
    week: '2026-11-09',
    weeks: 13,
    nth: 1,
    evidence: JSON.stringify({
      ...{ count: 9, of: 20, compared: 'others', restCount: 5, restOf: 60, shrunk: 0.4 },
      ...{ p: 0.001, adjusted: 0.02, asked: 20 },
    }),
    ...fields,
  }
  const columns = Object.keys(row)
  const { rows } = await owner.query<{ id: string }>(
    `insert into opportunity (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  return rows[0]!.id
}
