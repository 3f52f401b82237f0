import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { Upcoming } from '../coaching-session/Upcoming.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { Answer, type RoleHome } from './Answer.tsx'
import { AskedThing } from './AskedThing.tsx'
import { PatternThing } from './PatternThing.tsx'
import { Praise } from './Praise.tsx'
import { rangeOf } from './range.ts'
import { useThings } from './things.ts'

type Figures = NonNullable<Home['coach']>

/** More patterns than a coach can work on at once would be a list, not an answer. */
const atOnce = 2

/** Whom can I help with what? Patterns of the team, never of a person. */
export function CoachHome({ first, home, days }: RoleHome<Figures>) {
  const { t } = useTranslation()
  const things = useThings()
  const unclear = home.unclear.slice(0, atOnce)
  const unused = home.unused.slice(0, atOnce)
  const count = home.support.length + unclear.length + unused.length
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
        {unclear.map((pattern) => (
          <PatternThing key={`unclear ${pattern.touchpoint}`} kind="unclear" pattern={pattern} />
        ))}
        {unused.map((pattern) => (
          <PatternThing key={`unused ${pattern.touchpoint}`} kind="unused" pattern={pattern} />
        ))}
        {home.praise.slice(0, 2).map((praise) => (
          <Praise key={praise.contactId} words={praise.words}>
            {t('home.coach_praise', { name: praise.customerName })}
          </Praise>
        ))}
        {count + home.praise.length === 0 && (
          <Thing mark="✓" title={t('home.coach_quiet_title')}>
            <p>{t('home.coach_quiet')}</p>
          </Thing>
        )}
      </Things>
      <Upcoming />
    </Answer>
  )
}
