import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { GuaranteeTabs } from './GuaranteeTabs.tsx'
import { ProposalLine } from './ProposalLine.tsx'

/** What people propose to change in the mandate, and what became of it. */
export function Proposals() {
  const { t } = useTranslation()
  const read = useReadPages('proposal.list')
  if (!read.items) return <Loading of={read} />
  const open = read.items.filter(({ mayAnswer }) => mayAnswer).length
  return (
    <Page
      title={t('guarantee.tab_proposals')}
      sentence={
        open > 0 ? t('guarantee.proposals_waiting', { count: open }) : t('guarantee.proposals_sentence')
      }
      lead={t('guarantee.proposals_lead')}
    >
      <GuaranteeTabs />
      {read.items.length === 0 ? (
        <EmptyState title={t('guarantee.proposals_empty_title')}>
          <p>{t('guarantee.proposals_empty')}</p>
        </EmptyState>
      ) : (
        <Lines label={t('guarantee.tab_proposals')}>
          {read.items.map((one) => (
            <ProposalLine key={one.id} one={one} />
          ))}
        </Lines>
      )}
      <More of={read}>{t('guarantee.more')}</More>
    </Page>
  )
}
