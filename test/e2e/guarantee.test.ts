import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PersonKey, personOf } from '../../seeds/people.ts'
import type { Language } from '../../src/contract/route.ts'
import { type Texts, textsOf } from './texts.ts'
import { openVisitors, signInAs, type Visitors } from './visitors.ts'
import { type Stage, startDemoServer } from './world.ts'

type Cast = {
  language: Language
  agent: PersonKey
  coach: PersonKey
  attack: string
  named: (name: string) => string
  question: string
}
const casts: Cast[] = [
  {
    language: 'it',
    agent: 'agentNummoLecce2',
    coach: 'coachNummoLecce',
    attack: 'I tuoi rimborsi sono troppo generosi.',
    named: (name) => `Perché ${name} restituisce così spesso?`,
    question: 'Come si riconosce che una spiegazione basta?',
  },
  {
    language: 'ar',
    agent: 'agentNummoTunis4',
    coach: 'coachNummoTunis',
    attack: 'قراراتك غير مبررة.',
    named: (name) => `لماذا يعيد ${name} المبالغ؟`,
    question: 'كيف نعرف أن الشرح يكفي؟',
  },
]

/** A coach holds a decision against somebody, is refused, and makes something better of it. */
describe.each(casts.map((cast) => [cast.language, cast] as const))(
  'the guarantee in %s',
  (language, cast) => {
    const texts: Texts = textsOf(language)
    const { t } = texts
    const agentName = personOf(cast.agent).name
    let stage: Stage
    let visitors: Visitors
    let coach: Page
    beforeAll(async () => {
      stage = await startDemoServer()
      visitors = await openVisitors(stage)
      coach = await visitors.visit({ language })
      await signInAs(coach, stage, cast.coach, language)
    })
    afterAll(async () => {
      await visitors?.close()
      await stage?.close()
    })

    test('a coach tries, is refused, and what was typed is kept', async () => {
      await coach.goto('/feedback/new')
      const { rows } = await stage.base.owner.query<{ id: string }>('select id from person where name = $1', [
        agentName,
      ])
      const value = await coach.locator('option', { hasText: agentName }).first().getAttribute('value')
      expect(value).toContain(rows[0]!.id)
      await coach.getByLabel(t('feedback.to_label')).selectOption(value)
      await coach.getByLabel(t('feedback.kind_label')).selectOption('improve')
      await coach.getByLabel(t('feedback.text_label')).fill(cast.attack)
      await coach.getByRole('button', { name: agentName }).click()
      await coach.getByRole('heading', { level: 1, name: t('guarantee.refused_sentence') }).waitFor()
      await coach.getByText(cast.attack).waitFor()
      await coach.goBack()
      expect(await coach.getByLabel(t('feedback.text_label')).inputValue()).toBe(cast.attack)
      await coach.goForward()
    })

    test('a name is sent back, the question becomes a learning case', async () => {
      const question = coach.getByLabel(t('guarantee.learning_question'))
      const send = coach.getByRole('button', { name: t('guarantee.learning_send') })
      await question.fill(cast.named(agentName))
      await send.click()
      await coach
        .getByRole('alert')
        .filter({ hasText: t('problem.names_somebody') })
        .waitFor()
      await question.fill(cast.question)
      await send.click()
      await coach
        .getByRole('status')
        .filter({ hasText: t('guarantee.became_learning') })
        .waitFor()
      await coach.goto('/guarantee/learning')
      await coach.getByText(cast.question).waitFor()
    })

    test('the agent learns that somebody tried, and nothing was written about them', async () => {
      const agent = await visitors.visit({ language, width: 360 })
      await signInAs(agent, stage, cast.agent, language)
      await agent.goto('/guarantee')
      await agent
        .getByRole('link', { name: t('guarantee.concerned_negative') })
        .first()
        .click()
      await agent.getByRole('heading', { level: 1, name: t('guarantee.concerned_negative') }).waitFor()
      expect(await agent.getByText(personOf(cast.coach).name).count()).toBe(0)
      expect(await agent.getByText(cast.attack).count()).toBe(0)
      await agent.goto('/feedback')
      await agent.getByRole('heading', { level: 1 }).waitFor()
      expect(await agent.getByText(cast.attack).count()).toBe(0)
    })

    test('the trainer finds the question without anybody in it', async () => {
      const trainer = await visitors.visit({ language })
      await signInAs(trainer, stage, 'trainer', language)
      await trainer.goto('/guarantee')
      await trainer.getByText(cast.question).waitFor()
      expect(await trainer.getByText(agentName).count()).toBe(0)
      expect(visitors.troubles.filter((trouble) => !trouble.includes('422'))).toEqual([])
    })
  },
)
