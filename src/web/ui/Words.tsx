import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { When } from './Amount.tsx'
import styles from './Words.module.css'

type SpokenProps = {
  /** who, and when: "Giulia, at 8:42" */
  by?: string
  at?: string
  /** where the day is all there is to tell */
  day?: string | null
  children: ReactNode
}

/** A customer's own words: serif, in their language and direction. `short` is an excerpt in a list. */
export function Words({
  by,
  at,
  day,
  lang,
  short,
  children,
}: SpokenProps & { lang?: string; short?: boolean }) {
  if (short) {
    return (
      <q className={styles.short} dir="auto" lang={lang}>
        {children}
      </q>
    )
  }
  return (
    <blockquote className={styles.words}>
      <Heading by={by} at={at} day={day} />
      <div className={styles.text} dir="auto" lang={lang}>
        {children}
      </div>
    </blockquote>
  )
}

/** What we said to the customer. */
export function Said({ by, at, day, lang, children }: SpokenProps & { lang?: string }) {
  return (
    <div className={styles.said}>
      <Heading by={by} at={at} day={day} />
      <div className={styles.plain} dir="auto" lang={lang}>
        {children}
      </div>
    </div>
  )
}

/** A decision, once made: what, and beside it by whom and that it stands. */
export function Decided({ what, children }: { what: ReactNode; children?: ReactNode }) {
  return (
    <p className={styles.decided}>
      <strong>{what}</strong> <span>{children}</span>
    </p>
  )
}

function Heading({ by, at, day }: Omit<SpokenProps, 'children'>) {
  const { t } = useTranslation()
  if (!by && !at) return null
  return (
    <p className={styles.heading}>
      {by && <bdi>{by}</bdi>}
      {by && at && t('ui.comma')}
      {at && <When at={at} exact day={day} />}
    </p>
  )
}
