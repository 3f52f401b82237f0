import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { useContactLink } from '../decisions/contact-link.ts'
import { useWhat } from '../decisions/what.ts'
import { When } from '../ui/Amount.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { useClock } from './clock.ts'

/** Requests as a record: what was asked and why, and what became of it. */
export function RequestLines({ items, label }: { items: readonly SupportRequest[]; label: string }) {
  const { t } = useTranslation()
  const what = useWhat()
  const clock = useClock()
  const contactLink = useContactLink()

  function title(request: SupportRequest): string {
    if (request.refusedDecisionId) return t('support.what_refused_for', { customer: request.customerName })
    if (request.kind === 'obstacle') return t('support.what_obstacle_for', { customer: request.customerName })
    return t('support.what_for', { what: what(request), customer: request.customerName })
  }
  function outcome(request: SupportRequest): string {
    if (request.state === 'open') return clock(request)
    const name = request.answeredByName
    if (request.state === 'granted' && request.grant === 'customer')
      return t('support.ended_customer', { name })
    return t(`support.ended_${request.state}`, { name })
  }
  return (
    <Lines label={label}>
      {items.map((request) => {
        const to = contactLink(request.contactId)
        return (
          <Line
            key={request.id}
            title={to ? <Link to={to}>{title(request)}</Link> : title(request)}
            end={<When at={request.askedAt} />}
          >
            <p>
              {request.mine ? t('support.asked_mine') : t('support.asked_by', { agent: request.agentName })}{' '}
              <q dir="auto">{request.reason}</q>
            </p>
            <p>
              {outcome(request)} {request.answer && <q dir="auto">{request.answer}</q>}
            </p>
          </Line>
        )
      })}
    </Lines>
  )
}
