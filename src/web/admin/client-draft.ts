import type { Client } from '../../contract/organisation.ts'
import { currentLanguage } from '../i18n.ts'
import type { Language } from '../language.ts'

/** What a form about a client holds: codes as they are typed. */
export type ClientDraft = {
  name: string
  slug: string
  languages: Language[]
  currencies: string
  touchpoints: string
  closingDays: string
  fulfilmentUrl: string
}

/** A week: whoever reads mail only at weekends still has one. */
const usualDays = '7'

export function newClientDraft(touchpoints: string): ClientDraft {
  return {
    name: '',
    slug: '',
    languages: [currentLanguage()],
    currencies: 'EUR',
    touchpoints,
    closingDays: usualDays,
    fulfilmentUrl: '',
  }
}

export function clientDraft(client: Client): ClientDraft {
  return {
    name: client.name,
    slug: client.slug,
    languages: client.languages,
    currencies: client.currencies.join(', '),
    touchpoints: client.touchpoints.join('\n'),
    closingDays: String(client.closingDays),
    fulfilmentUrl: client.fulfilmentUrl ?? '',
  }
}

export function clientFields(draft: ClientDraft) {
  return {
    name: draft.name.trim(),
    languages: draft.languages,
    currencies: currenciesOf(draft),
    touchpoints: touchpointsOf(draft),
    closingDays: Number(draft.closingDays),
    fulfilmentUrl: draft.fulfilmentUrl.trim() || null,
  }
}

export type ClientFault =
  | 'name'
  | 'slug'
  | 'languages'
  | 'currencies'
  | 'touchpoints'
  | 'closingDays'
  | 'fulfilmentUrl'

/** What the contract would refuse, found while it can be put right. */
export function clientFaults(draft: ClientDraft): Record<ClientFault, boolean> {
  const currencies = currenciesOf(draft)
  const touchpoints = touchpointsOf(draft)
  const days = Number(draft.closingDays)
  const url = draft.fulfilmentUrl.trim()
  return {
    name: !draft.name.trim(),
    slug: !/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(draft.slug),
    languages: draft.languages.length === 0,
    currencies: currencies.length === 0 || !currencies.every((code) => /^[A-Z]{3}$/.test(code)),
    touchpoints: touchpoints.length === 0 || !touchpoints.every((code) => /^[a-z][a-z_]{1,30}$/.test(code)),
    closingDays: !Number.isInteger(days) || days < 1 || days > 60,
    fulfilmentUrl: url !== '' && !/^https?:\/\/\S+$/.test(url),
  }
}

/** "Banca d'Oltremare" → banca-d-oltremare */
export function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
}

function currenciesOf({ currencies }: ClientDraft): string[] {
  return [
    ...new Set(
      currencies
        .toUpperCase()
        .split(/[\s,;،]+/)
        .filter(Boolean),
    ),
  ]
}

function touchpointsOf({ touchpoints }: ClientDraft): string[] {
  const codes = touchpoints.split(/[\n,;،]+/).map((line) =>
    line
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  return [...new Set(codes.filter(Boolean))]
}
