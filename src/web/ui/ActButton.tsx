import { VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import styles from './ActButton.module.css'
import { Kbd } from './Kbd.tsx'

export type ActKind = 'plain' | 'you' | 'quiet'

type ActButtonProps = {
  /** `you`: only for deciding and signing; `quiet`: the lesser choice */
  kind?: ActKind
  busy?: boolean
  disabled?: boolean
  /** the key that does the same, shown beside the words */
  keys?: string
  type?: 'button' | 'submit'
  onClick?: () => void
  /** as wide as its place */
  full?: boolean
  pressed?: boolean
  /** what it opens and closes: whether it is open, and its id */
  expanded?: boolean
  controls?: string
  label?: string
  /** what it is about, read aloud after the words that are shown: where several say the same */
  about?: string
  children: ReactNode
}

/** A button that says what it does. While busy it stays where the keyboard is, and does nothing twice. */
export function ActButton({
  kind = 'plain',
  busy = false,
  disabled = false,
  keys,
  type = 'button',
  onClick,
  full,
  pressed,
  expanded,
  controls,
  label,
  about,
  children,
}: ActButtonProps) {
  function click(event: MouseEvent) {
    // `disabled` would drop the focus, and a submit must not go out twice
    if (busy || disabled) event.preventDefault()
    else onClick?.()
  }
  return (
    <button
      type={type}
      className={classOf(kind, full)}
      onClick={click}
      aria-busy={busy || undefined}
      aria-disabled={busy || disabled || undefined}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-controls={controls}
      aria-label={label}
    >
      {children}
      {about && <VisuallyHidden>: {about}</VisuallyHidden>}
      {keys && <Kbd keys={keys} />}
    </button>
  )
}

type ActLinkProps = {
  to: string
  params?: Record<string, string>
  search?: Record<string, unknown>
  kind?: Exclude<ActKind, 'you'>
  keys?: string
  full?: boolean
  children: ReactNode
}

/** A link that looks like the buttons it stands beside. */
export function ActLink({ to, params, search, kind = 'plain', keys, full, children }: ActLinkProps) {
  return (
    <Link to={to} params={params as never} search={search as never} className={classOf(kind, full)}>
      {children}
      {keys && <Kbd keys={keys} />}
    </Link>
  )
}

function classOf(kind: ActKind, full?: boolean): string {
  return [styles.button, styles[kind], full && styles.full].filter(Boolean).join(' ')
}
