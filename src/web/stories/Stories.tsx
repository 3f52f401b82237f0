import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { StoryThing } from './StoryThing.tsx'

/** What was celebrated, in words. */
export function Stories() {
  const { t } = useTranslation()
  const { can } = useSession()
  const { view } = useParams({ strict: false }) as { view?: string }
  const mine = view === 'mine' && can('story.name')
  return (
    <Page
      title={t('stories.nav')}
      sentence={t(mine ? 'stories.sentence_mine' : 'stories.sentence')}
      lead={t(mine ? 'stories.lead_mine' : 'stories.lead')}
    >
      {can('story.name') && (
        <Tabs
          label={t('stories.nav')}
          tabs={[
            { to: '/stories', label: t('stories.tab_all') },
            { to: '/stories/mine', label: t('stories.tab_mine') },
          ]}
        />
      )}
      {mine ? <List of="story.listMine" /> : <List of="story.list" />}
    </Page>
  )
}

function List({ of }: { of: 'story.list' | 'story.listMine' }) {
  const { t } = useTranslation()
  const read = useReadPages(of, { query: { limit: 20 } })
  if (!read.items) return <Loading of={read} />
  return (
    <>
      {read.items.length === 0 && (
        <EmptyState title={t('stories.empty_title')}>
          <p>{t('stories.empty')}</p>
        </EmptyState>
      )}
      {read.items.map((story) => (
        <StoryThing key={story.id} story={story} />
      ))}
      <More of={read}>{t('stories.more')}</More>
    </>
  )
}
