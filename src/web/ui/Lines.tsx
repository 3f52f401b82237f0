import type { ReactNode } from 'react'
import styles from './Lines.module.css'

/** A list under hairlines, without numbers: for what is looked through rather than worked off. */
export function Lines({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={styles.lines} aria-label={label}>
      {children}
    </ul>
  )
}

type LineProps = {
  /** what it is, in the page's ink */
  title: ReactNode
  /** at the far end: when, how it stands */
  end?: ReactNode
  children?: ReactNode
}

export function Line({ title, end, children }: LineProps) {
  return (
    <li className={styles.line}>
      <p className={styles.title}>{title}</p>
      {end && <div className={styles.end}>{end}</div>}
      {children && <div className={styles.body}>{children}</div>}
    </li>
  )
}
