import styles from './Mark.module.css'

/** The pyramid, turned over, and the name. Both stay as they are in every language. */
export function Mark() {
  return (
    <span className={styles.mark} lang="it" dir="ltr">
      <svg viewBox="0 0 16 14" aria-hidden="true">
        <path d="M1 1h14L8 13z" fill="none" stroke="var(--you)" strokeWidth="1.6" strokeLinejoin="round" />
      </svg>
      carta bianca
    </span>
  )
}
