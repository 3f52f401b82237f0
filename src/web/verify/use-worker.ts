import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer, FromWorker } from './answers.ts'

export type Checking =
  | { state: 'waiting' }
  | { state: 'reading'; name: string; share: number }
  | { state: 'done'; answers: Answer[] }

/** Gives files to a worker of their own; a new choice ends the old one. */
export function useChecking(): { checking: Checking; check(files: File[]): void } {
  const [checking, setChecking] = useState<Checking>({ state: 'waiting' })
  const worker = useRef<Worker>(null)
  useEffect(() => () => worker.current?.terminate(), [])
  const check = useCallback((files: File[]) => {
    if (files.length === 0) return
    worker.current?.terminate()
    setChecking({ state: 'reading', name: files[0]!.name, share: 0 })
    const begun = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' })
    worker.current = begun
    begun.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('answers' in data) setChecking({ state: 'done', answers: data.answers })
      else setChecking({ state: 'reading', name: data.reading, share: data.share })
    })
    begun.addEventListener('error', ({ message }) => {
      const why = message || 'worker'
      setChecking({ state: 'done', answers: [{ kind: 'unreadable', name: files[0]!.name, why }] })
    })
    begun.postMessage(files)
  }, [])
  return { checking, check }
}
