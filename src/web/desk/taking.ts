import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProblemError } from '../api.ts'
import { refresh, useAct } from '../queries.ts'
import { useAtOnce } from './at-once.ts'

export type TakingNotice = 'just_taken' | 'nobody_waiting' | null

/** Taking a contact, chosen or next. That somebody was quicker is no failure: it is said, and the lists move on. */
export function useTaking() {
  const navigate = useNavigate()
  const take = useAct('contact.take')
  const takeNext = useAct('contact.takeNext')
  const atOnce = useAtOnce()
  const [notice, setNotice] = useState<TakingNotice>(null)
  const open = (contactId: string) => void navigate({ to: deskPath, params: { contactId } as never })

  function told(error: unknown): never {
    const code = (error as ProblemError).problem?.code
    if (code === 'already_taken' || code === 'nobody_waiting') {
      setNotice(code === 'already_taken' ? 'just_taken' : 'nobody_waiting')
      refresh(['contact.'])
    }
    throw error
  }
  const failed = [take.problem, takeNext.problem].find(
    (problem) => problem && !['already_taken', 'nobody_waiting'].includes(problem.problem.code),
  )
  return {
    notice,
    problem: failed,
    busy: take.busy || takeNext.busy,
    take: (contactId: string) =>
      atOnce(async () => {
        setNotice(null)
        await take.runAsync({ params: { contactId } }).catch(told)
        open(contactId)
      }),
    takeNext: () =>
      atOnce(async () => {
        setNotice(null)
        const { contactId } = await takeNext.runAsync({}).catch(told)
        open(contactId)
      }),
  }
}

export type Taking = ReturnType<typeof useTaking>

export const deskPath = '/desk/{-$contactId}'
