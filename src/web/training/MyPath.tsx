import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Things } from '../ui/Things.tsx'
import { LevelRequests } from './LevelRequests.tsx'
import { PathThing } from './PathThing.tsx'
import { Refreshers } from './Refreshers.tsx'
import { TrainingTabs } from './TrainingTabs.tsx'

/** What I may decide already, and what comes next: mine, and seen by nobody else. */
export function MyPath() {
  const { t } = useTranslation()
  const { can } = useSession()
  const read = useRead('training.path')
  if (!read.data) return <Loading of={read} />
  const { items, decides, refreshers } = read.data
  const open = items.filter(({ next, asked }) => next?.open && asked?.state !== 'open')
  return (
    <Page
      title={t('training.nav')}
      sentence={
        !decides
          ? t('training.path_other')
          : open.length > 0
            ? t('training.path_open', { count: open.length })
            : t('training.path_sentence')
      }
      lead={decides ? t('training.path_lead') : t('training.path_other_lead')}
    >
      <TrainingTabs />
      {can('level.confirm') && <LevelRequests />}
      <Refreshers refreshers={refreshers} />
      {decides && items.length === 0 && (
        <EmptyState title={t('training.path_empty_title')}>
          <p>{t('training.path_empty')}</p>
        </EmptyState>
      )}
      {items.length > 0 && (
        <Things>
          {[...items]
            .sort((a, b) => Number(b.next?.open ?? false) - Number(a.next?.open ?? false))
            .map((ahead) => (
              <PathThing key={ahead.power} ahead={ahead} />
            ))}
        </Things>
      )}
    </Page>
  )
}
