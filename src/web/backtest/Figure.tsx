import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { ActButton } from '../ui/ActButton.tsx'
import styles from './Backtest.module.css'

type FigureProps = {
  title: string
  /** what belongs to the picture and is chosen beside it */
  aside?: ReactNode
  tables: boolean
  onTables: () => void
  chart: ReactNode
  table: ReactNode
}

/** A picture and its table, one key apart. */
export function Figure({ title, aside, tables, onTables, chart, table }: FigureProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section className={styles.figure} aria-labelledby={id}>
      <div className={styles.figureHead}>
        <h3 className={styles.heading} id={id}>
          {title}
        </h3>
        {aside}
        <ActButton kind="quiet" keys="t" onClick={onTables} about={title}>
          {t(tables ? 'backtest.as_chart' : 'backtest.as_table')}
        </ActButton>
      </div>
      {tables ? table : chart}
    </section>
  )
}
