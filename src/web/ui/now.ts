import { useSyncExternalStore } from 'react'

/** Words such as "this morning" grow old slowly: one minute is fine enough, and one timer for the page. */
const tickMs = 60_000

let now = new Date().toISOString()
let timer: number | undefined
const listeners = new Set<() => void>()

export function useNow(): string {
  return useSyncExternalStore(subscribe, () => now)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    now = new Date().toISOString()
    timer = window.setInterval(() => {
      now = new Date().toISOString()
      for (const each of listeners) each()
    }, tickMs)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.clearInterval(timer)
    timer = undefined
  }
}
