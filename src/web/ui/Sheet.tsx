import { type ReactNode, useId } from 'react'
import { Eyebrow } from './Page.tsx'
import styles from './Sheet.module.css'

type SheetProps = {
  /** a quiet heading */
  eyebrow?: ReactNode
  /** a heading proper */
  title?: ReactNode
  /** beside the title, such as its key */
  aside?: ReactNode
  /** `you`: open, to be decided now */
  emphasis?: 'you' | 'clear' | 'wait'
  children?: ReactNode
}

/** A box. Boxes stand only around what one can do something with; everything else has hairlines. */
export function Sheet({ eyebrow, title, aside, emphasis, children }: SheetProps) {
  const heading = useId()
  return (
    <section
      className={emphasis ? `${styles.sheet} ${styles[emphasis]}` : styles.sheet}
      aria-labelledby={eyebrow || title ? heading : undefined}
    >
      {eyebrow && (
        <Eyebrow as={title ? 'p' : 'h2'} id={title ? undefined : heading}>
          {eyebrow}
        </Eyebrow>
      )}
      {title && (
        <h2 className={styles.title} id={heading}>
          <span>{title}</span>
          {aside}
        </h2>
      )}
      {children}
    </section>
  )
}
