import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'

/** A small form opened in its place: Esc leaves it, and the keyboard goes back where it came from. */
export function InlineForm({ onCancel, children }: { onCancel: () => void; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useReturningFocus(place)
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [])
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onCancel()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc is heard for the fields within
    <div ref={place} onKeyDown={onKeyDown}>
      {children}
    </div>
  )
}

/** What had the focus before gets it back, if closing the form would lose it. */
function useReturningFocus(place: RefObject<HTMLDivElement | null>): void {
  const before = useRef<Element | null>(null)
  if (before.current === null && typeof document !== 'undefined') before.current = document.activeElement
  useEffect(() => {
    const node = place.current
    return () => {
      const within = node?.contains(document.activeElement) || document.activeElement === document.body
      const back = before.current
      if (!within) return
      window.setTimeout(() => {
        const lost = document.activeElement === document.body
        if (lost && back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true })
      }, 0)
    }
  }, [place])
}
