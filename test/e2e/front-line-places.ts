import type { PersonKey } from '../../seeds/people.ts'
import { idOf } from '../../seeds/random.ts'
import type { Place } from './places.ts'

type Who = Record<'agent' | 'coach' | 'manager', PersonKey>

/** The pages that the people of the front line live by, besides the desk. */
export function frontLinePlaces({ agent, coach, manager }: Who): Place[] {
  const expectation = idOf(
    'expectation',
    agent === 'agentNummoLecce' ? 'paola-support' : 'amira-satisfaction',
  )
  const session = idOf('coaching', agent === 'agentNummoLecce' ? 'giulia-ahead' : 'amira-ahead')
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
    { name: 'coaching-sessions', who: coach, row: '/coaching/sessions', path: '/coaching/sessions' },
    {
      name: 'coaching-session-ask',
      who: agent,
      row: '/coaching/sessions',
      path: '/coaching/sessions',
      act: async (page, { t }) => {
        await page.getByRole('button', { name: t('coaching_session.ask') }).click()
        await page.getByLabel(t('coaching_session.text_ask_agent')).waitFor()
      },
    },
    {
      name: 'coaching-session',
      who: agent,
      row: '/coaching/sessions/$sessionId',
      path: `/coaching/sessions/${session}`,
    },
    { name: 'reviews', who: coach, row: '/reviews', path: '/reviews' },
    { name: 'pulse', who: agent, row: '/pulse', path: '/pulse' },
    { name: 'goals', who: 'sponsor', row: '/goals', path: '/goals' },
  ]
}
