import { type PersonKey, personKeys, personOf } from '../../seeds/people.ts'
import { verifyClientLedger } from '../../src/server/ledger/read.ts'
import type { Stage } from './world.ts'

/** What the database keeps of a contact, told shortly, to hold beside what the pages say. */
export function keptOf({ base }: Stage, contactId: () => string) {
  const ask = async (sql: string): Promise<Record<string, string>[]> =>
    (await base.owner.query(sql, [contactId()])).rows
  return {
    /** in the order in which they were made: 'refund 6000 stretch' */
    async decisions(): Promise<string[]> {
      const rows = await ask(
        'select power, amount_minor, basis from decision where contact_id = $1 order by at, id',
      )
      return rows.map(({ power, amount_minor, basis }) => `${power} ${amount_minor} ${basis}`)
    },
    /** 'closed confirmed', 'with_agent null' */
    async closure(): Promise<string> {
      const [row] = await ask('select state, closure from contact where id = $1')
      return `${row!.state} ${row!.closure}`
    },
    async agent(): Promise<PersonKey | undefined> {
      const [row] = await ask(
        'select p.email from contact c join person p on p.id = c.agent_id where c.id = $1',
      )
      return personKeys.find((key) => personOf(key).email === row?.email)
    },
  }
}

/** A client's ledger, verified from its first entry. */
export async function ledgerOf({ base }: Stage, slug: string) {
  const { rows } = await base.owner.query<{ id: string }>('select id from client where slug = $1', [slug])
  return verifyClientLedger(base.db, rows[0]!.id)
}
