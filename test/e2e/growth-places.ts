import { type PersonKey, personOf } from '../../seeds/people.ts'
import { idOf } from '../../seeds/random.ts'
import type { Place } from './places.ts'

/** Coaching sessions and reviews, in the states that look different. */
export function growthPlaces({ agent, coach }: Record<'agent' | 'coach', PersonKey>): Place[] {
  const session = idOf('coaching', agent === 'agentNummoLecce' ? 'giulia-ahead' : 'amira-ahead')
  const review = (who: PersonKey, key: string) => `/reviews/${idOf('review', `${personOf(who).team}-${key}`)}`
  const sessions = '/coaching/sessions'
  const open: Place['act'] = async (page, { t }) => {
    await page.getByRole('button', { name: t('coaching_session.do_propose_date') }).click()
    await page.getByLabel(t('coaching_session.time')).waitFor()
  }
  return [
    { name: 'coaching-sessions', who: coach, row: sessions, path: sessions },
    { name: 'coaching-sessions-lecce', who: 'coachNummoLecce', row: sessions, path: sessions },
    {
      name: 'coaching-session-ask',
      who: agent,
      row: sessions,
      path: sessions,
      act: async (page, { t }) => {
        await page.getByRole('button', { name: t('coaching_session.ask') }).click()
        await page.getByLabel(t('coaching_session.text_ask_agent')).waitFor()
      },
    },
    {
      name: 'coaching-session',
      who: agent,
      row: '/coaching/sessions/$sessionId',
      path: `${sessions}/${session}`,
    },
    {
      name: 'coaching-session-date',
      who: agent,
      row: '/coaching/sessions/$sessionId',
      path: `${sessions}/${session}`,
      act: open,
    },
    { name: 'reviews', who: coach, row: '/reviews', path: '/reviews' },
    { name: 'reviews-agent', who: agent, row: '/reviews', path: '/reviews' },
    {
      name: 'reviews-rubric',
      who: coach,
      row: '/reviews',
      path: '/reviews',
      act: async (page, { t }) => {
        await page.getByRole('button', { name: t('review.rubric_edit') }).click()
        await page.getByLabel(t('review.criterion', { number: 1 })).fill('AHT')
        await page.getByText(t('expectations.activity_handling_time', { words: 'aht' })).waitFor()
      },
    },
    { name: 'review-to-write', who: agent, row: '/reviews/$reviewId', path: review(agent, 'for-agent') },
    { name: 'review-disputed', who: agent, row: '/reviews/$reviewId', path: review(agent, 'disputed') },
    { name: 'review-together', who: coach, row: '/reviews/$reviewId', path: review(coach, 'together') },
  ]
}
