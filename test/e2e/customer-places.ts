import type { Language } from '../../src/contract/route.ts'
import { makeContactLink } from '../../src/server/contact/link.ts'
import type { Place } from './places.ts'
import type { Stage } from './world.ts'

/** What a customer meets: the open page, with faults; their contact in each state; a link that is none. */
export async function customerPlaces(stage: Stage, client: string, language: Language): Promise<Place[]> {
  const slug = 'nummo'
  const states = {
    waiting: `state = 'waiting'`,
    'with-agent': `state = 'with_agent' and exists (select 1 from decision d where d.contact_id = c.id)`,
    'with-customer': `state = 'with_customer' and exists (select 1 from doubt d where d.contact_id = c.id and d.state = 'open')`,
    confirmed: `closure = 'confirmed'`,
    unconfirmed: `closure = 'unconfirmed'`,
  }
  const places: Place[] = []
  for (const [state, where] of Object.entries(states)) {
    const { rows } = await stage.base.owner.query<{ id: string }>(
      `select id from contact c where client_id = $1 and language = $2 and ${where} order by opened_at desc, id limit 1`,
      [client, language],
    )
    if (!rows[0]) continue
    const contact = { clientId: client, contactId: rows[0].id, slug }
    const path = await stage.base.db.work([client], (work) => makeContactLink(work, contact))
    places.push({ name: `customer-${state}`, path })
  }
  return [
    { name: 'customer-write', path: `/c/${slug}?lang=${language}` },
    {
      name: 'customer-write-faults',
      status: 422,
      path: `/c/${slug}?lang=${language}`,
      act: async (page, { t }) => {
        await page.getByRole('button', { name: t('customer_page.send') }).click()
        await page.getByRole('alert').waitFor()
      },
    },
    ...places,
    { name: 'customer-no-such-page', path: '/c/nobody', status: 404 },
  ]
}
