import { Link, useLocation } from '@tanstack/react-router'
import { type FocusEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Destination } from './Shell.tsx'
import styles from './Together.module.css'

/** What colleagues do with and for one another, under one word of the bar. */
export function Together({ navigation }: { navigation: readonly Destination[] }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const [open, setOpen] = useState(false)
  const panel = useId()
  const button = useRef<HTMLButtonElement>(null)
  if (navigation.length === 0) return null
  const here = navigation.some(({ id }) => pathname === id || pathname.startsWith(`${id}/`))

  function leave(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }
  function onKey(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    setOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and leaving close it from wherever one is within it
    <div className={styles.together} onBlur={leave} onKeyDown={onKey}>
      <button
        ref={button}
        type="button"
        className={here ? `${styles.word} ${styles.here}` : styles.word}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {t('shell.together')}
      </button>
      <nav id={panel} aria-label={t('shell.together')} className={styles.panel} hidden={!open}>
        {navigation.map(({ id, label }) => (
          <Link key={id} to={id} className={styles.item} onClick={() => setOpen(false)}>
            {label}
          </Link>
        ))}
      </nav>
    </div>
  )
}
