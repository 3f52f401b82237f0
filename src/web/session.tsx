import { useEffect } from 'react'
import type { Me } from '../contract/session.ts'
import { holdsPermission, type Permission, type Role } from '../core/person/permissions.ts'
import { currentLanguage, switchLanguage } from './i18n.ts'
import { queryClient, readOptions, useRead } from './queries.ts'

export type Session = {
  person: Me
  demo: boolean
  operatorName: string
  can: (permission: Permission) => boolean
  has: (role: Role) => boolean
}

/** For the guard, before anything is shown. */
export function fetchSession() {
  return queryClient.query({ ...readOptions('session.show'), staleTime: 60_000 })
}

/** Asks anew who I am: after signing in, out, or changing my account. */
export async function renewSession() {
  await queryClient.invalidateQueries({ queryKey: ['session.show'], refetchType: 'none' })
  return fetchSession()
}

/** Who is signed in; null while nobody is. */
export function useMaybeSession(): Session | null {
  const { data } = useRead('session.show')
  const person = data?.person
  if (!person) return null
  return {
    person,
    demo: data.demo,
    operatorName: data.operatorName,
    can: (permission) => holdsPermission(person.roles, permission),
    has: (role) => person.roles.includes(role),
  }
}

/** Who is signed in, on pages that only a signed-in person reaches. */
export function useSession(): Session {
  const session = useMaybeSession()
  if (!session) throw new Error('useSession on a page without a session')
  return session
}

/** The account's language wins over the browser's once someone is signed in. */
export function useAccountLanguage(language: Me['language'] | undefined): void {
  useEffect(() => {
    if (language && language !== currentLanguage()) void switchLanguage(language)
  }, [language])
}
