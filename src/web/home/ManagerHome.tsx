import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { ObstaclesAtHome } from '../obstacles/AtHome.tsx'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { Answer, type RoleHome } from './Answer.tsx'
import { AskedThing } from './AskedThing.tsx'
import { rangeOf } from './range.ts'

type Figures = NonNullable<Home['manager']>

/** What blocks the front line? */
export function ManagerHome({ first, home, days }: RoleHome<Figures>) {
  const { t } = useTranslation()
  const asked = [...home.obstacles, ...home.support.filter(({ kind }) => kind !== 'obstacle')]
  const lifts = asked.length - home.obstacles.length
  const busy = home.teams.filter(({ waiting, openSupport }) => waiting + openSupport > 0)
  const range = rangeOf(home.answeredInTime)
  const sentence =
    home.obstacles.length > 0
      ? t('home.manager_obstacles', { count: home.obstacles.length })
      : lifts > 0
        ? t('home.manager_support', { count: lifts })
        : t('home.manager_free')
  return (
    <Answer
      first={first}
      sentence={sentence}
      lead={[
        range ? t('home.manager_in_time', { ...range, days }) : t('home.manager_in_time_few', { days }),
        home.stoodBySilence > 0 && t('home.manager_stood', { count: home.stoodBySilence }),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <Things>
        {asked.map((request, nth) => (
          <AskedThing key={request.id} request={request} keys={nth === 0 ? 'g s' : undefined} />
        ))}
        <ObstaclesAtHome />
        {busy.map((team) => (
          <Thing key={team.id} title={t('home.manager_team', { team: team.name, client: team.clientName })}>
            <p>
              {team.waiting > 0 && t('home.manager_waiting', { count: team.waiting })}{' '}
              {team.openSupport > 0 && t('home.manager_open', { count: team.openSupport })}
            </p>
          </Thing>
        ))}
        {asked.length + busy.length === 0 && (
          <Thing mark="✓" title={t('home.manager_quiet_title')}>
            <p>{t('home.manager_quiet')}</p>
            <Row>
              <ActLink to="/mandates" keys="g m">
                {t('home.read_mandates')}
              </ActLink>
            </Row>
          </Thing>
        )}
      </Things>
    </Answer>
  )
}
