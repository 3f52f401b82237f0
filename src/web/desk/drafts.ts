import { useState } from 'react'
import { useSession } from '../session.tsx'

/**
 * Text that survives a reload, a lost line and another contact in between, on this device, for this person.
 * `clear` forgets it once sent; what was typed meanwhile stays.
 */
export function useDraft(place: string): {
  text: string
  write: (text: string) => void
  clear: (sent?: string) => void
} {
  const { person } = useSession()
  const key = `cartabianca.draft.${person.personId}.${place}`
  const [text, setText] = useState(() => read(key))
  function write(next: string) {
    setText(next)
    keep(key, next)
  }
  function clear(sent?: string) {
    if (sent === undefined || read(key).trim() === sent.trim()) write('')
  }
  return { text, write, clear }
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** A full or forbidden storage is no reason to stop anybody from typing. */
function keep(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // the text is still on the screen
  }
}
