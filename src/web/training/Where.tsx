import { Fragment } from 'react'
import styles from './Training.module.css'

/** Where a case belongs: its client, its power, its place in the process; apart, for they are no enumeration. */
export function Where({ parts }: { parts: readonly (string | null)[] }) {
  const named = parts.filter((part) => part !== null && part !== '')
  return (
    <p className={styles.soft}>
      {named.map((part, nth) => (
        <Fragment key={part}>
          {nth > 0 && <span className={styles.apart} />}
          <bdi>{part}</bdi>
        </Fragment>
      ))}
    </p>
  )
}
