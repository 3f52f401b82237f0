import { Link } from '@tanstack/react-router'
import styles from './Tabs.module.css'

type Tab = { to: string; label: string; params?: Record<string, string>; search?: Record<string, unknown> }

/** Parts of one page, each with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ to, label: name, params, search }) => (
        <Link
          key={name}
          to={to}
          params={params as never}
          search={search as never}
          activeOptions={{ exact: true, includeSearch: search !== undefined }}
          className={styles.tab}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
