import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOf } from '../../seeds/random.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

/** An agent notes an aim in their mirror; a manager who asks for it finds nothing, whatever they try. */
const texts = textsOf('it')
let stage: Stage
let visitors: Visitors

beforeAll(async () => {
  stage = await startDemoServer()
  visitors = await openVisitors(stage)
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

test('an agent notes an aim, finds it again, and lets it go', async () => {
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'agentNummoLecce2')
  await page.goto(`${stage.url}/mirror`)
  const { t } = texts
  const button = (key: string) => page.getByRole('button', { name: t(key) })
  await button('mirror.aim_set').click()
  await page.getByLabel(t('mirror.aim_minutes')).fill('11')
  await page.getByLabel(t('mirror.aim_words')).fill('Ascoltare fino in fondo')
  await button('mirror.aim_keep').click()
  await page.getByText('Ascoltare fino in fondo').waitFor()
  await page.reload()
  await page.getByText('Ascoltare fino in fondo').waitFor()
  // the picture's table is one key away
  await page.keyboard.press('t')
  await page.getByRole('columnheader', { name: t('mirror.week') }).waitFor()
})

test('a manager asking for it gets nothing: no page, no address', async () => {
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'managerLecce')
  await page.goto(`${stage.url}/mirror`)
  await page.getByText(texts.t('shell.closed_sentence')).waitFor()
  const personId = idOf('person', 'agentNummoLecce2')
  const asked = await page.evaluate(
    async (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
    [`/api/v1/people/${personId}/mirror`, `/api/v1/mirror/${personId}`, '/api/v1/mirror'],
  )
  expect(asked).toEqual([404, 404, 403])
})

test('the agent lets it go, and it is gone', async () => {
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'agentNummoLecce2')
  await page.goto(`${stage.url}/mirror`)
  await page.getByRole('button', { name: texts.t('mirror.aim_clear') }).click()
  await page.getByRole('button', { name: texts.t('mirror.aim_set') }).waitFor()
})
