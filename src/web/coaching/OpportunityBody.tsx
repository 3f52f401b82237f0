import { useTranslation } from 'react-i18next'
import type { Opportunity } from '../../contract/coaching.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Soft } from '../ui/Page.tsx'
import styles from './Coaching.module.css'
import { MoveOpportunity } from './MoveOpportunity.tsx'
import { useSaid } from './said.ts'

type BodyProps = {
  opportunity: Opportunity
  /** the page of its own needs no link to itself */
  whole?: boolean
}

/** A pattern: what was seen, what one might ask, why we believe it, and what was made of it. */
export function OpportunityBody({ opportunity, whole }: BodyProps) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const said = useSaid()
  const { kind, team, firstWeek, week, state } = opportunity
  return (
    <>
      <p>
        {said.seen(opportunity)} {said.ask(opportunity)}
      </p>
      <p>
        <Soft small>
          {t('coaching.of_team', { team: team.name })}{' '}
          {firstWeek === week
            ? t('coaching.found_once', { date: date(week) })
            : t('coaching.found_again', { first: date(firstWeek), date: date(week) })}
        </Soft>
      </p>
      {state !== 'new' && <Made opportunity={opportunity} />}
      <details className={styles.why} open={whole}>
        <summary>{t('coaching.why')}</summary>
        <ol>
          {said.why(opportunity).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      </details>
      <MoveOpportunity opportunity={opportunity} title={said.title(opportunity)}>
        {!whole && (
          <ActLink kind="quiet" to="/coaching/$opportunityId" params={{ opportunityId: opportunity.id }}>
            {t(opportunity.ownTeam ? 'coaching.read_contacts' : 'coaching.read_more')}
          </ActLink>
        )}
        {kind === 'unused_authority' && opportunity.ownTeam && (
          <ActLink kind="quiet" to="/mandates">
            {t('coaching.read_mandate')}
          </ActLink>
        )}
        {kind === 'repeated_lift' && opportunity.ownTeam && (
          <ActLink kind="quiet" to="/guarantee/proposals">
            {t('coaching.propose_change')}
          </ActLink>
        )}
      </MoveOpportunity>
    </>
  )
}

/** What the coach made of it, in their words. */
function Made({ opportunity: { state, movedByName, movedAt, words } }: { opportunity: Opportunity }) {
  const { t } = useTranslation()
  const { when } = useFormat()
  if (state === 'new') return null
  return (
    <div className={styles.made}>
      <p>
        {t(`coaching.made_${state}`, { name: movedByName ?? '', when: movedAt ? when(movedAt) : '' })}
        {words && (
          <>
            {' '}
            <q dir="auto">{words}</q>
          </>
        )}
      </p>
    </div>
  )
}
