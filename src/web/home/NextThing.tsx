import { useTranslation } from 'react-i18next'
import type { Opportunity } from '../../contract/coaching.ts'
import { useSaid } from '../coaching/said.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import { Thing } from '../ui/Things.tsx'

/** Whom to see next, about what, and why: a team's pattern in words. */
export function NextThing({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation()
  const { when } = useFormat()
  const said = useSaid()
  const { id, kind, team, state, movedAt } = opportunity
  return (
    <Thing
      mark={kind === 'done_well' ? '♡' : undefined}
      title={t(kind === 'done_well' ? 'coaching.next_well' : 'coaching.next', {
        team: team.name,
        subject: said.subject(opportunity),
      })}
    >
      <p>
        {said.seen(opportunity)} {said.ask(opportunity)}
      </p>
      {state === 'taken_up' && movedAt && <p>{t('coaching.next_taken_up', { when: when(movedAt) })}</p>}
      <Row>
        <ActLink to="/coaching/$opportunityId" params={{ opportunityId: id }}>
          {t(state === 'taken_up' ? 'coaching.next_go_on' : 'coaching.next_open')}
        </ActLink>
      </Row>
    </Thing>
  )
}
