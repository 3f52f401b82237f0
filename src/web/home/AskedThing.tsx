import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { useWhat } from '../decisions/what.ts'
import { useClock } from '../support/clock.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'
import styles from './Home.module.css'

/** Somebody waits for my answer. The first of them shows the key that leads there. */
export function AskedThing({ request, keys }: { request: SupportRequest; keys?: string }) {
  const { t } = useTranslation()
  const what = useWhat()
  const clock = useClock()
  const names = { customer: request.customerName, agent: request.agentName }
  function title(): string {
    if (request.refusedDecisionId) return t('home.asks_refused', names)
    return request.kind === 'lift' ? t('home.asks_lift', names) : t('home.asks_obstacle', names)
  }
  return (
    <Thing title={title()}>
      <p>
        {request.kind === 'lift' && t('home.asks_what', { what: what(request) })}{' '}
        <q dir="auto">{request.reason}</q>
      </p>
      <p>
        <span className={styles.clock}>{clock(request)}</span>
      </p>
      <Row>
        <ActLink to="/support" keys={keys}>
          {t('home.answer')}
        </ActLink>
      </Row>
    </Thing>
  )
}
