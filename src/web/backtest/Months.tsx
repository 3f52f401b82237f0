import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askedIn, atOnce } from '../../core/backtest/trial.ts'
import { currentLanguage, directionOf } from '../i18n.ts'
import { SelectField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { type Column, Table } from '../ui/Table.tsx'
import type { Answer, PastShape } from './answers.ts'
import styles from './Backtest.module.css'
import { Figure } from './Figure.tsx'
import { type ChartSeries, MonthChart } from './MonthChart.tsx'
import { useBacktestWords } from './use-words.ts'

type MonthsProps = { past: PastShape; answer: Answer; tables: boolean; onTables: () => void }

/** Coverage and cost, month by month, beside those of the version in force. */
export function Months({ past, answer, tables, onTables }: MonthsProps) {
  const { t } = useTranslation()
  const { estimate } = useFormat()
  const { number, cost, monthShort, monthLong } = useBacktestWords()
  const [chosen, setChosen] = useState(0)
  const { months, byMonth } = answer.draft.summary
  const other = answer.inForce?.summary.byMonth
  const rtl = directionOf(currentLanguage()) === 'rtl'
  const seriesOf = (figureOf: (slice: (typeof byMonth)[number]) => number): ChartSeries[] => [
    ...(other
      ? [{ kind: 'in_force', name: t('backtest.in_force'), values: other.map(figureOf) } as const]
      : []),
    { kind: 'draft', name: t('backtest.draft'), values: byMonth.map(figureOf) },
  ]
  const names = months.map(monthShort)
  const currency = past.currencies[chosen] ?? past.currencies[0]!
  const rows = months.map((month, i) => ({ month, slice: byMonth[i]!, before: other?.[i] }))
  type Row = (typeof rows)[number]
  const monthColumn: Column<Row> = {
    key: 'month',
    header: t('backtest.month'),
    cell: ({ month }) => monthLong(month),
  }
  const figure = (key: string, header: string, cell: (row: Row) => string): Column<Row> => ({
    ...{ key, header, cell, numeric: true },
  })
  const shared = { tables, onTables }
  return (
    <div className={styles.pair}>
      <Figure
        {...shared}
        title={t('backtest.coverage_title')}
        chart={
          <MonthChart
            label={t('backtest.coverage_title')}
            months={names}
            series={seriesOf(atOnce)}
            top={Math.max(1, ...byMonth.map(askedIn))}
            say={number}
            rtl={rtl}
          />
        }
        table={
          <Table
            caption={t('backtest.coverage_title')}
            hideCaption
            rows={rows}
            rowKey={({ month }) => month}
            columns={[
              monthColumn,
              figure('asks', t('backtest.asks'), ({ slice }) => number(askedIn(slice))),
              figure('draft', t('backtest.at_once'), ({ slice }) => number(atOnce(slice))),
              ...(other
                ? [figure('before', t('backtest.at_once_in_force'), ({ before }) => number(atOnce(before!)))]
                : []),
            ]}
          />
        }
      />
      <Figure
        {...shared}
        title={t('backtest.cost_title')}
        aside={
          past.currencies.length > 1 && (
            <SelectField
              label={t('backtest.currency')}
              hideLabel
              value={currency}
              options={past.currencies.map((value) => ({ value, label: value }))}
              onChange={(value) => setChosen(past.currencies.indexOf(value))}
            />
          )
        }
        chart={
          <MonthChart
            label={t('backtest.cost_title')}
            months={names}
            series={seriesOf((slice) => slice.cost[chosen] ?? 0)}
            say={(minor) => estimate({ minor: Math.round(minor), currency })}
            rtl={rtl}
          />
        }
        table={
          <Table
            caption={t('backtest.cost_title')}
            hideCaption
            rows={rows}
            rowKey={({ month }) => month}
            columns={[
              monthColumn,
              figure('cost', t('backtest.cost'), ({ slice }) => cost(slice.cost, past.currencies)),
              ...(other
                ? [
                    figure('before', t('backtest.cost_in_force'), ({ before }) =>
                      cost(before!.cost, past.currencies),
                    ),
                  ]
                : []),
            ]}
          />
        }
      />
    </div>
  )
}
