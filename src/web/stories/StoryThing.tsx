import { useTranslation } from 'react-i18next'
import type { Story } from '../../contract/story.ts'
import { useSession } from '../session.tsx'
import { When } from '../ui/Amount.tsx'
import { Words } from '../ui/Words.tsx'
import { Celebrate } from './Celebrate.tsx'
import { Naming } from './Naming.tsx'
import styles from './Stories.module.css'

/** One story: what it was, the customer's words, and those of whoever celebrated it. */
export function StoryThing({ story }: { story: Story }) {
  const { t } = useTranslation()
  const { can } = useSession()
  const who = story.mine
    ? t('stories.you')
    : (story.agentName ?? t('stories.somebody', { site: story.siteName }))
  return (
    <article className={styles.story}>
      <h2 className={styles.title}>
        {story.power
          ? t('stories.of_decision', { who, what: t(`power.${story.power}`), client: story.clientName })
          : t('stories.of_words', { who, client: story.clientName })}
      </h2>
      {story.customerWords && <Words>{story.customerWords}</Words>}
      {story.said.map((said) => (
        <div key={said.id} className={styles.said}>
          {said.words && <q dir="auto">{said.words}</q>}{' '}
          <span className={styles.soft}>
            {said.name && !said.mine ? <bdi>{said.name}</bdi> : null}
            {said.name && !said.mine ? t('ui.comma') : null}
            {said.mine ? t('stories.by_me') : t(`stories.by_${said.by}`)}
          </span>
        </div>
      ))}
      <p className={styles.soft}>
        <When at={story.at} />
      </p>
      {story.mine && <Naming story={story} />}
      {!story.mine && can('story.celebrate') && !story.said.some(({ mine }) => mine) && (
        <Celebrate of={{ of: 'story', storyId: story.id }} label={t('stories.join')} />
      )}
    </article>
  )
}
