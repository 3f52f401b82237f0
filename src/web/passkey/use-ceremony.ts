import { useState } from 'react'
import { ProblemError } from '../api.ts'
import { type Trouble, troubleOf } from './ceremony.ts'

/** Runs what asks the browser for a passkey: busy meanwhile; what went wrong there, unless it was the server's to say. */
export function useCeremony() {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  return {
    busy,
    trouble,
    async run(ceremony: () => Promise<void>) {
      setBusy(true)
      setTrouble(null)
      try {
        await ceremony()
      } catch (error) {
        // a problem of an operation stands where its useAct says it
        if (!(error instanceof ProblemError)) setTrouble(troubleOf(error))
      } finally {
        setBusy(false)
      }
    },
  }
}
