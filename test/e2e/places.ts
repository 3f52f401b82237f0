import type { Page } from 'playwright-core'
import { type PersonKey, personOf } from '../../seeds/people.ts'
import type { Language } from '../../src/contract/route.ts'
import { makeContactLink } from '../../src/server/contact/link.ts'
import { frontLinePlaces } from './front-line-places.ts'
import type { Texts } from './texts.ts'
import type { Stage } from './world.ts'

/** A page as somebody sees it: who, where, and what they did there. */
export type Place = {
  /** unique; names the picture */
  name: string
  /** left out: nobody is signed in */
  who?: PersonKey
  /** the row of src/web/pages.ts that it shows; left out for customers' pages */
  row?: string
  path: string
  /** what is done once the page is there */
  act?: (page: Page, texts: Texts) => Promise<unknown>
  /** the answer's status, where it is not 200: browsers tell it in the console */
  status?: number
}

type Found = Record<
  | 'client'
  | 'mine'
  | 'waiting'
  | 'closed'
  | 'decision'
  | 'ownDecision'
  | 'mandate'
  | 'toSign'
  | 'draft'
  | 'mail'
  | 'asked',
  string
>

/** Every page of every role, and the states of it that look different. */
export async function placesOf(stage: Stage, language: Language): Promise<Place[]> {
  const agent: PersonKey = language === 'ar' || language === 'fr' ? 'agentNummoTunis' : 'agentNummoLecce'
  const coach: PersonKey = language === 'ar' || language === 'fr' ? 'coachNummoTunis' : 'coachAlbamareMilan'
  const manager: PersonKey = language === 'ar' || language === 'fr' ? 'managerTunis' : 'managerLecce'
  const found = await find(stage, agent)
  const desk = '/desk/{-$contactId}'
  const of = (who: PersonKey, row: string, name: string, path = row, act?: Place['act']): Place => ({
    name,
    who,
    row,
    path,
    ...(act ? { act } : {}),
  })
  const homes = Object.entries({
    agent,
    coach,
    manager,
    trainer: 'trainer',
    representative: 'representativeNummo',
    sponsor: 'sponsor',
    administrator: 'administrator',
  } satisfies Record<string, PersonKey>)
  return [
    ...homes.map(([role, who]) => of(who, '/', `home-${role}`)),
    of(agent, desk, 'desk-nothing-open', '/desk'),
    of(agent, desk, 'desk-contact', `/desk/${found.mine}`),
    of(agent, desk, 'desk-waiting', `/desk/${found.waiting}`),
    of(agent, desk, 'desk-closed', `/desk/${found.closed}`),
    of(agent, desk, 'desk-support-open', `/desk/${found.asked}`),
    of(agent, desk, 'desk-decide', `/desk/${found.mine}?show=may`, openPower('2')),
    of(agent, desk, 'desk-beyond', `/desk/${found.mine}?show=may`, async (page, texts) => {
      const { t } = texts
      await openPower('1')(page, texts)
      await page.getByRole('textbox', { name: t('power.how_much') }).fill('75')
      await page.getByRole('button', { name: t('power.ask') }).waitFor()
    }),
    of(agent, desk, 'desk-obstacle', `/desk/${found.mine}?show=may`, openPower('b')),
    of(agent, desk, 'desk-doubt', `/desk/${found.mine}`, (page) => page.keyboard.press('d')),
    of(agent, desk, 'desk-list', `/desk/${found.mine}?show=list`),
    of(agent, desk, 'desk-new-contact', '/desk', dialogBy('n')),
    of(agent, desk, 'keys', `/desk/${found.mine}`, dialogBy('?')),
    of(agent, desk, 'palette', `/desk/${found.mine}`, dialogBy('Control+k')),
    of(agent, '/contacts', 'contacts'),
    of(manager, '/contacts/$contactId', 'contact-closed', `/contacts/${found.closed}`),
    of(agent, '/support/{-$view}', 'support-asked', '/support'),
    of(coach, '/support/{-$view}', 'support-for-me', '/support'),
    of(coach, '/support/{-$view}', 'support-answer', '/support', (page) => page.keyboard.press('1')),
    of(coach, '/support/{-$view}', 'support-history', '/support/history'),
    of('administrator', '/support/{-$view}', 'support-administrator', '/support'),
    of(agent, '/decisions', 'decisions-agent'),
    of('representativeNummo', '/decisions', 'decisions-representative'),
    of('sponsor', '/decisions', 'decisions-sponsor'),
    of(agent, '/decisions/$decisionId', 'decision-own', `/decisions/${found.ownDecision}`),
    of('representativeNummo', '/decisions/$decisionId', 'decision', `/decisions/${found.decision}`),
    of(manager, '/mandates', 'mandates'),
    of(agent, '/mandates/$mandateId', 'mandate-in-force', `/mandates/${found.mandate}`),
    of('representativeNummo', '/mandates/$mandateId', 'mandate-to-sign', `/mandates/${found.toSign}`),
    of(manager, '/mandates/$mandateId/backtest', 'backtest', `/mandates/${found.toSign}/backtest`, tried),
    of(
      'representativeNummo',
      '/mandates/$mandateId/backtest',
      'backtest-tables',
      `/mandates/${found.toSign}/backtest`,
      async (page, texts) => {
        await tried(page, texts)
        await page.keyboard.press('t')
        await page
          .getByRole('columnheader', { name: texts.t('backtest.month') })
          .first()
          .waitFor()
      },
    ),
    of('administrator', '/mandates/new', 'mandate-new'),
    of('administrator', '/mandates/new', 'mandate-import', '/mandates/new', async (page, { t }) => {
      const text = '{"format":"cartabianca-mandate/1","powers":[{"kind":"refunds"}],"support":{}}'
      await page.locator('input[type=file]').setInputFiles({
        name: 'mandate.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      })
      await page.getByLabel(t('draft.file_text')).waitFor()
    }),
    of('administrator', '/mandates/drafts/$draftId', 'mandate-editor', `/mandates/drafts/${found.draft}`),
    of(
      'administrator',
      '/mandates/drafts/$draftId',
      'mandate-editor-open',
      `/mandates/drafts/${found.draft}`,
      async (page, { t }) => {
        const upgrade = page.getByRole('region', { name: t('power.upgrade'), exact: true })
        await upgrade.getByRole('button', { name: t('draft.power_open') }).click()
        await page.getByRole('button', { name: t('draft.submit') }).click()
        await page.getByText(t('fault.figure_missing')).first().waitFor()
      },
    ),
    of(
      'administrator',
      '/mandates/$mandateId',
      'mandate-withdraw',
      `/mandates/${found.mandate}`,
      async (page, { t }) => {
        await page.getByRole('button', { name: t('mandates.withdraw') }).click()
        await page.getByRole('dialog').waitFor()
      },
    ),
    ...frontLinePlaces({ agent, coach, manager }),
    of('representativeNummo', '/ledger/{-$clientId}', 'ledger', '/ledger'),
    of('administrator', '/ledger/{-$clientId}', 'ledger-administrator', '/ledger'),
    of('administrator', '/people', 'people'),
    of('administrator', '/people', 'people-invite', '/people', dialogBy('n')),
    of('administrator', '/clients', 'clients'),
    of('administrator', '/clients', 'client-new', '/clients', async (page, { t }) => {
      await page.getByRole('button', { name: t('admin.client_add') }).click()
      await page.getByRole('dialog').waitFor()
    }),
    of('administrator', '/outbox', 'outbox'),
    of('administrator', '/outbox/$mailId', 'mail', `/outbox/${found.mail}`),
    of('administrator', '/account', 'account'),
    of('trainer', '$', 'not-for-you', '/desk'),
    of(agent, '$', 'not-found', '/no-such-page'),
    { name: 'sign-in', row: '/sign-in', path: '/sign-in' },
    { name: 'link-over', row: '/link', path: '/link' },
    { name: 'verify', row: '/verify', path: '/verify' },
    { name: 'setup-done', row: '/setup', path: '/setup' },
    ...(await customerPlaces(stage, found, language)),
  ]
}

/** What the first administrator finds where nothing is yet. */
export const emptyPlaces: Place[] = [
  '/',
  '/clients',
  '/people',
  '/mandates',
  '/mandates/new',
  '/ledger',
  '/outbox',
  '/support',
  '/account',
].map((path) => ({ name: `empty ${path}`, path }))

/** A key of the desk's third column, once what may be decided is there. */
function openPower(key: string): NonNullable<Place['act']> {
  return async (page, { t }) => {
    await page.getByRole('button', { name: t('power.refund') }).waitFor()
    await page.keyboard.press(key)
  }
}

/** The past is there, and a limit has been moved as far as it goes: there are cases to read. */
const tried: NonNullable<Place['act']> = async (page) => {
  await page.getByRole('slider').first().focus()
  await page.getByRole('img').first().waitFor()
  await page.keyboard.press('Home')
  await page.locator('main li button[aria-expanded]').first().click()
  await page.getByRole('heading', { level: 1 }).click()
}

/** A key that opens a dialog. */
function dialogBy(key: string): NonNullable<Place['act']> {
  return async (page) => {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
  }
}

/** What a customer meets: the open page, with faults; their contact in each state; a link that is none. */
async function customerPlaces(stage: Stage, found: Found, language: Language): Promise<Place[]> {
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
      [found.client, language],
    )
    if (!rows[0]) continue
    const contact = { clientId: found.client, contactId: rows[0].id, slug }
    const path = await stage.base.db.work([found.client], (work) => makeContactLink(work, contact))
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

/** The demo world's own that make each page worth looking at. */
async function find({ base }: Stage, agent: PersonKey): Promise<Found> {
  const { email, team } = personOf(agent)
  const name = team === 'nummoTunis' ? 'Nummo Tunis' : 'Nummo Lecce'
  const id = async (sql: string, ...values: unknown[]) => {
    const { rows } = await base.owner.query<{ id: string }>(`${sql} limit 1`, values)
    if (!rows[0]) throw new Error(`The demo world has nothing for: ${sql}`)
    return rows[0].id
  }
  const client = await id(`select id from client where slug = 'nummo'`)
  const mine = `from contact c join person p on p.id = c.agent_id where p.email = $1`
  const team_ = `from contact c join team t on t.id = c.team_id where t.name = $1`
  const asked = `exists (select 1 from support_request s where s.contact_id = c.id and s.state = 'open')`
  return {
    client,
    mine: await id(`select c.id ${mine} and c.state = 'with_agent' order by c.opened_at desc, c.id`, email),
    waiting: await id(`select c.id ${team_} and c.state = 'waiting' order by c.opened_at, c.id`, name),
    closed: await id(
      `select c.id ${team_} and c.closure = 'confirmed'
         and exists (select 1 from decision d where d.contact_id = c.id)
         and exists (select 1 from rating r where r.contact_id = c.id and r.words is not null)
       order by c.opened_at desc, c.id`,
      name,
    ),
    asked: await id(`select c.id ${team_} and ${asked} order by c.opened_at desc, c.id`, name),
    decision: await id(
      `select id from decision where client_id = $1 and basis <> 'imported' order by at desc, id`,
      client,
    ),
    ownDecision: await id(
      `select d.id from decision d join person p on p.id = d.agent_id where p.email = $1 order by d.at desc, d.id`,
      email,
    ),
    mandate: await id(`select id from mandate where client_id = $1 and number = 2`, client),
    toSign: await id(`select id from mandate where client_id = $1 and number = 3`, client),
    draft: await id(`select id from mandate_draft order by created_at desc`),
    mail: await id(`select id from mail where client_id = $1 order by created_at desc, id`, client),
  }
}
