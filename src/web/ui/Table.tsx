// biome-ignore-all lint/a11y/noRedundantRoles: the roles are lost where the table stacks, see Table
import type { ReactNode } from 'react'
import styles from './Table.module.css'

export type Column<Item> = {
  key: string
  header: string
  cell: (item: Item) => ReactNode
  /** figures, aligned at their end */
  numeric?: boolean
}

type TableProps<Item> = {
  /** what the table shows; read aloud, and shown unless `hideCaption` */
  caption: string
  hideCaption?: boolean
  /** the first column names its row */
  columns: readonly Column<Item>[]
  rows: readonly Item[]
  rowKey: (item: Item) => string
}

/** A table; on a narrow screen each row stacks, every cell under its column's name. */
export function Table<Item>({ caption, hideCaption, columns, rows, rowKey }: TableProps<Item>) {
  // stacking changes `display`, which would take a table's roles away from assistive technology: said again
  return (
    <table className={styles.table} role="table">
      <caption className={hideCaption ? styles.hidden : styles.caption}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, header, numeric }) => (
            <th key={key} role="columnheader" scope="col" className={numeric ? styles.numeric : undefined}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((item) => (
          <tr key={rowKey(item)} role="row">
            {columns.map((column, nth) => (
              <Cell key={column.key} column={column} heads={nth === 0}>
                {column.cell(item)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type CellProps = {
  column: Pick<Column<never>, 'header' | 'numeric'>
  heads: boolean
  children: ReactNode
}

function Cell({ column, heads, children }: CellProps) {
  const className = column.numeric ? styles.numeric : undefined
  const content = (
    <>
      <span className={styles.name} aria-hidden="true">
        {column.header}
      </span>
      <span className={styles.value}>{children}</span>
    </>
  )
  if (heads) {
    return (
      <th role="rowheader" scope="row" className={className}>
        {content}
      </th>
    )
  }
  return (
    <td role="cell" className={className}>
      {content}
    </td>
  )
}
