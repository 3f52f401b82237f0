import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { RequestLines } from './RequestLines.tsx'
import { SupportTabs } from './SupportTabs.tsx'

/** What my teams asked, newest first: what was granted, what was declined and why, what silence decided. */
export function History() {
  const { t } = useTranslation()
  const all = useReadPages('support.list', { query: { view: 'all' } })
  if (!all.items) return <Loading of={all} />
  return (
    <Page
      title={t('support.history')}
      sentence={t('support.history_sentence')}
      lead={t('support.history_lead')}
    >
      <SupportTabs />
      {all.items.length === 0 ? (
        <EmptyState title={t('support.history_empty_title')}>
          <p>{t('support.empty')}</p>
        </EmptyState>
      ) : (
        <RequestLines items={all.items} label={t('support.history')} />
      )}
      {all.hasMore && (
        <ActButton kind="quiet" busy={all.busy} onClick={all.more}>
          {t('support.more')}
        </ActButton>
      )}
    </Page>
  )
}
