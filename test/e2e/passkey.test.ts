import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedgerFile } from '../../src/cli/ledger-file.ts'
import { exportLedger } from '../../src/server/ledger/export.ts'
import { axeFaults } from './axe.ts'
import { settled } from './settled.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

/** A client's representative makes a passkey, signs a mandate with it, and anybody verifies that, without us. */
const folder = mkdtempSync(join(tmpdir(), 'cartabianca-passkey-'))
const texts = textsOf('en')
const { t, like } = texts
let stage: Stage
let visitors: Visitors

beforeAll(async () => {
  stage = await startDemoServer(undefined, { host: 'localhost' })
  visitors = await openVisitors(stage)
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
  rmSync(folder, { recursive: true })
})

/** A security key in the browser that answers by itself, as a finger would. */
async function plugIn(page: Page, isUserVerified = true) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified, automaticPresenceSimulation: true },
    },
  })
  return {
    verify: (verified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: verified }),
  }
}

async function looksWell(page: Page) {
  await settled(page, texts)
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await axeFaults(page)).toEqual([])
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0)
  }
}

test('register, sign, export, verify; then come in with it', { timeout: 120_000 }, async () => {
  const page = await visitors.visit({ language: 'en' })
  const finger = await plugIn(page)
  await signInAs(page, stage, 'representativeNummo', 'en')

  // without one, the form says what it is worth, and where to get better
  const { rows } = await stage.base.owner.query(
    `select m.id, m.client_id from mandate m join client c on c.id = m.client_id where c.slug = 'nummo' and m.number = 3`,
  )
  const [{ id, client_id: client }] = rows
  await page.goto(`/mandates/${id}`)
  await page.getByText(t('passkey.better')).waitFor()
  await page.getByRole('link', { name: t('passkey.to_account') }).click()

  await page.getByLabel(t('passkey.name')).fill('My phone')
  await page.getByRole('button', { name: t('passkey.add') }).click()
  await page.getByText(t('passkey.added')).waitFor()
  await page.getByRole('button', { name: t('passkey.remove_of', { name: 'My phone' }) }).waitFor()
  await looksWell(page)
  // the same device once more: its person is told
  await page.getByLabel(t('passkey.name')).fill('My phone again')
  await page.getByRole('button', { name: t('passkey.add') }).click()
  await page.getByText(t('passkey.trouble_twice')).waitFor()

  await page.goto(`/mandates/${id}`)
  await page.getByText(t('passkey.signs')).waitFor()
  await looksWell(page)
  const pen = page.getByRole('button', { name: t('mandates.sign', { number: 3 }) })
  // somebody else's finger signs nothing, and nothing is lost
  await finger.verify(false)
  await pen.click()
  await page.getByText(t('passkey.trouble_canceled')).waitFor()
  await finger.verify(true)
  await pen.click()
  await page.getByText(like('mandates.method_passkey')).waitFor()
  await page.getByText(like('mandates.method_demo')).waitFor()

  await stage.server.sweep()
  const file = join(folder, 'nummo.jsonl')
  let lines = ''
  for await (const line of (await exportLedger(stage.base.db, client))!.lines) lines += line
  writeFileSync(file, lines)
  expect(await verifyLedgerFile(file)).toMatchObject({ byPasskey: 1, fault: null })
  const signature = /"signature":"([\w-]+)"/.exec(lines)![1]!
  const turned = `${signature.slice(0, 40)}${signature[40] === 'A' ? 'B' : 'A'}${signature.slice(41)}`
  const forged = join(folder, 'forged.jsonl')
  writeFileSync(forged, lines.replace(signature, turned))
  expect((await verifyLedgerFile(forged)).fault).toMatchObject({ code: 'mandate' })

  const verifying = await visitors.visit({ language: 'en' })
  await verifying.goto('/verify')
  await verifying.locator('input[type=file]').setInputFiles([file])
  await verifying
    .getByRole('status')
    .getByText(like('verify.whole', { count: 20_000 }))
    .waitFor()
  await verifying.getByText(t('verify.by_passkey')).waitFor()
  await verifying.locator('input[type=file]').setInputFiles([forged])
  await verifying.getByText(like('verify.fault_mandate')).waitFor()

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: t('passkey.come_in') }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.goto('/account')
  await page.getByText(like('account.lead')).waitFor()

  await page.getByRole('button', { name: t('passkey.remove_of', { name: 'My phone' }) }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('passkey.remove'), exact: true })
    .click()
  await page.getByText(t('passkey.none')).waitFor()
  expect(visitors.troubles).toEqual([])
})
