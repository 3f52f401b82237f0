import { sql } from 'kysely'
import type { MandateDocument } from '../../core/mandate/document.ts'
import type { Work } from '../platform/db.ts'

export type PreviousVersion = { id: string; number: number; document: MandateDocument }

/** The newest version before this one that both sides signed and that was for any of its teams. */
export async function findPrevious({ tx }: Work, mandateId: string): Promise<PreviousVersion | null> {
  const { rows } = await sql<PreviousVersion>`
    select before.id, before.number, before.document
    from mandate m join mandate before on before.client_id = m.client_id and before.number < m.number
    where m.id = ${mandateId}
      and (select count(*) from mandate_signature s where s.client_id = before.client_id
             and s.mandate_id = before.id and s.hash = before.hash) = 2
      and exists (select 1 from mandate_team mine join mandate_team theirs
             on theirs.client_id = mine.client_id and theirs.team_id = mine.team_id and theirs.mandate_id = before.id
             where mine.client_id = m.client_id and mine.mandate_id = m.id)
    order by before.number desc limit 1`.execute(tx)
  return rows[0] ?? null
}
