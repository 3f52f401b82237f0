import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { SeeThings, useSessionsToSee } from '../coaching-session/SeeThings.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { Answer, type RoleHome } from './Answer.tsx'
import { AskedThing } from './AskedThing.tsx'
import { NextThing } from './NextThing.tsx'
import { Praise } from './Praise.tsx'
import { RefusedThing } from './RefusedThing.tsx'
import { rangeOf } from './range.ts'
import { useThings } from './things.ts'

type Figures = NonNullable<Home['coach']>

/** Whom can I help with what? The talks that come next, and patterns of the team, never of a person. */
export function CoachHome({ first, home, days }: RoleHome<Figures>) {
  const { t } = useTranslation()
  const things = useThings()
  const toSee = useSessionsToSee()
  const count = home.support.length + home.refused.length + toSee.length + home.opportunities.length
  const range = rangeOf(home.confirmed)
  const found =
    home.closed > 0
      ? t('home.coach_found', { count: home.closed, days })
      : t('home.coach_found_none', { days })
  return (
    <Answer
      first={first}
      sentence={count > 0 ? things('coach_things', count) : t('home.coach_none')}
      lead={`${found} ${range ? t('home.coach_confirmed', range) : t('home.confirmed_few')}`}
    >
      <Things>
        {home.support.map((request, nth) => (
          <AskedThing key={request.id} request={request} keys={nth === 0 ? 'g s' : undefined} />
        ))}
        {home.refused.map((request) => (
          <RefusedThing key={request.id} request={request} />
        ))}
        <SeeThings sessions={toSee} />
        {home.opportunities.map((one) => (
          <NextThing key={one.id} opportunity={one} />
        ))}
        {home.praise.slice(0, 2).map((praise) => (
          <Praise key={praise.contactId} words={praise.words} contactId={praise.contactId}>
            {t('home.coach_praise', { name: praise.customerName })}
          </Praise>
        ))}
        {count + home.praise.length === 0 && (
          <Thing mark="✓" title={t('home.coach_quiet_title')}>
            <p>{t('home.coach_quiet')}</p>
          </Thing>
        )}
      </Things>
    </Answer>
  )
}
