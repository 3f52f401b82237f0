import { useState } from 'react'
import { useSession } from '../session.tsx'

/** State that survives a reload, for a form that somebody has begun and not sent. `drop` once it is sent. */
export function useKept<Value>(name: string, start: Value): [Value, (next: Value) => void, () => void] {
  const { person } = useSession()
  const key = `cartabianca.kept.${person.personId}.${name}`
  const [state, setState] = useState(() => ({ key, value: read(key, start) }))
  const value = state.key === key ? state.value : read(key, start)

  function keep(next: Value) {
    setState({ key, value: next })
    write(key, JSON.stringify(next))
  }
  function drop() {
    setState({ key, value: start })
    write(key, null)
  }
  return [value, keep, drop]
}

function read<Value>(key: string, start: Value): Value {
  try {
    const kept = sessionStorage.getItem(key)
    return kept === null ? start : (JSON.parse(kept) as Value)
  } catch {
    return start
  }
}

/** A full or forbidden storage is no reason to stop anybody from typing. */
function write(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // what was typed is still on the screen
  }
}
