import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { RequestLines } from './RequestLines.tsx'
import { SupportTabs } from './SupportTabs.tsx'

/** What I asked, newest first, and what became of it. */
export function AskedByMe() {
  const { t } = useTranslation()
  const asked = useReadPages('support.list', { query: { view: 'mine' } })
  if (!asked.items) return <Loading of={asked} />
  const open = asked.items.filter(({ state }) => state === 'open').length
  return (
    <Page
      title={t('support.nav')}
      sentence={open > 0 ? t('support.asked_sentence', { count: open }) : t('support.asked_sentence_none')}
      lead={t('support.asked_lead')}
    >
      <SupportTabs />
      {asked.items.length === 0 ? (
        <EmptyState title={t('support.asked_empty_title')}>
          <p>{t('support.asked_empty')}</p>
          <Row>
            <ActLink to="/desk" keys="g d">
              {t('support.to_desk')}
            </ActLink>
          </Row>
        </EmptyState>
      ) : (
        <RequestLines items={asked.items} label={t('support.asked')} />
      )}
      {asked.hasMore && (
        <ActButton kind="quiet" busy={asked.busy} onClick={asked.more}>
          {t('support.more')}
        </ActButton>
      )}
    </Page>
  )
}
