import type { Page } from 'playwright-core'
import { type PersonKey, personOf } from '../../seeds/people.ts'
import type { Language } from '../../src/contract/route.ts'
import { backtestPlaces } from './backtest-places.ts'
import { customerPlaces } from './customer-places.ts'
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
  | 'asked'
  | 'wider'
  | 'breach',
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
    of(
      manager,
      '/contacts/$contactId',
      'contact-celebrate',
      `/contacts/${found.closed}`,
      async (page, { t }) => {
        await page
          .getByRole('button', { name: t('stories.celebrate') })
          .first()
          .click()
        await page.getByLabel(t('stories.words_label')).waitFor()
      },
    ),
    of(agent, '/support/{-$view}', 'support-asked', '/support'),
    of(coach, '/support/{-$view}', 'support-for-me', '/support'),
    of(coach, '/support/{-$view}', 'support-answer', '/support', (page) => page.keyboard.press('1')),
    of(coach, '/support/{-$view}', 'support-history', '/support/history'),
    of('administrator', '/support/{-$view}', 'support-administrator', '/support'),
    of(agent, '/decisions', 'decisions-agent'),
    of('representativeNummo', '/decisions', 'decisions-representative'),
    of('sponsor', '/decisions', 'decisions-sponsor'),
    of(agent, '/decisions/$decisionId', 'decision-own', `/decisions/${found.ownDecision}`),
    of(agent, '/account', 'account-agent', '/account'),
    of('representativeNummo', '/decisions/$decisionId', 'decision', `/decisions/${found.decision}`),
    of(agent, '/decisions/guarantees', 'decisions-on-paper'),
    of(agent, '/feedback/{-$view}', 'feedback', '/feedback'),
    of(coach, '/feedback/{-$view}', 'feedback-mine', '/feedback/mine'),
    of(coach, '/feedback/new', 'feedback-new', `/feedback/new?contact=${found.closed}`, writeScore),
    of(agent, '/guarantee/{-$part}', 'guarantee', '/guarantee'),
    of('representativeNummo', '/guarantee/{-$part}', 'guarantee-client', '/guarantee'),
    of('sponsor', '/guarantee/{-$part}', 'missed-sponsor', '/guarantee/missed'),
    of(coach, '/guarantee/{-$part}', 'missed', '/guarantee/missed', async (page, { t }) => {
      await page
        .getByRole('button', { name: t('guarantee.read_contacts') })
        .first()
        .click()
      await page.getByRole('link', { name: /.+/ }).last().waitFor()
    }),
    of('trainer', '/guarantee/{-$part}', 'learning', '/guarantee'),
    of(manager, '/guarantee/{-$part}', 'proposals', '/guarantee/proposals'),
    of(agent, '/guarantee/refused/$breachId', 'refused-concerned', `/guarantee/refused/${found.breach}`),
    of(
      'administrator',
      '/guarantee/refused/$breachId',
      'refused-above',
      `/guarantee/refused/${found.breach}`,
    ),
    of(manager, '/mandates', 'mandates'),
    of(agent, '/mandates/$mandateId', 'mandate-in-force', `/mandates/${found.mandate}`),
    of('representativeAlbamare', '/mandates/$mandateId', 'mandate-wider', `/mandates/${found.wider}`),
    of(manager, '/mandates/$mandateId/wider', 'mandate-widen', `/mandates/${found.mandate}/wider`, widen),
    of('representativeNummo', '/mandates/$mandateId', 'mandate-to-sign', `/mandates/${found.toSign}`),
    ...backtestPlaces(manager, found.toSign),
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
    of('administrator', '/people', 'people-change', '/people', async (page, { t }) => {
      await page
        .getByRole('button', { name: t('admin.change') })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
    }),
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
    ...(await customerPlaces(stage, found.client, language)),
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

/** The form as a coach has it for a score: what it covers is asked. */
const writeScore: NonNullable<Place['act']> = async (page, { t }) => {
  await page.getByLabel(t('feedback.to_label')).selectOption({ index: 1 })
  await page.getByLabel(t('feedback.kind_label')).selectOption('score')
  await page.getByText(t('feedback.part_clarity')).waitFor()
}

/** One limit wider and one condition for whom: every kind of field. */
const widen: NonNullable<Place['act']> = async (page, { t }) => {
  await page
    .getByRole('checkbox', { name: t('overlay.widen') })
    .first()
    .check()
  await page.getByRole('button', { name: t('overlay.whom_add') }).click()
}

/** A key that opens a dialog. */
function dialogBy(key: string): NonNullable<Place['act']> {
  return async (page) => {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
  }
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
    breach: await id(
      `select b.id from breach b join person p on p.id = b.about_id where p.email = $1 order by b.at desc`,
      email,
    ),
    mandate: await id(`select id from mandate where client_id = $1 and number = 2`, client),
    wider: await id(
      `select m.id from mandate m join client c on c.id = m.client_id where c.slug = 'albamare' and m.number = 2`,
    ),
    toSign: await id(`select id from mandate where client_id = $1 and number = 3`, client),
    draft: await id(`select id from mandate_draft order by created_at desc`),
    mail: await id(`select id from mail where client_id = $1 order by created_at desc, id`, client),
  }
}
