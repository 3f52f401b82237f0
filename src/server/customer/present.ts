import type { Customer } from '../../contract/customer.ts'
import type { Language } from '../../contract/route.ts'

export type CustomerRow = {
  client_id: string
  id: string
  name: string
  email: string | null
  phone: string | null
  city: string | null
  language: Language
  currency: string
  since: string | null
  value_minor: number | null
  value_low_minor: number | null
  value_high_minor: number | null
  value_currency: string | null
  value_source: string | null
  value_at: Date | null
}

export function presentCustomer(row: CustomerRow): Customer {
  return {
    id: row.id,
    clientId: row.client_id,
    name: row.name,
    language: row.language,
    currency: row.currency,
    since: row.since,
    city: row.city,
    email: row.email,
    phone: row.phone,
    value: presentValue(row),
  }
}

/** A value counts only with its currency, source and date: law 8. */
function presentValue(row: CustomerRow): Customer['value'] {
  if (row.value_minor === null || !row.value_currency || !row.value_source || !row.value_at) return null
  return {
    minor: row.value_minor,
    lowMinor: row.value_low_minor,
    highMinor: row.value_high_minor,
    currency: row.value_currency,
    source: row.value_source,
    at: row.value_at.toISOString(),
  }
}
