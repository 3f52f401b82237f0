import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandlingMonth } from '../../contract/handling.ts'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { useRead } from '../queries.ts'
import { Amount } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { dateFormat } from '../ui/intl.ts'
import { Page, Soft } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { type Column, Table } from '../ui/Table.tsx'

type Figures = NonNullable<HandlingMonth['figures']>

/** What a contact takes and costs, as far as it may be told: sites and months, never people and days. */
export function Months() {
  const { t } = useTranslation()
  const { duration, sentence } = useFormat()
  const months = useRead('handling.list')
  const columns = useColumns()
  if (!months.data) return <Loading of={months} />
  const { items } = months.data
  const newest = items.filter(({ month }) => month === items[0]?.month)
  const sites = newest.filter(({ site }) => site !== null)
  const told = sites.filter(({ figures }) => figures !== null)
  const whole = newest.find(({ site, figures }) => site === null && figures !== null)?.figures
  const month = items[0] ? monthName(items[0].month) : ''

  function say(): string {
    if (items.length === 0) return t('mirror.months_none')
    if (whole) return t('mirror.months_all', { month, time: duration(whole.medianSeconds) })
    if (told.length === 0) return t('mirror.months_withheld', { month })
    const medians = told.map(({ figures }) => figures!.medianSeconds)
    const low = duration(Math.min(...medians))
    const high = duration(Math.max(...medians))
    if (told.length === 1) return t('mirror.months_one', { month, site: told[0]!.site!.name, time: low })
    return low === high
      ? t('mirror.months_same', { month, time: low })
      : t('mirror.months_some', { month, low, high })
  }
  return (
    <Page title={t('mirror.months_nav')} sentence={sentence(say())} lead={t('mirror.months_lead')} wide>
      {items.length === 0 ? (
        <EmptyState title={t('mirror.months_empty_title')}>{t('mirror.months_empty')}</EmptyState>
      ) : (
        <Table
          caption={t('mirror.months_nav')}
          hideCaption
          rows={items}
          rowKey={({ site, month: of }) => `${of} ${site?.id ?? 'all'}`}
          columns={columns}
        />
      )}
    </Page>
  )
}

function useColumns(): Column<HandlingMonth>[] {
  const { t } = useTranslation()
  const { duration, number } = useFormat()
  const shown = (cell: (figures: Figures) => ReactNode) => (one: HandlingMonth) =>
    one.figures ? cell(one.figures) : <Soft>–</Soft>
  return [
    { key: 'month', header: t('mirror.month'), cell: ({ month }) => monthName(month) },
    {
      key: 'site',
      header: t('mirror.site'),
      cell: ({ site }) => (site ? <bdi>{site.name}</bdi> : t('mirror.all_sites')),
    },
    {
      key: 'contacts',
      header: t('mirror.contacts_about'),
      cell: (one) => (one.figures ? number(one.figures.contacts) : <Soft>{t('mirror.withheld')}</Soft>),
    },
    { key: 'time', header: t('mirror.time_about'), cell: shown(({ minutes }) => duration(minutes * 60)) },
    {
      key: 'median',
      header: t('mirror.median'),
      cell: shown(({ medianSeconds }) => minutesOf(medianSeconds)),
    },
    {
      key: 'cost',
      header: t('mirror.cost'),
      cell: shown(({ cost }) => (cost ? <Amount of={cost.month} /> : <Soft>{t('mirror.no_rate')}</Soft>)),
    },
    {
      key: 'each',
      header: t('mirror.cost_each'),
      cell: shown(({ cost }) =>
        cost?.contact ? <Amount of={cost.contact} /> : <Soft>{t('mirror.no_rate')}</Soft>,
      ),
    },
  ]

  /** Half minutes are told: 5.5 minutes. */
  function minutesOf(seconds: number): string {
    return number(seconds / 60, {
      style: 'unit',
      unit: 'minute',
      unitDisplay: 'long',
      maximumFractionDigits: 1,
    })
  }
}

function monthName(month: string): string {
  return dateFormat(intlTags[currentLanguage()], {
    calendar: 'gregory',
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  }).format(new Date(`${month}T00:00:00Z`))
}
