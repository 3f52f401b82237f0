import { useTranslation } from 'react-i18next'
import { obstacleKinds } from '../../core/obstacle/kinds.ts'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'
import { promiseKey } from './promise.ts'

/** For an agent: what was in the way and is no more. */
export function RemovedAtHome() {
  const { t } = useTranslation()
  const { date } = useFormat()
  const { data } = useRead('obstacle.list', { query: { view: 'removed_for_me', limit: 3 } })
  return data?.items.map((one) => (
    <Thing key={one.id} mark="✓" title={<bdi>{one.title}</bdi>}>
      <p>{t('obstacles.removed_for_you', { day: date((one.removedAt ?? one.promisedOn).slice(0, 10)) })}</p>
      <p dir="auto">{one.removedWords}</p>
    </Thing>
  ))
}

/** For a manager: what is in the way by kind, whose it is, and by when. */
export function ObstaclesAtHome() {
  const { t } = useTranslation()
  const { date } = useFormat()
  const { data } = useRead('obstacle.list', { query: { view: 'open', limit: 20 } })
  const unsorted = useRead('obstacle.listUnsorted')
  const items = data?.items ?? []
  const toSort = unsorted.data?.items.length ?? 0
  if (items.length + toSort === 0) return null
  return (
    <Thing title={t('obstacles.home_title')}>
      {obstacleKinds.map((kind) =>
        items
          .filter((one) => one.kind === kind)
          .map((one) => (
            <p key={one.id}>
              {t(`obstacles.kind_${kind}`)}
              {t('ui.comma')}
              <bdi>{one.title}</bdi>
              {'. '}
              {t(promiseKey(one), {
                owner: one.ownerName,
                day: date(one.promisedOn),
              })}
            </p>
          )),
      )}
      {toSort > 0 && <p>{t('obstacles.home_unsorted')}</p>}
      <Row>
        <ActLink to="/obstacles">{t('obstacles.nav')}</ActLink>
      </Row>
    </Thing>
  )
}
