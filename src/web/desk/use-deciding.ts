import { useState } from 'react'
import type { ContactDetail } from '../../contract/contact.ts'
import type { Decision } from '../../contract/decision.ts'
import type { DecisionRequest } from '../../core/mandate/evaluate.ts'
import { refresh, useAct } from '../queries.ts'
import { newKey, useAtOnce } from './at-once.ts'

type DecidingProps = {
  contact: ContactDetail
  onDecided: (decision: Decision) => void
  onAsked: () => void
}

/**
 * Decides, or asks for support. One opened form is one wish and has one idempotency key: a double click, a
 * retry after a cut line, even a retry with another amount can make no second decision of it.
 */
export function useDeciding({ contact, onDecided, onAsked }: DecidingProps) {
  const [idempotencyKey] = useState(newKey)
  /** what was left has changed under the form: the figures are read again, and it is said */
  const [overtaken, setOvertaken] = useState(false)
  const create = useAct('decision.create')
  const support = useAct('support.create')
  const atOnce = useAtOnce()
  const params = { contactId: contact.id }

  return {
    overtaken,
    busy: create.busy || support.busy,
    problem: create.problem ?? support.problem,
    decide: ({ power, amount, days }: DecisionRequest, reason: string) =>
      atOnce(async () => {
        setOvertaken(false)
        try {
          const result = await create.runAsync({
            params,
            idempotencyKey,
            body: { power, amount, days, reason },
          })
          if (result.outcome === 'decided') onDecided(result.decision)
          else setOvertaken(true)
        } catch (error) {
          // whatever went wrong, the conversation shows what was decided and what was not
          refresh(['contact.show', 'mandate.authority'])
          throw error
        }
      }),
    askSupport: ({ power, amount, days }: DecisionRequest, reason: string) =>
      atOnce(async () => {
        try {
          await support.runAsync({ params, body: { kind: 'lift', power, amount, days, reason } })
          onAsked()
        } catch (error) {
          refresh(['mandate.authority'])
          throw error
        }
      }),
  }
}
