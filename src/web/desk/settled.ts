import { useEffect, useState } from 'react'

/** Long enough that a word is finished, short enough not to be noticed. */
const pauseMs = 200

/** A value once it has stopped changing for a moment: what is worth asking the server about. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), pauseMs)
    return () => window.clearTimeout(timer)
  }, [value])
  return settled
}
