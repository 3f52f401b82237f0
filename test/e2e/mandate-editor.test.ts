import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

const texts = textsOf('en')
const { t } = texts
let stage: Stage
let visitors: Visitors
let manager: Page
let administrator: Page

beforeAll(async () => {
  stage = await startDemoServer()
  visitors = await openVisitors(stage)
  manager = await visitors.visit({ language: 'en' })
  await signInAs(manager, stage, 'managerLecce', 'en')
  administrator = await visitors.visit({ language: 'en' })
  await signInAs(administrator, stage, 'administrator', 'en')
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

test('a draft begins from the version in force, and says at once what changes', async () => {
  const { rows } = await stage.base.owner.query<{ id: string }>(`select id from client where slug = 'nummo'`)
  await manager.goto(`/mandates/new?client=${rows[0]!.id}`)
  await manager.getByRole('button', { name: t('draft.from_version', { number: 2 }) }).click()
  await manager.waitForURL(/\/mandates\/drafts\//)
  await changes(manager).getByText(t('draft.changes_none')).waitFor()

  for (const kind of ['fee_waiver', 'refund', 'deadline_moved']) await open(manager, kind)
  const waiver = power(manager, 'fee_waiver')
  await figure(group(waiver, 'One customer'), 'max', 'times').fill('3')
  await changes(manager)
    .getByText('Agents may now waive 3 fees a year for one customer', { exact: false })
    .waitFor()
  const each = group(power(manager, 'refund'), 'Each decision')
  await figure(each, 'max', 'EUR').fill('60')
  await figure(each, 'max', 'EUR').press('ArrowUp')
  await changes(manager)
    .getByText('refund up to €61.00 each time, instead of €50.00', { exact: false })
    .waitFor()
})

test('a condition is added, and what is missing in it is said at its place', async () => {
  const refund = power(manager, 'refund')
  await refund.getByRole('button', { name: t('draft.condition_add') }).click()
  await manager.getByRole('button', { name: t('draft.submit') }).click()
  await refund.getByText(t('fault.figure_missing')).waitFor()
  await refund.getByLabel(t('draft.value'), { exact: true }).fill('1')
  await refund.getByText(t('fault.figure_missing')).waitFor({ state: 'detached' })
  await changes(manager)
    .getByText('Refund: from now on only where this holds: years as a customer: at least 1.')
    .waitFor()
  await saved(manager)
})

test('somebody else saves meanwhile: both see what the other changed, and nothing is lost', async () => {
  const address = new URL(manager.url()).pathname
  await administrator.goto(address)
  for (const kind of ['refund', 'deadline_moved']) await open(administrator, kind)
  // what one saves reaches the other's open page by itself
  await minutes(administrator).fill('7')
  await saved(administrator)
  await expect.poll(() => minutes(manager).inputValue()).toBe('7')

  // the manager's line is cut while both go on writing
  await manager.context().setOffline(true)
  await figure(group(power(manager, 'refund'), 'Each decision'), 'stretch', 'EUR').fill('95')
  await figure(group(power(administrator, 'deadline_moved'), 'Each decision'), 'max', 'days').fill('12')
  await saved(administrator)
  await manager.getByText(t('draft.unsaved')).waitFor()
  await manager.context().setOffline(false)
  await manager.getByRole('button', { name: t('draft.save_now') }).click()

  const conflict = manager.getByRole('alert').filter({ hasText: texts.like('draft.conflict') })
  await conflict.getByText('move deadlines by up to 12 days each time', { exact: false }).waitFor()
  await conflict.getByText('up to €95.00', { exact: false }).waitFor()
  await conflict.getByRole('button', { name: t('draft.conflict_put_mine') }).click()
  await conflict.waitFor({ state: 'detached' })
  await saved(manager)
  await expect
    .poll(() => figure(group(power(administrator, 'refund'), 'Each decision'), 'stretch', 'EUR').inputValue())
    .toBe('95.00')
  expect(
    await figure(group(power(manager, 'deadline_moved'), 'Each decision'), 'max', 'days').inputValue(),
  ).toBe('12')
})

test('what was removed comes back', async () => {
  await power(manager, 'exception')
    .getByRole('button', { name: t('draft.power_remove') })
    .click()
  await changes(manager).getByText('No longer: Exception to a rule.').waitFor()
  await manager.getByRole('button', { name: t('draft.restore') }).click()
  await changes(manager).getByText('No longer: Exception to a rule.').waitFor({ state: 'detached' })
  await saved(manager)
})

test('submitted, it is a version that says what it changed and waits for both signatures', async () => {
  await manager.getByRole('button', { name: t('draft.submit') }).click()
  await manager.getByRole('heading', { name: texts.like('mandates.changed', { number: 2 }) }).waitFor()
  await manager.getByText('Support now answers within 7 minutes', { exact: false }).waitFor()
  await administrator.getByText(t('draft.gone')).waitFor()
  const { rows } = await stage.base.owner.query(
    `select document -> 'powers' -> 0 -> 'limits' -> 0 -> 'bounds' -> 'EUR' as eur,
       document -> 'powers' -> 0 -> 'conditions' -> 0 -> 'when' as condition,
       document -> 'support' as support from mandate order by created_at desc limit 1`,
  )
  expect(rows).toEqual([
    {
      eur: { max: 6100, stretch: 9500 },
      condition: { fact: 'years_with_client', is: 'at_least', value: 1 },
      support: { minutes: 7, first: undefined },
    },
  ])
})

test('a file with faults is explained, put right in place, and becomes a draft', async () => {
  await manager.goto('/mandates/new')
  const broken = {
    format: 'cartabianca-mandate/1',
    powers: [{ kind: 'refunds', limits: [], note: 'kept' }],
    support: { minutes: 10 },
  }
  await manager.locator('input[type=file]').setInputFiles({
    name: 'mandate.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(broken)),
  })
  await manager.getByText(texts.like('check.shape_option')).waitFor()
  await manager.getByText(t('check.shape_unknown_field', { names: '"note"' })).waitFor()
  // a reload loses nothing
  await manager.reload()
  const text = manager.getByLabel(t('draft.file_text'))
  expect(await text.inputValue()).toBe(JSON.stringify(broken))
  await text.fill(JSON.stringify({ ...broken, powers: [{ kind: 'refund', limits: [] }] }))
  await manager.getByRole('button', { name: t('draft.file_check') }).click()
  await manager.getByText(t('check.fault_no_limit_per_decision')).waitFor()
  await manager.getByRole('button', { name: t('draft.file_do') }).click()
  await manager.waitForURL(/\/mandates\/drafts\//)
  await power(manager, 'refund').waitFor()
})

test('nothing went wrong in any page', () => {
  // cut on purpose: the browser tells it in the console
  expect(visitors.troubles.filter((one) => !/ERR_INTERNET_DISCONNECTED|409|404/.test(one))).toEqual([])
})

function power(page: Page, kind: string): Locator {
  return page.getByRole('region', { name: t(`power.${kind}`), exact: true })
}

async function open(page: Page, kind: string): Promise<void> {
  await power(page, kind)
    .getByRole('button', { name: t('draft.power_open') })
    .click()
}

function group(within: Locator, name: string): Locator {
  return within.getByRole('group', { name, exact: true }).first()
}

function figure(within: Locator, which: 'max' | 'stretch', unit: string): Locator {
  return within.getByRole('textbox', { name: t(`draft.${which}`, { unit }), exact: true }).first()
}

function minutes(page: Page): Locator {
  return page.getByRole('textbox', { name: t('draft.minutes') })
}

function changes(page: Page): Locator {
  return page.getByRole('complementary', { name: texts.like('draft.changes') })
}

async function saved(page: Page): Promise<void> {
  await page.getByText(texts.like('draft.saved')).first().waitFor()
}
