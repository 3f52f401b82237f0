import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PersonKey, personOf } from '../../seeds/people.ts'
import { idOf } from '../../seeds/random.ts'
import type { Language } from '../../src/contract/route.ts'
import { textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

type Cast = {
  language: Language
  agent: PersonKey
  coach: PersonKey
  /** what they say, and what nobody may say of a decision */
  about: string
  agreed: string
  came: string
  attack: string
  seen: string
  dispute: string
}
const casts: Cast[] = [
  {
    language: 'it',
    agent: 'agentNummoLecce',
    coach: 'coachNummoLecce',
    about: 'Le telefonate che cominciano male.',
    agreed: 'Prima il dubbio, poi la risposta.',
    came: 'Funziona quasi sempre.',
    attack: 'I tuoi rimborsi sono troppo generosi.',
    seen: 'La prima riga riprende le sue parole.',
    dispute: 'Al telefono l’aveva già detto.',
  },
  {
    language: 'ar',
    agent: 'agentNummoTunis',
    coach: 'coachNummoTunis',
    about: 'المكالمات التي تبدأ بغضب.',
    agreed: 'الشك أولًا ثم الجواب.',
    came: 'ينجح هذا في الغالب.',
    attack: 'قراراتك غير مبررة.',
    seen: 'السطر الأول يستعيد كلماته.',
    dispute: 'كان قد قالها على الهاتف.',
  },
]

/** An agent and a coach grow together: a talk that is asked for, held and looked at again; conversations read. */
describe.each(casts.map((cast) => [cast.language, cast] as const))('growing in %s', (language, cast) => {
  const { t } = textsOf(language)
  const team = personOf(cast.agent).team!
  let stage: Stage
  let visitors: Visitors
  let agent: Page
  let coach: Page
  beforeAll(async () => {
    stage = await startDemoServer()
    visitors = await openVisitors(stage)
    agent = await visitors.visit({ language })
    coach = await visitors.visit({ language, width: 360, height: 740 })
    await signInAs(agent, stage, cast.agent, language)
    await signInAs(coach, stage, cast.coach, language)
  })
  afterAll(async () => {
    await visitors?.close()
    await stage?.close()
  })

  /** Opens what one can do, writes words, sends. */
  async function say(page: Page, act: string, label: string, words: string): Promise<void> {
    await page.getByRole('button', { name: act }).first().click()
    await page.getByLabel(label).fill(words)
    await page.getByRole('button', { name: t('coaching_session.send') }).click()
    await page.getByLabel(label).waitFor({ state: 'detached' })
    await page.getByText(words).first().waitFor()
  }

  /** The coach says what is seen in the conversation that is open. */
  async function readIt(): Promise<void> {
    await coach.getByRole('radio').first().check()
    await coach.getByLabel(t('review.words')).fill(cast.seen)
    await coach.getByRole('button', { name: t('review.send') }).click()
    await coach.getByRole('heading', { level: 1, name: t('review.page_written') }).waitFor()
  }

  test('a session, from asking to what came of it; the other’s page follows by itself', async () => {
    await agent.goto('/coaching/sessions')
    await agent.getByRole('button', { name: t('coaching_session.ask') }).waitFor()
    await agent.keyboard.press('n')
    await agent.getByLabel(t('coaching_session.text_ask_agent')).fill(cast.about)
    await agent.keyboard.press('Control+Enter')
    await agent.waitForURL(/coaching\/sessions\/[0-9a-f-]{36}/)
    const path = new URL(agent.url()).pathname
    await coach.goto('/')
    // whom to see next, and why: on the coach's home, in the agent's words
    await coach.getByText(cast.about).waitFor()
    await coach.goto(path)
    await coach.getByRole('button', { name: t('coaching_session.do_propose_date') }).click()
    const day = new Date(stage.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10)
    await coach.getByLabel(t('coaching_session.day'), { exact: true }).fill(day)
    await coach.getByRole('button', { name: t('coaching_session.do_propose_date') }).click()
    const agree = agent.getByRole('button', {
      name: t('coaching_session.do_agree_date', { when: '' }).trim(),
    })
    await agree.click()
    const link = agent.getByRole('link', { name: t('coaching_session.calendar_link') })
    await link.waitFor()
    const file = await agent.request.get(`${stage.url}${await link.getAttribute('href')}`)
    expect(await file.text()).toContain('BEGIN:VEVENT')
    await visitors.passTime(4 * 24 * 60)
    await coach.goto(path)
    await say(coach, t('coaching_session.do_hold'), t('coaching_session.text_hold'), cast.agreed)
    await agent.getByText(cast.agreed).waitFor()
    await say(agent, t('coaching_session.do_follow_up'), t('coaching_session.text_follow_up'), cast.came)
    await agent.getByRole('heading', { level: 1, name: t('coaching_session.is_followed_up') }).waitFor()
  })

  test('a decision is not scored: refused, kept for its writer; the rest is read and sent', async () => {
    await agent.goto(`/reviews/${idOf('review', `${team}-for-agent`)}`)
    await agent.getByText(t('review.protected')).waitFor()
    await agent.getByRole('radio').nth(1).check()
    const words = agent.getByLabel(t('review.words'))
    await words.fill(cast.attack)
    await agent.getByRole('button', { name: t('review.send') }).click()
    await agent.getByRole('heading', { level: 1, name: t('guarantee.refused_sentence') }).waitFor()
    await agent.goBack()
    expect(await words.inputValue()).toBe(cast.attack)
    await words.fill(cast.seen)
    await agent.getByRole('button', { name: t('review.send') }).click()
    await agent.getByRole('heading', { level: 1, name: t('review.page_written') }).waitFor()
    await agent.getByText(cast.seen).waitFor()
  })

  test('a coach draws one by chance and reads it', async () => {
    await coach.goto('/reviews')
    await coach
      .getByRole('button', { name: t('review.draw') })
      .first()
      .click()
    await coach.getByRole('heading', { level: 1, name: t('review.page_waiting') }).waitFor()
    await coach.getByRole('button', { name: t('review.send') }).click()
    await coach.getByText(t('review.level_needed')).waitFor()
    await readIt()
  })

  test('one read together: what others saw comes after one’s own', async () => {
    await agent.goto(`/reviews/${idOf('review', `${team}-together-begun`)}`)
    await agent.getByRole('heading', { level: 1, name: t('review.page_calibration') }).waitFor()
    expect(await agent.getByText(t('review.by', { name: personOf(cast.coach).name })).count()).toBe(0)
    for (const nth of [0, 1, 2]) await agent.getByRole('group').nth(nth).getByRole('radio').nth(1).check()
    await agent.getByLabel(t('review.words')).fill(cast.seen)
    await agent.getByRole('button', { name: t('review.send') }).click()
    await agent.getByText(t('review.agreement_few')).waitFor()
    await agent.getByText(t('review.by', { name: personOf(cast.coach).name })).waitFor()
  })

  test('whose conversation it was disputes, and it stays beside', async () => {
    const path = `/reviews/${idOf('review', `${team}-for-coach`)}`
    await coach.goto(path)
    await readIt()
    await agent.goto(path)
    await agent
      .getByRole('button', { name: t('review.do_dispute') })
      .first()
      .click()
    await agent.getByLabel(t('review.label_dispute')).fill(cast.dispute)
    await agent.getByRole('button', { name: t('review.send') }).click()
    await agent.getByText(t('review.said_dispute')).first().waitFor()
    await agent.getByText(cast.dispute).waitFor()
  })

  test('nothing went wrong in any page', () => expect(visitors.troubles).toEqual([]))
})
