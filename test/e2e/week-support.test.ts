import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeWeek } from './week.ts'

/** An obstacle met, removed, and told to whom it was in the way; a breach told, and answered for all. */
describeWeek('a week of support', (week) => {
  const { t, like, words } = week
  let agent: Page
  let manager: Page

  test('an agent says from the desk what is in the way', async () => {
    agent = await week.as('agent')
    await week.goTo(agent, '/desk')
    const mine = agent.getByRole('region', { name: t('desk.group_mine') }).getByRole('link')
    await week.press(mine.first())
    const talk = agent.getByRole('article', { name: t('desk.conversation') })
    await talk.getByRole('heading', { level: 1 }).waitFor()
    await week.press(week.button(agent, 'power.report_obstacle'))
    await week.write(agent.getByLabel(t('power.obstacle_what')), words.inTheWay)
    await agent.keyboard.press('Control+Enter')
    await agent
      .getByRole('complementary', { name: t('desk.may') })
      .getByText(words.inTheWay)
      .waitFor()
    await week.held(agent)
    await week.goTo(agent, '/')
  })

  test('the manager gives it an owner and a day, and finds it by its kind', async () => {
    manager = await week.as('manager')
    const home = manager.getByText(t('obstacles.home_unsorted'))
    await home.waitFor()
    await week.press(manager.getByRole('link', { name: t('obstacles.nav'), exact: true }).first())
    await week.heading(manager, 'obstacles.sentence_unsorted')
    await week.tick(manager.getByRole('checkbox', { name: words.inTheWay }))
    await week.choose(manager.getByLabel(t('obstacles.kind_label')), t('obstacles.kind_access'))
    await week.write(manager.getByLabel(t('obstacles.title_label')), words.obstacle)
    await week.choose(manager.getByLabel(t('obstacles.owner_label')), t('obstacles.owner_else'))
    await week.write(manager.getByLabel(t('obstacles.owner_name')), words.owner)
    await week.date(manager.getByLabel(t('obstacles.day_label')), 9)
    await week.press(week.button(manager, 'obstacles.open'))
    await manager.getByRole('listitem').filter({ hasText: words.obstacle }).waitFor()
    await manager.getByRole('checkbox', { name: words.inTheWay }).waitFor({ state: 'detached' })
    await week.held(manager)
  })

  test('removed, it is told at once to the agent who had met it', async () => {
    const line = manager.getByRole('listitem').filter({ hasText: words.obstacle })
    await line.getByText(words.inTheWay).waitFor()
    await week.press(week.button(line, 'obstacles.remove'))
    await week.write(line.getByLabel(t('obstacles.words_label')), words.removed)
    await week.press(week.button(line, 'obstacles.remove'))
    await line.waitFor({ state: 'detached' })
    await week.held(manager)
    // their home has been open all the while
    await agent.getByRole('heading', { name: words.obstacle }).waitFor()
    await agent.getByText(like('obstacles.removed_for_you')).first().waitFor()
    await agent.getByText(words.removed).waitFor()
    await week.together(agent, 'obstacles.nav')
    await week.press(agent.getByRole('link', { name: t('obstacles.tab_removed') }))
    const removed = agent.getByRole('listitem').filter({ hasText: words.obstacle })
    await removed.getByText(like('obstacles.met_by_me')).waitFor()
  })

  test('an agent tells of a breach in confidence, and reads where it went', async () => {
    await week.together(agent, 'culture.nav')
    await week.press(agent.getByRole('link', { name: t('culture.report') }))
    await week.heading(agent, 'culture.report_sentence')
    await week.choose(agent.getByLabel(t('culture.report_who')), week.nameOf('coach'))
    await week.choose(agent.getByLabel(t('culture.report_kind')), t('culture.kind_charged'))
    await week.write(agent.getByLabel(t('culture.report_words')), words.breach)
    await week.press(week.button(agent, 'culture.report_send'))
    await agent
      .getByRole('status')
      .filter({ hasText: t('culture.report_sent') })
      .waitFor()
    await week.held(agent)
    const told = agent.getByRole('list', { name: t('culture.reports') }).getByRole('listitem')
    await told.getByText(words.breach).waitFor()
    await told.getByText(t('culture.goes_to_manager')).waitFor()
    await told.getByText(t('culture.named_no')).waitFor()
  })

  test('the manager is alerted, answers for all, and never learns who told it', async () => {
    const seen: string[] = []
    manager.on('response', async (response) => {
      if (response.url().includes('/api/')) seen.push(await response.text().catch(() => ''))
    })
    await week.goTo(manager, '/')
    await week.press(manager.getByRole('link', { name: t('culture.alert_open') }))
    await manager.getByText(words.breach).waitFor()
    const sheet = manager.getByText(words.breach).locator('..')
    await sheet.getByText(t('culture.reporter_unnamed')).waitFor()
    expect(await manager.locator('main').innerText()).not.toContain(week.nameOf('agent'))
    await week.write(sheet.getByLabel(t('culture.answer_words')), words.answer)
    await week.press(week.button(sheet, 'culture.answer_send'))
    await manager
      .getByRole('status')
      .filter({ hasText: t('culture.answer_given') })
      .waitFor()
    await manager.getByText(words.breach).waitFor({ state: 'detached' })
    await week.held(manager)
    await week.press(manager.getByRole('link', { name: t('culture.answer_read') }))
    await manager.getByText(words.answer).waitFor()
    const breaches = seen.filter((body) => body.includes(words.breach) || body.includes(words.answer))
    expect(breaches.length).toBeGreaterThan(0)
    const { rows } = await week.stage.base.owner.query<{ id: string }>(
      'select id from person where name = $1',
      [week.nameOf('agent')],
    )
    for (const body of breaches) {
      expect(body).not.toContain(week.nameOf('agent'))
      expect(body).not.toContain(rows[0]!.id)
    }
  })

  test('the answer stands in public terms for the client, for the coach it concerned, and for who told it', async () => {
    const client = await week.as('representativeNummo')
    await week.goTo(client, '/culture')
    const answered = client.getByRole('list', { name: t('culture.answered_title') })
    const line = answered.getByRole('listitem').filter({ hasText: words.answer })
    await line.getByText(t('culture.outcome_put_right')).waitFor()
    const shown = await line.innerText()
    for (const who of ['agent', 'coach', 'manager'] as const) expect(shown).not.toContain(week.nameOf(who))
    expect(await client.getByText(words.breach).count()).toBe(0)
    const coach = await week.as('coach')
    await week.goTo(coach, '/culture')
    await coach
      .getByRole('listitem')
      .filter({ hasText: words.answer })
      .getByText(t('culture.about_you'))
      .waitFor()
    expect(await coach.getByText(words.breach).count()).toBe(0)
    // without a reload
    await agent.getByRole('listitem').filter({ hasText: words.breach }).getByText(words.answer).waitFor()
  })
})
