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
    { name: 'culture', who: agent, row: '/culture', path: '/culture' },
    { name: 'culture-unsigned', who: 'managerMilan', row: '/culture', path: '/culture' },
    { name: 'obstacles', who: manager, row: '/obstacles/{-$view}', path: '/obstacles' },
    { name: 'obstacles-removed', who: agent, row: '/obstacles/{-$view}', path: '/obstacles/removed' },
    { name: 'stories', who: agent, row: '/stories/{-$view}', path: '/stories' },
    { name: 'stories-mine', who: agent, row: '/stories/{-$view}', path: '/stories/mine' },
    { name: 'breach-report', who: agent, row: '/culture/report', path: '/culture/report' },
    { name: 'breach-answer', who: manager, row: '/culture/answer', path: '/culture/answer' },
    { name: 'pulse', who: agent, row: '/pulse', path: '/pulse' },
    { name: 'goals', who: 'sponsor', row: '/goals', path: '/goals' },
  ]
}
