import { afterAll, beforeAll, expect, test } from 'vitest'
import { Agent } from './agent.ts'
import { Customer } from './customer.ts'
import { matters } from './matters.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

const texts = textsOf('it')
let stage: Stage
let visitors: Visitors
let agent: Agent
let elsewhere: string

beforeAll(async () => {
  stage = await startDemoServer()
  await stage.base.owner.query(`update team set languages = '{en}' where name = 'Nummo Milan'`)
  // the list shows the first few who wait: here nobody waits before those of the test
  await stage.base.owner.query(
    `update contact set team_id = (select id from team where name = 'Nummo Milan')
     where state = 'waiting' and team_id = (select id from team where name = 'Nummo Lecce')`,
  )
  elsewhere = (await stage.another()).url
  visitors = await openVisitors(stage)
  const page = await visitors.visit({ language: 'it' })
  await signInAs(page, stage, 'agentNummoLecce')
  agent = new Agent(page, texts, 'mouse')
  await agent.openDesk()
  await page.evaluate(() => Object.assign(window, { loaded: 'once' }))
})
afterAll(async () => {
  await visitors?.close()
  await stage?.close()
})

test('what happens at one server reaches a browser at another', async () => {
  await writeElsewhere('Orsola Vignali')
  await agent.row('Orsola Vignali').waitFor()
})

test('a lost connection is said calmly, and the screen catches up when it is back', async () => {
  await stage.stop()
  await agent.page.getByText(texts.t('shell.connection_lost')).waitFor()
  await writeElsewhere('Tiziano Ruggeri')
  expect(await agent.row('Tiziano Ruggeri').count()).toBe(0)
  await stage.start()
  await agent.row('Tiziano Ruggeri').waitFor()
  await agent.page.getByText(texts.t('shell.connection_lost')).waitFor({ state: 'detached' })
  // and from there on things come live again
  await writeElsewhere('Berenice Foschi')
  await agent.row('Berenice Foschi').waitFor()
  expect(await agent.page.evaluate(() => (window as { loaded?: string }).loaded)).toBe('once')
})

test('what was typed while the line was cut goes out when it is back', async () => {
  await agent.take('Orsola Vignali')
  await agent.composer('Orsola Vignali').fill('Le rispondo subito.')
  await stage.stop()
  await agent.button('desk.send').click()
  await agent.page
    .getByRole('alert')
    .filter({ hasText: texts.t('ui.problem_offline') })
    .waitFor()
  await stage.start()
  await agent.button('desk.send').click()
  await agent.thread.getByText('Le rispondo subito.').waitFor()
  expect(await agent.composer('Orsola Vignali').inputValue()).toBe('')
})

async function writeElsewhere(name: string): Promise<void> {
  const page = await visitors.visit({ language: 'it', javaScript: false, at: elsewhere })
  await new Customer(page, texts).write('nummo', { ...matters.it, name, email: undefined })
  await page.context().close()
}
