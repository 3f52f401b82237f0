import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { settled } from './settled.ts'
import { describeWeek } from './week.ts'

/** A session prepared by the agent, practice, a pattern that the coach takes up, a case that becomes practice. */
describeWeek('a week of growing', (week) => {
  const { t, like, words } = week
  let agent: Page
  let coach: Page
  let session: string

  test('an agent asks for a session and says first what to talk about', async () => {
    agent = await week.as('agent')
    await week.together(agent, 'coaching_session.nav')
    await week.press(week.button(agent, 'coaching_session.ask'))
    await week.write(agent.getByLabel(t('coaching_session.text_ask_agent')), words.bring)
    await week.choose(agent.getByRole('combobox', { name: t('coaching_session.contacts') }), { nth: 1 })
    await week.press(agent.getByRole('button', { name: t('coaching_session.send'), exact: true }))
    await week.heading(agent, 'coaching_session.is_prepared')
    session = new URL(agent.url()).pathname
    await agent.getByText(words.bring).waitFor()
    const brought = agent.getByRole('list', { name: t('coaching_session.contacts') })
    expect(await brought.getByRole('link').count()).toBe(1)
    await week.held(agent)
  })

  test('the coach finds it at home, brings something too and proposes a date', async () => {
    coach = await week.as('coach')
    await week.press(coach.locator(`main a[href="${session}"]`))
    await coach.getByText(words.bring).waitFor()
    await week.press(week.button(coach, 'coaching_session.do_add'))
    await week.write(coach.getByLabel(t('coaching_session.text_add')), words.add)
    await week.choose(coach.getByRole('combobox', { name: t('coaching_session.contacts') }), { nth: 1 })
    await week.press(coach.getByRole('button', { name: t('coaching_session.send'), exact: true }))
    await coach.getByText(words.add).waitFor()
    await week.held(coach)
    await week.press(week.button(coach, 'coaching_session.do_propose_date'))
    await week.date(coach.getByLabel(t('coaching_session.day'), { exact: true }), 5)
    await week.press(week.button(coach, 'coaching_session.do_propose_date'))
    await week.heading(coach, 'coaching_session.is_proposed')
  })

  test('the agent sees it come in, objects to the evidence and agrees to the date', async () => {
    await week.heading(agent, 'coaching_session.is_proposed_to_me', { name: week.nameOf('coach') })
    const added = agent.getByRole('listitem').filter({ hasText: words.add })
    await week.press(week.button(added, 'coaching_session.do_object'))
    await week.write(agent.getByLabel(t('coaching_session.text_object')), words.objection)
    await week.press(agent.getByRole('button', { name: t('coaching_session.send'), exact: true }))
    await added.getByText(words.objection).waitFor()
    await week.press(week.button(agent, 'coaching_session.do_agree_date'))
    await week.heading(agent, 'coaching_session.is_dated')
    await week.held(agent)
    await agent.goto('/')
    await agent.locator(`main a[href="${session}"]`).waitFor()
    // both see the same page
    await week.heading(coach, 'coaching_session.is_dated')
    await coach.getByRole('listitem').filter({ hasText: words.add }).getByText(words.objection).waitFor()
    const calendar = coach.getByRole('link', { name: t('coaching_session.calendar_link') })
    const file = await coach.request.get((await calendar.getAttribute('href'))!)
    expect(await file.text()).toContain('BEGIN:VEVENT')
  })

  test('the agent practises a case: says, decides, and sees what was within reach', async () => {
    await week.together(agent, 'training.nav')
    await week.press(agent.getByRole('link', { name: t('training.tab_scenarios'), exact: true }))
    await settled(agent, week.texts)
    const cases = agent.getByRole('listitem').filter({ hasText: t(`rule.language_${week.language}`) })
    await week.press(cases.first().getByRole('link'))
    const said = agent.getByRole('textbox', { name: t('training.own_words') })
    await said.waitFor()
    await week.press(agent.locator('button[aria-pressed]').first())
    expect(await said.inputValue()).not.toBe('')
    await week.press(week.button(agent, 'training.say_do'))
    await agent.getByText(t('training.say_and_decide')).waitFor()
    await week.held(agent)
    await week.write(said, words.reply)
    const power = agent.getByRole('combobox', { name: t('training.what_decide') })
    await week.choose(power, { nth: 1 })
    const amount = agent.getByRole('textbox', { name: t('power.how_much'), exact: true })
    if (await amount.isVisible()) await week.write(amount, '10')
    await week.press(week.button(agent, 'training.say_decide_do'))
    await agent.getByText(t('training.within_reach')).waitFor()
    await agent.getByRole('heading', { name: t('training.back_then') }).waitFor()
    await week.held(agent)
    await week.press(agent.getByRole('link', { name: t('training.to_path') }))
    await agent.getByRole('heading', { level: 1 }).waitFor()
  })

  test('the coach takes up a pattern, and the team reads what was made of it', async () => {
    await coach.goto('/')
    await week.press(coach.getByRole('link', { name: t('coaching.next_open') }).first())
    await coach.getByRole('heading', { name: t('coaching.contacts') }).waitFor()
    const sentence = await coach.getByRole('heading', { level: 1 }).innerText()
    await week.press(week.button(coach, 'coaching.move_taken_up'))
    await week.write(coach.getByLabel(t('coaching.words_taken_up')), words.takeUp)
    await coach.keyboard.press('Control+Enter')
    await coach.getByText(like('coaching.made_taken_up')).waitFor()
    await week.held(coach)
    await week.together(agent, 'coaching.nav')
    const pattern = agent.getByRole('listitem').filter({ hasText: sentence.replaceAll(/\s+/g, ' ') })
    await pattern.getByText(words.takeUp).waitFor()
    // a pattern of the team: nobody's name is in it but that of the coach who took it up
    const shown = await pattern.innerText()
    for (const who of ['agent', 'mate', 'third'] as const) expect(shown).not.toContain(week.nameOf(who))
  })

  test('a trainer turns a case into a scenario, approves it, and it is there to be practised', async () => {
    const trainer = await week.as('trainer')
    await week.press(trainer.getByRole('link', { name: t('home.trainer_make_do') }))
    const offers = trainer.getByRole('listitem').filter({ has: week.button(trainer, 'training.make') })
    await week.press(week.button(offers.filter({ hasText: 'Nummo' }).first(), 'training.make'))
    await week.heading(trainer, 'training.edit_sentence')
    const original = await trainer.getByRole('heading', { name: t('training.original') }).isVisible()
    expect(original).toBe(true)
    await week.write(trainer.getByLabel(t('training.title'), { exact: true }), words.caseTitle)
    await week.write(trainer.getByLabel(t('training.situation'), { exact: true }), words.situation)
    const turns = trainer.locator('section').filter({ has: trainer.getByLabel(t('training.words')) })
    for (let nth = 0; nth < (await turns.count()); nth++) {
      const begin = week.button(turns.nth(nth), 'training.option_of_then')
      if (!(await begin.isVisible())) continue
      await week.press(begin)
      await week.write(turns.nth(nth).getByLabel(t('training.option', { number: 2 })), words.other)
    }
    await week.write(trainer.getByLabel(t('training.reach'), { exact: true }), words.reach)
    const approve = week.button(trainer, 'training.approve')
    expect(await approve.getAttribute('aria-disabled')).toBe('true')
    await week.tick(trainer.getByRole('checkbox', { name: t('training.looked') }))
    await week.press(approve)
    await week.heading(trainer, 'training.is_approved')
    await week.held(trainer)
    await week.together(agent, 'training.nav')
    await week.press(agent.getByRole('link', { name: t('training.tab_scenarios'), exact: true }))
    await week.press(
      agent.getByRole('listitem').filter({ hasText: words.caseTitle }).getByRole('link').first(),
    )
    await agent.getByRole('heading', { level: 1, name: words.caseTitle }).waitFor()
    await agent.getByText(words.situation).waitFor()
  })
})
