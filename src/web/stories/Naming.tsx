import { useTranslation } from 'react-i18next'
import { namings, type Story } from '../../contract/story.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Stories.module.css'

/** How a story of mine is told: asked before anybody reads it, and mine to change at any time. */
export function Naming({ story }: { story: Story }) {
  const { t } = useTranslation()
  const naming = useAct('story.name')
  if (!story.naming) return null
  return (
    <div className={styles.naming}>
      <p>{t(`stories.naming_${story.naming}`)}</p>
      <ProblemNote problem={naming.problem} />
      <Row>
        {namings
          .filter((one) => one !== story.naming)
          .map((one) => (
            <ActButton
              key={one}
              kind="quiet"
              busy={naming.busy}
              onClick={() => naming.run({ params: { storyId: story.id }, body: { naming: one } })}
            >
              {t(`stories.do_${one}`)}
            </ActButton>
          ))}
      </Row>
    </div>
  )
}
