import { useCallback, useEffect, useRef, useState } from 'react'
import type { CaseRow, Deeper, FromWorker, Known, PastShape, ToWorker, Trial, Which } from './answers.ts'

export type Backtest = {
  /** bytes that have come so far; null once the past is there, or can't be */
  loading: number | null
  failed: Extract<FromWorker, { failed: unknown }> | null
  past: PastShape | null
  answer: Known | null
  /** of the answer, or null while the hand still moves */
  deeper: Deeper | null
  page(which: Which, from: number, count: number): Promise<CaseRow[]>
  /** loads the past again: somebody asked meanwhile */
  reload(): void
}

/**
 * A client's past in a worker of its own, and the draft tried on it: the newest draft is tried as soon as the one
 * before is answered, and those between are never tried. Nothing queues up behind a hand that moves.
 */
export function useBacktest(clientId: string, trial: Trial): Backtest {
  const [state, setState] = useState(empty)
  const [attempt, setAttempt] = useState(0)
  const worker = useRef<Worker>(null)
  const run = useRef(idle())
  const waiting = useRef<((rows: CaseRow[]) => void)[]>([])

  const send = useCallback((next: Trial) => {
    const now = run.current
    if (now.busy) {
      now.next = next
      return
    }
    now.busy = true
    now.next = null
    now.tried = next
    now.nth += 1
    worker.current?.postMessage({ nth: now.nth, try: next } satisfies ToWorker)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: attempt starts it anew
  useEffect(() => {
    const begun = new Worker(new URL('./backtest-worker.ts', import.meta.url), { type: 'module' })
    worker.current = begun
    run.current = { ...idle(), busy: true }
    setState(empty)
    begun.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      const now = run.current
      if ('loading' in data) setState((state) => ({ ...state, loading: data.loading }))
      else if ('failed' in data) setState((state) => ({ ...state, loading: null, failed: data }))
      else if ('cases' in data) waiting.current.shift()?.(data.cases)
      else if ('deeper' in data)
        setState((state) => (data.nth === now.nth ? { ...state, deeper: data.deeper } : state))
      else {
        if ('loaded' in data) setState((state) => ({ ...state, loading: null, past: data.loaded }))
        else if (now.tried) {
          const answer = { ...data.answer, document: now.tried.document }
          setState((state) => ({ ...state, answer, deeper: null }))
        }
        now.busy = false
        if (now.next) send(now.next)
      }
    })
    begun.addEventListener('error', () =>
      setState((state) => ({ ...state, loading: null, failed: { failed: 'damaged' } })),
    )
    begun.postMessage({ load: `/api/v1/backtest/history?clientId=${clientId}` } satisfies ToWorker)
    return () => {
      begun.terminate()
      waiting.current = []
    }
  }, [clientId, attempt, send])

  // drafts are values: one that says the same is not tried again
  const key = JSON.stringify(trial)
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for the trial
  useEffect(() => send(trial), [key, clientId, attempt, send])

  const page = useCallback((which: Which, from: number, count: number) => {
    return new Promise<CaseRow[]>((resolve) => {
      waiting.current.push(resolve)
      worker.current?.postMessage({ page: { which, from, count } } satisfies ToWorker)
    })
  }, [])
  const reload = useCallback(() => setAttempt((nth) => nth + 1), [])
  return { ...state, page, reload }
}

type State = Pick<Backtest, 'loading' | 'failed' | 'past' | 'answer' | 'deeper'>
const empty: State = { loading: 0, failed: null, past: null, answer: null, deeper: null }
/** `tried`: what the worker has, or had last; `next`: what it is to have then. */
const idle = (): { nth: number; busy: boolean; tried: Trial | null; next: Trial | null } => ({
  ...{ nth: 0, busy: false, tried: null, next: null },
})
