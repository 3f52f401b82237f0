import { Children, type ReactNode } from 'react'
import styles from './Things.module.css'

/** What deserves attention, in order: numbered rows under hairlines. */
export function Things({ children }: { children: ReactNode }) {
  return <ol className={styles.things}>{Children.toArray(children)}</ol>
}

type ThingProps = {
  title: ReactNode
  /** in the number's place, such as ♡ for what is worth telling */
  mark?: string
  children?: ReactNode
}

export function Thing({ title, mark, children }: ThingProps) {
  return (
    <li className={styles.thing}>
      <span className={mark ? styles.mark : styles.number} aria-hidden="true">
        {mark}
      </span>
      <div className={styles.body}>
        <h2 className={styles.title}>{title}</h2>
        {children}
      </div>
    </li>
  )
}
