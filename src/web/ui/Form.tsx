import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import styles from './Form.module.css'

type FormProps = {
  /** what is still wrong, by field; nothing goes out while one is set */
  faults?: Record<string, string | false | undefined>
  onSubmit: () => void
  /** given which faults to show: none before the first try */
  children: (shown: Record<string, string | undefined>) => ReactNode
}

/** A form that speaks the page's language: the browser's own messages would speak the browser's. */
export function Form({ faults = {}, onSubmit, children }: FormProps) {
  const [tries, setTries] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const faulty = Object.values(faults).some(Boolean)

  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [tries])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (faulty) setTries(tries + 1)
    else onSubmit()
  }
  const shown = Object.fromEntries(
    Object.entries(faults).map(([field, fault]) => [field, fault || undefined]),
  )
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      {children(tries > 0 ? shown : {})}
    </form>
  )
}
