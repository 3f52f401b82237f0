import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSetupToken } from '../../src/server/session/setup.ts'
import { Agent } from './agent.ts'
import { Customer } from './customer.ts'
import { textsOf } from './texts.ts'
import { openVisitors, type Visitors } from './visitors.ts'
import { type Stage, startEmptyServer } from './world.ts'

/** The real beginning: nothing is there but the link that the server printed. */
const texts = textsOf('en')
const { t } = texts
const client = { name: 'Northwind Parcels', slug: 'northwind-parcels' }
const people = {
  agent: { name: 'Hannah Poole', email: 'hannah@operator.example', role: 'agent', place: 'team' },
  coach: { name: 'Owen Baines', email: 'owen@operator.example', role: 'coach', place: 'team' },
  representative: {
    name: 'Ruth Lindqvist',
    email: 'ruth@northwind.example',
    role: 'client_representative',
    place: 'client',
  },
}
const password = 'a long sentence only I know'

let stage: Stage
let visitors: Visitors
let administrator: Page

beforeAll(async () => {
  stage = await startEmptyServer()
  visitors = await openVisitors(stage)
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

test('the one-time link makes the first administrator, once', async () => {
  const token = (await makeSetupToken(stage.server.platform))!
  administrator = await visitors.visit({ language: 'en' })
  await administrator.goto('/')
  // without the link the page says where to find it
  await administrator.getByRole('heading', { name: t('session.setup_no_link') }).waitFor()
  await administrator.goto(`/setup#token=${token}`)
  await administrator.reload()
  await field(administrator, 'session.operator').fill('Southgate Care')
  await field(administrator, 'session.name').fill('Alma Reyes')
  await field(administrator, 'session.email').fill('alma@operator.example')
  await field(administrator, 'session.password').fill(password)
  await press(administrator, 'session.setup_do')
  await administrator.getByRole('banner').getByText('Southgate Care').waitFor()
  expect(await makeSetupToken(stage.server.platform)).toBeNull()
})

test('a site, a client with its own page, and a team', async () => {
  await administrator.goto('/clients')
  await press(administrator, 'admin.site_add')
  const dialog = administrator.getByRole('dialog')
  await field(dialog, 'admin.site_name').fill('Leeds')
  await field(dialog, 'admin.time_zone').selectOption('Europe/London')
  await press(dialog, 'admin.site_add')
  await dialog.waitFor({ state: 'detached' })

  await press(administrator, 'admin.client_add')
  await field(dialog, 'admin.client_name').fill(client.name)
  await expect.poll(() => field(dialog, 'admin.slug').inputValue()).toBe(client.slug)
  const english = dialog.getByRole('checkbox', { name: 'English' })
  if (!(await english.isChecked())) await english.check()
  await field(dialog, 'admin.currencies').fill('GBP')
  await press(dialog, 'admin.client_add')
  await dialog.waitFor({ state: 'detached' })

  await administrator.getByRole('button', { name: t('admin.team_add_for', { client: client.name }) }).click()
  await field(dialog, 'admin.team_name').fill('Parcels Leeds')
  await press(dialog, 'admin.team_add')
  await dialog.waitFor({ state: 'detached' })
  await administrator.getByText('Parcels Leeds').waitFor()
})

test('people are invited by mail, with their roles and places', async () => {
  await administrator.goto('/people')
  for (const { name, email, role, place } of Object.values(people)) {
    await press(administrator, 'admin.invite')
    const dialog = administrator.getByRole('dialog')
    await field(dialog, 'admin.name').fill(name)
    await field(dialog, 'admin.email').fill(email)
    await field(dialog, 'admin.person_language').selectOption('en')
    await field(dialog, 'admin.role').selectOption(role)
    await field(dialog, `admin.place_${place}`).selectOption({ index: 1 })
    await press(dialog, 'admin.invite_do')
    await dialog.waitFor({ state: 'detached' })
    await administrator.getByRole('status').filter({ hasText: email }).waitFor()
  }
})

test('a mandate is drafted, and signed by both sides with their passwords', async () => {
  const page = administrator
  await page.goto('/mandates/new')
  await press(page, 'draft.from_blank_do')
  await page.getByRole('checkbox', { name: /Parcels Leeds/ }).check()
  await press(page, 'power.refund')
  await page.getByLabel(t('draft.max', { unit: 'GBP' }), { exact: true }).fill('40')
  await page.getByLabel(t('draft.stretch', { unit: 'GBP' }), { exact: true }).fill('60')
  await press(page, 'draft.submit')
  await sign(page)
  const mandate = new URL(page.url()).pathname
  await page.getByRole('article').getByText('Alma Reyes').waitFor()

  const representative = await enterByMail(people.representative.email, password)
  await representative.goto(mandate)
  await sign(representative)
  await representative.getByRole('heading', { level: 1, name: texts.like('mandates.is_in_force') }).waitFor()
})

test('a customer writes, and the agent decides', async () => {
  const page = await visitors.visit({ language: 'en', javaScript: false })
  const customer = new Customer(page, texts)
  await customer.write(client.slug, {
    name: 'Edith Marlow',
    touchpoint: 'delivery',
    words: 'My parcel came a week late, and I paid £12.50 for next-day delivery.',
    doubts: ['Do I get the delivery fee back?'],
  })
  const agent = new Agent(await enterByMail(people.agent.email), texts, 'mouse')
  await agent.openDesk()
  await agent.take('Edith Marlow')
  const form = await agent.openPower('refund', '1')
  await agent.button('power.decide', form).click()
  await agent.may.getByText(t('desk.made'), { exact: true }).waitFor()
  await customer.look()
  await page.getByText('£12.50').last().waitFor()
  const { rows } = await stage.base.owner.query('select amount_minor, currency, basis from decision')
  expect(rows).toEqual([{ amount_minor: 1250, currency: 'GBP', basis: 'mandate' }])
})

/** Follows the link of an invitation as its reader does, and sets a password where one is given. */
async function enterByMail(email: string, own?: string): Promise<Page> {
  await administrator.goto('/outbox')
  await administrator.getByRole('listitem').filter({ hasText: email }).getByRole('link').first().click()
  const href = await administrator.getByRole('link', { name: /\/link#/ }).getAttribute('href')
  const page = await visitors.visit({ language: 'en' })
  await page.goto(href!)
  // the link signs in, and leads on
  await page.waitForURL((url) => url.pathname !== '/link')
  if (own) {
    await page.goto('/account')
    await field(page, 'account.password_next').fill(own)
    await press(page, 'account.password_change')
    await page.getByText(t('account.password_changed')).waitFor()
  }
  return page
}

async function sign(page: Page): Promise<void> {
  await field(page, 'mandates.password').fill(password)
  await page.getByRole('button', { name: texts.like('mandates.sign') }).click()
  await field(page, 'mandates.password').waitFor({ state: 'detached' })
}

function field(within: Page | Locator, key: string): Locator {
  return within.getByLabel(t(key), { exact: true })
}

async function press(within: Page | Locator, key: string): Promise<void> {
  await within.getByRole('button', { name: t(key) }).click()
}
