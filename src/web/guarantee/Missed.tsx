import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MissedCell } from '../../contract/missed.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import styles from './Guarantee.module.css'
import { GuaranteeTabs } from './GuaranteeTabs.tsx'
import { MissedContacts } from './MissedContacts.tsx'
import { useMonth, useShare } from './shares.ts'

const spans = ['1', '3', '6', '12'] as const

/** Asked but not decided, measured as carefully as decided: by team, touchpoint and month, never by person. */
export function Missed() {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const share = useShare()
  const month = useMonth()
  const [months, setMonths] = useState<(typeof spans)[number]>('3')
  const [open, setOpen] = useState<MissedCell | null>(null)
  const read = useRead('missed.list', { query: { months: Number(months) } })
  if (!read.data) return <Loading of={read} />
  const { items, all, waiting, mayOpen } = read.data
  const found = items.filter(({ missed }) => missed.count > 0)
  const columns: Column<MissedCell>[] = [
    { key: 'touchpoint', header: t('guarantee.col_touchpoint'), cell: (row) => touchpoint(row.touchpoint) },
    { key: 'team', header: t('guarantee.col_team'), cell: (row) => row.teamName },
    { key: 'month', header: t('guarantee.col_month'), cell: (row) => month(row.month) },
    { key: 'missed', header: t('guarantee.col_missed'), cell: (row) => share(row.missed) },
    { key: 'decided', header: t('guarantee.col_decided'), cell: (row) => share(row.decided) },
    ...(mayOpen
      ? [
          {
            key: 'open',
            header: t('guarantee.col_contacts'),
            cell: (row: MissedCell) => (
              <ActButton
                kind="quiet"
                pressed={open === row}
                about={`${touchpoint(row.touchpoint)}, ${row.teamName}, ${month(row.month)}`}
                onClick={() => setOpen(open === row ? null : row)}
              >
                {t('guarantee.read_contacts')}
              </ActButton>
            ),
          },
        ]
      : []),
  ]
  return (
    <Page
      wide
      title={t('guarantee.tab_missed')}
      sentence={
        all && all.missed.count > 0
          ? t('guarantee.missed_sentence', { count: all.missed.count })
          : t('guarantee.missed_none')
      }
      lead={
        all
          ? t('guarantee.missed_lead', { missed: share(all.missed), decided: share(all.decided) })
          : t('guarantee.missed_few')
      }
    >
      <GuaranteeTabs />
      <div className={styles.bar}>
        <SelectField
          label={t('guarantee.span')}
          options={spans.map((value) => ({ value, label: t('guarantee.months', { count: Number(value) }) }))}
          value={months}
          onChange={(next) => {
            setOpen(null)
            setMonths(next)
          }}
        />
      </div>
      {found.length === 0 ? (
        <EmptyState title={t('guarantee.missed_empty_title')}>
          <p>{t('guarantee.missed_empty')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('guarantee.missed_table')}
          columns={columns}
          rows={found}
          rowKey={(row) => `${row.teamId} ${row.touchpoint} ${row.month}`}
        />
      )}
      {waiting > 0 && <p className={styles.soft}>{t('guarantee.missed_waiting', { count: waiting })}</p>}
      {open && <MissedContacts key={`${open.teamId} ${open.touchpoint} ${open.month}`} cell={open} />}
    </Page>
  )
}
