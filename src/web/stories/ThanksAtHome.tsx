import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'

/** The newest thing of mine that somebody celebrated; asked about my name first. */
export function ThanksAtHome() {
  const { t } = useTranslation()
  const { data } = useRead('story.listMine', { query: { limit: 3 } })
  return data?.items.map((story) => {
    const said = story.said.at(-1)
    if (!said) return null
    const by = said.name ?? t(`stories.by_${said.by}`)
    return (
      <Thing
        key={story.id}
        mark="♡"
        title={
          <bdi>{said.words ? t('stories.quote', { words: said.words }) : t('stories.thanks_plain')}</bdi>
        }
      >
        <p>{t(story.power ? 'stories.home_decision' : 'stories.home_words', { by })}</p>
        {story.naming === 'asked' && <p>{t('stories.naming_asked')}</p>}
        <Row>
          <ActLink kind="quiet" to="/stories/mine">
            {t(story.naming === 'asked' ? 'stories.home_naming' : 'stories.tab_mine')}
          </ActLink>
        </Row>
      </Thing>
    )
  })
}
