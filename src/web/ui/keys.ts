import { useEffect, useId, useSyncExternalStore } from 'react'

export type KeyBinding = {
  /** as it is shown: 'j', '?', 'Enter', 'mod+Enter' (Ctrl or Cmd), 'g d' (g, then d) */
  keys: string
  label: string
  run: () => void
  /** the heading under which the map of keys shows it */
  group?: string
  /** registered, but not now: neither fires nor is shown */
  off?: boolean
}

export type Command = {
  id: string
  label: string
  run: () => void
  group?: string
  keys?: string
  /** below the pages in the palette: what is there on every page, or gives something away */
  last?: boolean
}

/** Looks something up while one types in the palette: customers, contacts. */
export type Finder = {
  group: string
  find: (text: string, signal: AbortSignal) => Promise<readonly Command[]>
}

type Entry<T> = { owner: string; items: readonly T[] }

/** What the pages on screen have registered; the latest wins where two want the same key. */
function registry<T>() {
  let entries: readonly Entry<T>[] = []
  let flat: readonly T[] = []
  const listeners = new Set<() => void>()
  const change = (next: readonly Entry<T>[]) => {
    entries = next
    flat = next.flatMap(({ items }) => items)
    for (const listener of listeners) listener()
  }
  return {
    put: (owner: string, items: readonly T[]) =>
      change(
        entries.some((entry) => entry.owner === owner)
          ? entries.map((entry) => (entry.owner === owner ? { owner, items } : entry))
          : [...entries, { owner, items }],
      ),
    drop: (owner: string) => change(entries.filter((entry) => entry.owner !== owner)),
    all: () => flat,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const bindings = registry<KeyBinding>()
const commands = registry<Command>()
const finders = registry<Finder>()

/** Registers keys while the component is on screen. They never fire while someone types, unless with Ctrl. */
export function useKeys(items: readonly KeyBinding[]): void {
  useRegistered(bindings, items)
}

/** Registers actions for the palette (Ctrl K) while the component is on screen. */
export function useCommands(items: readonly Command[]): void {
  useRegistered(commands, items)
}

/** Adds what the palette can look up, while the component is on screen. */
export function useFinders(items: readonly Finder[]): void {
  useRegistered(finders, items)
}

function useRegistered<T>({ put, drop }: ReturnType<typeof registry<T>>, items: readonly T[]): void {
  const owner = useId()
  // each render's closures are the ones that run; the registry is told of them after the render
  useEffect(() => put(owner, items))
  useEffect(() => () => drop(owner), [owner, drop])
}

export function useBindings(): readonly KeyBinding[] {
  const all = useSyncExternalStore(bindings.subscribe, bindings.all)
  return all.filter(({ off }) => !off)
}

export function useRegisteredCommands(): readonly Command[] {
  return useSyncExternalStore(commands.subscribe, commands.all)
}

export function registeredFinders(): readonly Finder[] {
  return finders.all()
}

/** Single keys can be turned off (WCAG 2.1.4); those with Ctrl stay. */
const single = 'cartabianca.single-keys'
export const singleKeysOn = () => localStorage.getItem(single) !== 'off'
export const setSingleKeys = (on: boolean) => localStorage.setItem(single, on ? 'on' : 'off')

/** How long the second key of 'g d' may take. */
const sequenceMs = 1_500
let first = { key: '', at: 0 }

/** The one listener, put on the window by the shell. */
export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const faces = facesOf(event)
  const withMod = event.ctrlKey || event.metaKey
  if (!withMod && (isTyping(event.target) || event.altKey || !singleKeysOn() || overlaid())) return

  // Enter and space belong to the button or link that has the focus
  if (/^(?:Enter| )$/.test(event.key) && !withMod && onControl(event.target)) return

  const sequence = event.timeStamp - first.at < sequenceMs ? first.key : ''
  const wanted = sequence ? [...faces.map((face) => `${sequence} ${face}`), ...faces] : faces
  const live = [...bindings.all()].reverse().filter(({ off }) => !off)
  for (const keys of wanted) {
    const found = live.find((binding) => binding.keys === keys)
    if (!found) continue
    if (withMod && overlaid() && keys !== 'mod+k') return
    event.preventDefault()
    first = { key: '', at: 0 }
    found.run()
    return
  }
  const starts = faces.find((face) => live.some(({ keys }) => keys.startsWith(`${face} `)))
  first = starts ? { key: starts, at: event.timeStamp } : { key: '', at: 0 }
}

/**
 * What the pressed key may be called: the character, and the Latin letter or digit of the same place for who
 * types Arabic, or digits with Shift on a French keyboard.
 */
function facesOf(event: KeyboardEvent): string[] {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const faces = [key === '؟' ? '?' : key]
  const place = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(event.code)
  const ascii = /^[\x21-\x7e]$/.test(event.key)
  if (place?.[1] && !ascii) faces.push(place[1].toLowerCase())
  if (place?.[2]) faces.push(place[2])
  return faces.map((face) => `${mod}${face}`)
}

const textTypes = /^(?:text|email|password|search|tel|url|number|date|time|datetime-local|month|week)$/

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return (
    target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && textTypes.test(target.type))
  )
}

function onControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary, input, [role="button"]') !== null
}

/** An open dialog or panel has the keyboard to itself. */
function overlaid(): boolean {
  return document.querySelector('[aria-modal="true"], :popover-open') !== null
}
