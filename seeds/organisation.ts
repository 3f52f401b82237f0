import type { DemoCustomer } from './customers.ts'
import {
  type ClientKey,
  demoClients,
  demoSeniors,
  demoSites,
  demoTeams,
  operatorName,
  personKeys,
  personOf,
  type SiteKey,
  teamKeys,
} from './people.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'

/** The operator, its sites and clients, the teams and the people. */
export function writeOrganisation(rows: Rows, founded: Date): void {
  rows.operator.push({ name: operatorName, demo: true, created_at: founded })
  for (const key of Object.keys(demoSites) as SiteKey[]) {
    const { name, timeZone } = demoSites[key]
    rows.site.push({ id: idOf('site', key), name, time_zone: timeZone, created_at: founded })
  }
  for (const key of Object.keys(demoClients) as ClientKey[]) {
    const client = demoClients[key]
    rows.client.push({
      id: idOf('client', key),
      slug: key,
      name: client.name,
      languages: client.languages,
      currencies: client.currencies,
      touchpoints: client.touchpoints,
      closing_days: client.closingDays,
      created_at: founded,
    })
  }
  for (const key of teamKeys) {
    const { name, client, site, languages } = demoTeams[key]
    rows.team.push({
      id: idOf('team', key),
      client_id: idOf('client', client),
      site_id: idOf('site', site),
      name,
      languages: [...languages],
      created_at: founded,
    })
  }
  for (const key of personKeys) {
    const person = personOf(key)
    rows.person.push({
      id: idOf('person', key),
      client_id: person.client ? idOf('client', person.client) : null,
      // Given when the sign-in user is made: see load.ts.
      auth_user_id: null,
      name: person.name,
      email: person.email,
      language: person.language,
      created_at: founded,
    })
    rows.assignment.push({
      id: idOf('assignment', key),
      person_id: idOf('person', key),
      role: person.role,
      team_id: person.team ? idOf('team', person.team) : null,
      site_id: person.site ? idOf('site', person.site) : null,
      client_id: person.client ? idOf('client', person.client) : null,
      created_at: founded,
    })
  }
  for (const { person, power } of demoSeniors)
    rows.person_level.push({
      person_id: idOf('person', person),
      power,
      level: 'senior',
      set_by: idOf('person', 'administrator'),
      at: founded,
    })
}

export function writeCustomers(rows: Rows, customers: readonly DemoCustomer[], since: Date): void {
  for (const customer of customers)
    rows.customer.push({
      client_id: idOf('client', customer.client),
      id: customer.id,
      source: 'client_file',
      source_id: customer.sourceId,
      name: `${customer.first} ${customer.last}`,
      email: customer.email,
      phone: customer.phone,
      city: customer.city,
      language: customer.language,
      currency: customer.currency,
      since: customer.since,
      value_minor: customer.value.minor,
      value_low_minor: customer.value.low,
      value_high_minor: customer.value.high,
      value_currency: customer.currency,
      value_source: customer.value.source,
      value_at: customer.value.at,
      facts: {} as unknown as Rows['customer'][number]['facts'],
      created_at: since,
    })
}
