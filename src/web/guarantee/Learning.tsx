import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { GuaranteeTabs } from './GuaranteeTabs.tsx'
import { LearningLine } from './LearningLine.tsx'

/** Decisions to learn from, with nobody in them. */
export function Learning() {
  const { t } = useTranslation()
  const read = useReadPages('learning.list')
  if (!read.items) return <Loading of={read} />
  return (
    <Page
      title={t('guarantee.tab_learning')}
      sentence={t('guarantee.learning_sentence')}
      lead={t('guarantee.learning_page_lead')}
    >
      <GuaranteeTabs />
      {read.items.length === 0 ? (
        <EmptyState title={t('guarantee.learning_empty_title')}>
          <p>{t('guarantee.learning_empty')}</p>
        </EmptyState>
      ) : (
        <Lines label={t('guarantee.tab_learning')}>
          {read.items.map((one) => (
            <LearningLine key={one.id} one={one} />
          ))}
        </Lines>
      )}
      <More of={read}>{t('guarantee.more')}</More>
    </Page>
  )
}
