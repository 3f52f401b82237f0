import { useRef } from 'react'

/**
 * Lets a piece of work run once at a time. The second press of a double click comes before the screen knows
 * of the first. What goes wrong is kept and told by the act itself.
 */
export function useAtOnce(): (work: () => Promise<unknown>) => void {
  const running = useRef(false)
  return (work) => {
    if (running.current) return
    running.current = true
    work()
      .catch(() => undefined)
      .finally(() => {
        running.current = false
      })
  }
}

/** 32 hexadecimal characters; randomUUID is missing where the page is served without TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
