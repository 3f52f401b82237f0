import { type RefObject, useEffect } from 'react'

/** What people know as one place: a thing of a list, a section, a form, a sheet with a name. */
const places = 'li, article, section, form, fieldset, [role=group], [role=region], [tabindex="-1"], main'

/**
 * What held the keyboard may go: a form closes once it is sent, a row leaves its list. Then the place around it
 * takes the keyboard, so that Tab goes on from there and a screen reader says where one is. Never a button: the
 * next key that somebody presses would do something that nobody meant.
 */
export function useKeptFocus(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = main.current
    if (!root) return
    let held: Element | null = null
    let around: HTMLElement[] = []
    const remember = ({ target }: FocusEvent) => {
      held = target instanceof Element ? target : null
      around = []
      let one = held?.parentElement
      for (; one && root.contains(one); one = one.parentElement) if (one.matches(places)) around.push(one)
    }
    // who presses beside everything, or leaves a field by Escape, has left by themselves
    const forget = () =>
      queueMicrotask(() => {
        if (held?.isConnected && document.activeElement === document.body) held = null
      })
    const observer = new MutationObserver(() => {
      if (!held || held.isConnected) return
      held = null
      if (document.activeElement && document.activeElement !== document.body) return
      const place = around.find((one) => one.isConnected)
      if (place) take(place)
    })
    root.addEventListener('focusin', remember)
    root.addEventListener('focusout', forget)
    observer.observe(root, { childList: true, subtree: true })
    return () => {
      root.removeEventListener('focusin', remember)
      root.removeEventListener('focusout', forget)
      observer.disconnect()
    }
  }, [main])
}

function take(place: HTMLElement): void {
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place.focus({ preventScroll: true })
}
