import { sql } from 'kysely'

/**
 * What missed authority is, of a contact called `ct`: the one place that says so, for the guarantee's figures, the
 * coach's patterns and the trainer's cases. Whether somebody left unhappy is as it is known now (function left_unhappy).
 */

/** The contacts it is asked of: closed, and ours. The outcomes of imported history were not heard by us. */
export const closedWithUs = sql`(ct.state = 'closed' and ct.channel <> 'import')`

/** The customer went away unhappy, and nothing was decided for them. */
export const leftUndecided = sql`(left_unhappy(ct)
  and not exists (select 1 from decision dn where dn.client_id = ct.client_id and dn.contact_id = ct.id))`

/** That, and the mandate in force at this very closing had room, as missed/weigh.ts found. */
export const unused = sql`(${closedWithUs} and ${leftUndecided}
  and exists (select 1 from missed_authority mu where mu.client_id = ct.client_id and mu.contact_id = ct.id
    and mu.closed_at = ct.closed_at and cardinality(mu.powers) > 0))`
