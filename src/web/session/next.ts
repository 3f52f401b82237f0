import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { renewSession } from '../session.tsx'

/** After signing in: asks who I now am, then on to where I wanted to be. */
export function useEnter(): () => Promise<void> {
  const navigate = useNavigate()
  return useCallback(async () => {
    const next = wished()
    await renewSession()
    await navigate({ to: next, replace: true })
  }, [navigate])
}

/** Only a path of ours: an address elsewhere would make sign-in a door to anybody's page. */
function wished(): string {
  const next = new URLSearchParams(window.location.search).get('next') ?? '/'
  const url = new URL(next, window.location.origin)
  return url.origin === window.location.origin ? `${url.pathname}${url.search}` : '/'
}

/** One-time tokens stand after the #, so that no server log ever sees them. */
export function tokenFromHash(): string {
  return new URLSearchParams(window.location.hash.slice(1)).get('token') ?? ''
}

/** Enough to catch a slip; whether the address exists only a mail can tell. */
export function looksLikeEmail(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text.trim())
}

/** The contract's floor (session.ts). */
export const shortestPassword = 10
