import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { pulseQuestions } from '../../src/core/pulse/round.ts'
import { pulseSweep } from '../../src/server/pulse/count.ts'
import { describeWeek } from './week.ts'

/** Five at one site, which is as few as may be shown; two at the other. */
const answering = { it: ['agent', 'mate', 'third', 'coach', 'manager'], ar: ['agent', 'coach'] } as const

/** A colleague is glad of something, two agree on what is owed upwards, and everybody says how it is to work here. */
describeWeek('a week together', (week) => {
  const { t, like, words } = week
  let agent: Page
  let coach: Page

  test('a colleague celebrates a decision, and the thanks reach the agent at once', async () => {
    agent = await week.as('agent')
    await agent.getByRole('heading', { level: 1 }).waitFor()
    const mate = await week.as('mate')
    await week.goTo(mate, `/contacts/${await decidedBy('agent')}`)
    await week.press(week.button(mate, 'stories.celebrate').first())
    await week.write(mate.getByLabel(t('stories.words_label')), words.glad)
    await week.press(mate.getByRole('button', { name: t('stories.send'), exact: true }))
    await mate
      .getByRole('status')
      .filter({ hasText: t('stories.celebrated') })
      .waitFor()
    await week.held(mate)
    const thanks = agent.getByRole('heading', { name: words.glad })
    await thanks.waitFor()
    await thanks
      .locator('..')
      .getByText(t('stories.home_decision', { by: week.nameOf('mate') }))
      .waitFor()
  })

  test('the agent decides how it is told; until then nobody else reads it', async () => {
    const mate = await week.as('mate')
    await week.together(mate, 'stories.nav')
    const told = mate.getByRole('article').filter({ hasText: words.glad })
    expect(await told.count()).toBe(0)
    await week.press(agent.getByRole('link', { name: t('stories.home_naming') }).first())
    const mine = agent.getByRole('article').filter({ hasText: words.glad })
    await mine.getByText(t('stories.naming_asked')).waitFor()
    await week.press(week.button(mine, 'stories.do_named'))
    await mine.getByText(t('stories.naming_named')).waitFor()
    await week.held(agent)
    await told.getByRole('heading', { name: week.nameOf('agent') }).waitFor()
  })

  test('an agent proposes what is owed upwards; an activity is refused while it is typed', async () => {
    await week.together(agent, 'expectations.nav')
    await week.press(agent.getByRole('link', { name: t('expectations.new') }))
    await week.choose(
      agent.getByLabel(t('expectations.whose')),
      t('expectations.owes_me', { name: week.nameOf('coach'), team: `Nummo ${week.cast.site}` }),
    )
    const measure = agent.getByLabel(t('expectations.measure_words'))
    await week.write(measure, 'AHT')
    await agent.getByText(t('expectations.activity_handling_time', { words: 'aht' })).waitFor()
    await week.write(measure, words.measure)
    await week.write(agent.getByLabel(t('expectations.result'), { exact: true }), words.result)
    await week.write(agent.getByLabel(t('expectations.aim_label_more')), '80')
    await week.press(agent.getByRole('button', { name: t('expectations.propose_do'), exact: true }))
    await agent.getByRole('heading', { level: 1, name: words.result }).waitFor()
    await agent.getByText(t('expectations.awaits_other')).waitFor()
    await week.held(agent)
  })

  test('the coach finds it at home and agrees; both see it, and nobody else does', async () => {
    coach = await week.as('coach')
    await week.press(coach.getByRole('link', { name: words.result }))
    await coach.getByText(t('expectations.proposes', { name: week.nameOf('agent') })).waitFor()
    await week.press(week.button(coach, 'expectations.agree'))
    for (const page of [coach, agent]) {
      await page
        .getByText(like('expectations.said_yes', { name: week.nameOf('coach') }))
        .first()
        .waitFor()
      await page.getByText(t('expectations.standing_nothing')).waitFor()
    }
    await week.held(coach)
    const mate = await week.as('mate')
    await week.together(mate, 'expectations.nav')
    expect(await mate.getByText(words.result).count()).toBe(0)
  })

  test('people answer the pulse, each once', async () => {
    await week.goTo(agent, '/')
    await week.press(agent.getByRole('link', { name: like('home.also_pulse') }))
    for (const [nth, who] of answering[week.language].entries()) {
      const page = await week.as(who)
      if (nth > 0) await week.goTo(page, '/pulse')
      await week.heading(page, 'pulse.sentence_open')
      for (const question of pulseQuestions) {
        if (question === 'stay' && nth > 0) continue
        const asked = page.getByRole('group', { name: t(`pulse.q_${question}`) })
        await asked.getByRole('radio', { name: t(`pulse.value_${4 + (nth % 2)}`), exact: true }).check()
      }
      await week.press(week.button(page, 'pulse.send'))
      await week.heading(page, 'pulse.sentence_answered')
      await week.held(page)
    }
    await week.goTo(agent, '/pulse')
    await week.heading(agent, 'pulse.sentence_drawn')
    await agent.goto('/')
    await agent.getByRole('heading', { level: 1 }).waitFor()
    expect(await agent.getByRole('link', { name: like('home.also_pulse') }).count()).toBe(0)
  })

  // once, after both weeks
  if (week.language === 'ar')
    test('when the round is over, five answers are a share; fewer are never shown', async () => {
      await week.visitors.passTime(28 * 24 * 60)
      await pulseSweep(week.stage.server.platform).run()
      const sponsor = await week.as('sponsor')
      await week.goTo(sponsor, '/pulse')
      const newest = sponsor.getByRole('heading', { level: 3 })
      // the newest round is that of Lecce alone: two answered in Tunis
      expect(await newest.first().innerText()).toContain('Lecce')
      const site = newest.first().locator('..')
      const row = (question: string) => site.getByRole('row').filter({ hasText: t(`pulse.q_${question}`) })
      await row('safety')
        .getByText(like('pulse.share', { agree: '5', of: '5' }))
        .waitFor()
      await row('stay').getByText(t('pulse.too_few')).waitFor()
      const shown = sponsor.locator('main > div > div > section').getByRole('heading', { level: 3 })
      expect((await shown.allInnerTexts()).filter((text) => !text.includes('Lecce'))).toEqual([])
    })

  /** The newest closed contact of somebody's in which they decided. */
  async function decidedBy(who: 'agent'): Promise<string> {
    const { rows } = await week.stage.base.owner.query<{ id: string }>(
      `select c.id from contact c join person p on p.id = c.agent_id
       where p.name = $1 and c.state = 'closed'
         and exists (select 1 from decision d where d.contact_id = c.id and d.agent_id = p.id)
         and not exists (select 1 from story s where s.contact_id = c.id)
       order by c.opened_at desc limit 1`,
      [week.nameOf(who)],
    )
    return rows[0]!.id
  }
})
