import type { PersonKey } from '../../seeds/people.ts'
import { idOf } from '../../seeds/random.ts'
import { growthPlaces } from './growth-places.ts'
import type { Place } from './places.ts'

type Who = Record<'agent' | 'coach' | 'manager', PersonKey>

/** The pages that the people of the front line live by, besides the desk. */
export function frontLinePlaces({ agent, coach, manager }: Who): Place[] {
  const expectation = idOf(
    'expectation',
    agent === 'agentNummoLecce' ? 'paola-support' : 'amira-satisfaction',
  )
  const scenario = agent === 'agentNummoLecce' ? 'late-fee' : 'twice'
  const course = `/training/courses/${idOf('course', '1-what-authority-is')}`
  return [
    { name: 'expectations', who: agent, row: '/expectations', path: '/expectations' },
    { name: 'expectations-manager', who: manager, row: '/expectations', path: '/expectations' },
    {
      name: 'expectation',
      who: agent,
      row: '/expectations/$expectationId',
      path: `/expectations/${expectation}`,
    },
    {
      name: 'expectation-activity-refused',
      who: coach,
      row: '/expectations/new',
      path: '/expectations/new',
      act: async (page, { t }) => {
        await page.getByLabel(t('expectations.measure_words')).fill('AHT')
        await page.getByText(t('expectations.activity_handling_time', { words: 'aht' })).waitFor()
      },
    },
    ...growthPlaces({ agent, coach }),
    { name: 'culture', who: agent, row: '/culture', path: '/culture' },
    { name: 'culture-unsigned', who: 'managerMilan', row: '/culture', path: '/culture' },
    { name: 'obstacles', who: manager, row: '/obstacles/{-$view}', path: '/obstacles' },
    {
      name: 'obstacles-owner',
      who: 'managerMilan',
      row: '/obstacles/{-$view}',
      path: '/obstacles',
      act: async (page, { t }) => {
        await page.getByLabel(t('obstacles.owner_label')).selectOption('else')
        await page.getByLabel(t('obstacles.owner_name')).waitFor()
      },
    },
    { name: 'obstacles-removed', who: agent, row: '/obstacles/{-$view}', path: '/obstacles/removed' },
    { name: 'stories', who: agent, row: '/stories/{-$view}', path: '/stories' },
    { name: 'stories-mine', who: agent, row: '/stories/{-$view}', path: '/stories/mine' },
    { name: 'breach-report', who: agent, row: '/culture/report', path: '/culture/report' },
    { name: 'breach-answer', who: manager, row: '/culture/answer', path: '/culture/answer' },
    {
      name: 'mirror',
      who: agent,
      row: '/mirror',
      path: '/mirror',
      act: (page, { t }) => page.getByText(t('mirror.how_title')).waitFor(),
    },
    {
      name: 'mirror-table',
      who: agent,
      row: '/mirror',
      path: '/mirror',
      act: async (page, { t }) => {
        await page.getByRole('button', { name: t('mirror.as_table') }).click()
        await page.getByRole('button', { name: t('mirror.as_picture') }).waitFor()
      },
    },
    {
      name: 'mirror-aim',
      who: agent,
      row: '/mirror',
      path: '/mirror',
      act: async (page, { t }) => {
        await page.getByRole('button', { name: t('mirror.aim_change') }).click()
        await page.getByLabel(t('mirror.aim_minutes')).fill('0')
        await page.getByRole('button', { name: t('mirror.aim_keep') }).click()
        await page.getByText(t('mirror.aim_minutes_needed')).waitFor()
      },
    },
    { name: 'cost-to-serve', who: 'sponsor', row: '/cost-to-serve', path: '/cost-to-serve' },
    { name: 'cost-to-serve-manager', who: manager, row: '/cost-to-serve', path: '/cost-to-serve' },
    { name: 'pulse', who: agent, row: '/pulse', path: '/pulse' },
    { name: 'coaching', who: coach, row: '/coaching', path: '/coaching' },
    { name: 'coaching-agent', who: agent, row: '/coaching', path: '/coaching' },
    { name: 'coaching-shared', who: agent, row: '/coaching/view/$view', path: '/coaching/view/shared' },
    {
      name: 'opportunity',
      who: coach,
      row: '/coaching/$opportunityId',
      path: '/coaching',
      act: async (page, { t }) => {
        await page
          .getByRole('link', { name: t('coaching.read_contacts') })
          .first()
          .click()
        await page.getByRole('heading', { name: t('coaching.contacts') }).waitFor()
      },
    },
    {
      name: 'opportunity-set-aside',
      who: coach,
      row: '/coaching',
      path: '/coaching',
      act: async (page, { t }) => {
        await page
          .getByRole('button', { name: t('coaching.move_set_aside') })
          .first()
          .click()
        await page.getByLabel(t('coaching.words_set_aside')).waitFor()
      },
    },
    { name: 'team-series', who: coach, row: '/team-series/{-$teamId}', path: '/team-series' },
    { name: 'team-series-manager', who: manager, row: '/team-series/{-$teamId}', path: '/team-series' },
    {
      name: 'team-series-tables',
      who: coach,
      row: '/team-series/{-$teamId}',
      path: '/team-series',
      act: async (page) => {
        await page.getByRole('img').first().waitFor()
        await page.keyboard.press('t')
        await page.getByRole('table').first().waitFor()
      },
    },
    { name: 'training-path', who: agent, row: '/training/{-$part}', path: '/training' },
    { name: 'training-confirm', who: 'coachNummoTunis', row: '/training/{-$part}', path: '/training' },
    // what a pattern of the team proposed by itself: to the team, and to its coach
    {
      name: 'training-proposed',
      who: 'agentAlbamareMilan',
      row: '/training/{-$part}',
      path: '/training',
    },
    {
      name: 'training-proposed-coach',
      who: 'coachAlbamareMilan',
      row: '/training/{-$part}',
      path: '/training',
    },
    // one case away from the next level
    { name: 'training-near', who: 'agentNummoMilan3', row: '/training/{-$part}', path: '/training' },
    { name: 'training-scenarios', who: agent, row: '/training/{-$part}', path: '/training/scenarios' },
    { name: 'training-courses', who: 'trainer', row: '/training/{-$part}', path: '/training/courses' },
    { name: 'training-make', who: 'trainer', row: '/training/{-$part}', path: '/training/make' },
    { name: 'course', who: agent, row: '/training/courses/$courseId', path: course },
    { name: 'course-edit', who: 'trainer', row: '/training/courses/$courseId/edit', path: `${course}/edit` },
    {
      name: 'practice',
      who: agent,
      row: '/training/scenarios/$scenarioId',
      path: `/training/scenarios/${idOf('scenario', scenario)}`,
    },
    {
      name: 'scenario-edit',
      who: 'trainer',
      row: '/training/scenarios/$scenarioId/edit',
      path: `/training/scenarios/${idOf('scenario', 'draft')}/edit`,
    },
    { name: 'goals', who: 'sponsor', row: '/goals', path: '/goals' },
  ]
}
