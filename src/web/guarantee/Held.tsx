import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { Attempts } from './Attempts.tsx'
import { GuaranteeTabs } from './GuaranteeTabs.tsx'

type Counts = ResultOf<'guarantee.show'>['items'][number]
const columnKeys = ['given', 'honoured', 'refused', 'learning', 'proposals', 'left'] as const

/** How many were given, how many hold, what was tried against them, and what that became. */
export function Held() {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { can } = useSession()
  const read = useRead('guarantee.show')
  if (!read.data) return <Loading of={read} />
  const { items } = read.data
  const sum = (of: 'given' | 'honoured' | 'refused') => items.reduce((total, row) => total + row[of], 0)
  const [given, honoured, refused] = [sum('given'), sum('honoured'), sum('refused')]
  const columns: Column<Counts>[] = [
    { key: 'client', header: t('guarantee.col_client'), cell: (row) => row.clientName },
    ...columnKeys.map((key) => ({
      key,
      header: t(`guarantee.col_${key}`),
      cell: (row: Counts) => number(row[key]),
      numeric: true,
    })),
  ]
  const sentence =
    given === 0
      ? t('guarantee.sentence_none')
      : honoured === given
        ? t('guarantee.sentence_held', { count: given, number: number(given) })
        : t('guarantee.sentence_broken', { given: number(given), honoured: number(honoured) })
  return (
    <Page
      title={t('guarantee.nav')}
      sentence={sentence}
      lead={refused === 0 ? t('guarantee.lead_untried') : t('guarantee.lead_tried', { count: refused })}
    >
      <GuaranteeTabs />
      {given === 0 ? (
        <EmptyState title={t('guarantee.empty_title')}>
          <p>{t('guarantee.empty')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('guarantee.table')}
          columns={columns}
          rows={items}
          rowKey={({ clientId }) => clientId}
        />
      )}
      {can('decision.make') && (
        <Row>
          <ActLink to="/decisions/guarantees">{t('guarantee.paper_open')}</ActLink>
        </Row>
      )}
      {can('breach.read') && <Attempts />}
    </Page>
  )
}
