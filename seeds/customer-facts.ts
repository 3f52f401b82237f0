import type { CustomFact } from '../src/core/mandate/condition.ts'
import type { DemoCustomer } from './customers.ts'
import type { ClientKey } from './people.ts'
import { idOf, randomOf } from './random.ts'
import type { Rows, TimedFact } from './rows.ts'

/** What each client's mandates declare of its own. */
export const demoFacts: Record<ClientKey, CustomFact[]> = {
  nummo: [
    { name: 'plan', type: 'text' },
    { name: 'direct_debit', type: 'boolean' },
  ],
  albamare: [{ name: 'loyalty_card', type: 'text' }],
}

const plans = ['basic', 'plus', 'family'] as const
const cards = ['blue', 'silver', 'gold'] as const

/** Of how many customers the client's file says so. */
const shareTold = 0.6

/** What the clients' files say of their customers: kept with its source, and told in the ledger. */
export function writeCustomerFacts(
  rows: Rows,
  facts: TimedFact[],
  customers: readonly DemoCustomer[],
  at: number,
): void {
  const known = new Map(rows.customer.map((row) => [row.id, row]))
  for (const customer of customers) {
    const random = randomOf('customer facts', customer.id)
    const row = known.get(customer.id)
    if (!row || !random.chance(shareTold)) continue
    const told: Record<string, string | boolean> =
      customer.client === 'nummo'
        ? { plan: random.pick(plans), direct_debit: random.chance(0.7) }
        : { loyalty_card: random.pick(cards) }
    row.facts = told as unknown as NonNullable<typeof row.facts>
    for (const [name, value] of Object.entries(told)) {
      rows.fact_told.push({
        name,
        source: 'client_file',
        client_id: row.client_id,
        id: random.uuid(),
        customer_id: customer.id,
        contact_id: null,
        value: value as unknown as Rows['fact_told'][number]['value'],
        person_id: idOf('person', 'administrator'),
        at: new Date(at),
      })
      facts.push({
        at,
        decision: null,
        fact: {
          clientId: row.client_id,
          kind: 'fact.told',
          actor: idOf('person', 'administrator'),
          facts: { customer: customer.id, contact: null, fact: name, source: 'client_file' },
          texts: { value: JSON.stringify(value) },
        },
      })
    }
  }
}
