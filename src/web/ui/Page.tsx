import { type ReactNode, useEffect } from 'react'
import styles from './Page.module.css'

/** The page's name in the browser's tab and history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · carta bianca`
  }, [title])
}

type PageProps = {
  /** for the browser's tab */
  title: string
  /** what the page says, in one sentence */
  sentence: ReactNode
  /** how we know, or what to do: one or two sentences */
  lead?: ReactNode
  eyebrow?: ReactNode
  /** for tables that need the room */
  wide?: boolean
  children?: ReactNode
}

export function Page({ title, sentence, lead, eyebrow, wide, children }: PageProps) {
  useTitle(title)
  return (
    <div className={wide ? styles.wide : styles.page}>
      {eyebrow && <Eyebrow>{eyebrow}</Eyebrow>}
      <h1 className={styles.sentence} tabIndex={-1}>
        {sentence}
      </h1>
      {lead && <p className={styles.lead}>{lead}</p>}
      <div className={styles.body}>{children}</div>
    </div>
  )
}

/** A quiet label above what it names; `as` makes it the heading of a section. */
export function Eyebrow({
  as: Tag = 'p',
  id,
  children,
}: {
  as?: 'p' | 'h2' | 'h3'
  id?: string
  children: ReactNode
}) {
  return (
    <Tag className={styles.eyebrow} id={id}>
      {children}
    </Tag>
  )
}

export function Rule() {
  return <hr className={styles.rule} />
}

/** Things side by side that wrap; `end` pushes the last to the far end. */
export function Row({ end, children }: { end?: boolean; children: ReactNode }) {
  return <div className={end ? `${styles.row} ${styles.end}` : styles.row}>{children}</div>
}

/** Secondary text; `small` for notes. */
export function Soft({ small, children }: { small?: boolean; children: ReactNode }) {
  return <span className={small ? styles.softSmall : styles.soft}>{children}</span>
}
