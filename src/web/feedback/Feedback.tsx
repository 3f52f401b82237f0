import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import styles from './Feedback.module.css'
import { FeedbackLine } from './FeedbackLine.tsx'

/** What was written about me, and what I wrote: between two people, nobody else. */
export function Feedback() {
  const { t } = useTranslation()
  const { view } = useParams({ strict: false }) as { view?: string }
  const mine = view === 'mine'
  const name = mine ? 'mine' : 'about_me'
  const read = useReadPages('feedback.list', { query: { view: mine ? 'by_me' : 'about_me' } })
  if (!read.items) return <Loading of={read} />
  return (
    <Page
      title={t('feedback.nav')}
      sentence={t(`feedback.sentence_${name}`)}
      lead={t(`feedback.lead_${name}`)}
    >
      <Tabs
        label={t('feedback.nav')}
        tabs={[
          { to: '/feedback', label: t('feedback.tab_about_me') },
          { to: '/feedback/mine', label: t('feedback.tab_mine') },
        ]}
      />
      <div className={styles.bar}>
        <Row>
          <ActLink to="/feedback/new">{t('feedback.write')}</ActLink>
        </Row>
      </div>
      {read.items.length === 0 ? (
        <EmptyState title={t(`feedback.empty_${name}_title`)}>
          <p>{t(`feedback.empty_${name}`)}</p>
        </EmptyState>
      ) : (
        <Lines label={t('feedback.nav')}>
          {read.items.map((feedback) => (
            <FeedbackLine key={feedback.id} feedback={feedback} />
          ))}
        </Lines>
      )}
      <More of={read}>{t('feedback.more')}</More>
    </Page>
  )
}
