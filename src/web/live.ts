import { useSyncExternalStore } from 'react'
import { queryClient, refresh } from './queries.ts'
import { type Topic, topics } from './refreshes.ts'

/** `lost` only after a while without the stream: a hiccup is nobody's concern. */
export type Connection = 'fine' | 'lost' | 'back'

const graceMs = 5_000
const backShownMs = 4_000
/** the browser gives up for good on an error status; then we try again, slower each time */
const retryMs = [1_000, 2_000, 5_000, 10_000, 30_000]

type LiveEvent = { topic: Topic; id?: string; teamId?: string }

let connection: Connection = 'fine'
const listeners = new Set<() => void>()

function tell(next: Connection): void {
  if (next === connection) return
  connection = next
  for (const listener of listeners) listener()
}

/** Opens the one stream of events; returns how to close it. */
export function listen(): () => void {
  let source: EventSource | undefined
  let failures = 0
  let missed = false
  let graceTimer: number | undefined
  let retryTimer: number | undefined
  let backTimer: number | undefined

  function open() {
    source = new EventSource('/api/v1/events')
    source.onopen = onOpen
    source.onerror = onError
    source.onmessage = onMessage
  }

  function onOpen() {
    failures = 0
    window.clearTimeout(graceTimer)
    graceTimer = undefined
    if (connection === 'lost') {
      tell('back')
      backTimer = window.setTimeout(() => tell('fine'), backShownMs)
    }
    // what happened meanwhile was told to nobody
    if (missed) queryClient.invalidateQueries()
    missed = false
  }

  function onError() {
    missed = true
    window.clearTimeout(backTimer)
    graceTimer ??= window.setTimeout(() => tell('lost'), graceMs)
    if (source?.readyState !== EventSource.CLOSED) return
    window.clearTimeout(retryTimer)
    retryTimer = window.setTimeout(open, retryMs[Math.min(failures, retryMs.length - 1)])
    failures += 1
    // an ended session answers the stream with an error too: asking who I am leads to sign-in
    refresh(['session.show'])
  }

  function onMessage(message: MessageEvent<string>) {
    const event = JSON.parse(message.data) as LiveEvent
    refresh(topics[event.topic] ?? [])
  }

  open()
  return () => {
    source?.close()
    for (const timer of [graceTimer, retryTimer, backTimer]) window.clearTimeout(timer)
    tell('fine')
  }
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connection,
  )
}
