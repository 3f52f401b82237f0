import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'

/** The client will not carry a decision out: said to its agent and their coach, in words, without blame. */
export function RefusedThing({ request, mine }: { request: SupportRequest; mine?: boolean }) {
  const { t } = useTranslation()
  const names = { customer: request.customerName, agent: request.agentName }
  return (
    <Thing title={t(mine ? 'home.refused_mine' : 'home.refused_team', names)}>
      <p>
        <q dir="auto">{request.reason}</q>
      </p>
      <p>{t(mine ? 'home.refused_mine_what' : 'home.refused_team_what')}</p>
      <Row>
        <ActLink to={mine ? `/desk/${request.contactId}` : `/contacts/${request.contactId}`}>
          {t('home.refused_open', names)}
        </ActLink>
        <ActLink kind="quiet" to={`/decisions/${request.refusedDecisionId}`}>
          {t('home.refused_decision')}
        </ActLink>
      </Row>
    </Thing>
  )
}
