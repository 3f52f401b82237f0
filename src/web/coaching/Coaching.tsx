import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Looked } from '../../contract/coaching.ts'
import { useAct, useRead, useReadPages } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Page, Row, Rule, Soft } from '../ui/Page.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Thing, Things } from '../ui/Things.tsx'
import { OpportunityBody } from './OpportunityBody.tsx'
import { useSaid } from './said.ts'

const views = ['open', 'shared', 'set_aside'] as const
type View = (typeof views)[number]

/** What in the team's contacts is more than chance: to take up together, to share, or to set aside. */
export function Coaching() {
  const { t } = useTranslation()
  const said = useSaid()
  const { view: asked } = useParams({ strict: false }) as { view?: string }
  const view: View = views.find((one) => one === asked) ?? 'open'
  const found = useReadPages('opportunity.list', { query: { view } })
  const { data } = useRead('opportunity.list', { query: { view, limit: 1 } })
  if (!found.items || !data) return <Loading of={found} />
  const { items } = found
  const { looked } = data
  const count = items.length
  const fresh = items.filter(({ state }) => state === 'new').length
  const sentence =
    view !== 'open'
      ? t(`coaching.sentence_${view}`)
      : looked.length === 0
        ? t('coaching.sentence_no_team')
        : fresh > 0
          ? t('coaching.sentence_new', { count: fresh })
          : t(count > 0 ? 'coaching.sentence_taken_up' : 'coaching.sentence_none')
  return (
    <Page title={t('coaching.nav')} sentence={sentence} lead={t('coaching.lead')}>
      <Tabs
        label={t('coaching.nav')}
        tabs={[
          { to: '/coaching', label: t('coaching.tab_open') },
          { to: '/coaching/view/shared', label: t('coaching.tab_shared') },
          { to: '/coaching/view/set_aside', label: t('coaching.tab_set_aside') },
        ]}
      />
      {count === 0 ? (
        <EmptyState title={t(`coaching.empty_${view}_title`)}>
          <p>{t(`coaching.empty_${view}`)}</p>
        </EmptyState>
      ) : (
        <Things>
          {items.map((one) => (
            <Thing
              key={one.id}
              mark={one.kind === 'done_well' ? '♡' : undefined}
              title={
                <Link to="/coaching/$opportunityId" params={{ opportunityId: one.id }}>
                  {said.title(one)}
                </Link>
              }
            >
              <OpportunityBody opportunity={one} />
            </Thing>
          ))}
        </Things>
      )}
      {found.hasMore && (
        <Row>
          <ActButton busy={found.busy} onClick={found.more}>
            {t('coaching.more')}
          </ActButton>
        </Row>
      )}
      {view === 'open' && looked.length > 0 && <LookedAt looked={looked} />}
      <p>
        <Link to="/team-series">{t('coaching.series_link')}</Link>
      </p>
    </Page>
  )
}

/** How much was asked to find so little: nobody should take a quiet week for an unseen one. */
function LookedAt({ looked }: { looked: readonly Looked[] }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const look = useAct('opportunity.look')
  return (
    <>
      <Rule />
      <ProblemNote problem={look.problem} />
      {looked.map((one) => (
        <Row key={one.team.id}>
          <Soft small>
            {one.week
              ? t('coaching.looked', {
                  count: one.asked,
                  team: one.team.name,
                  date: date(one.week),
                  weeks: number(one.weeks),
                })
              : t('coaching.looked_never', { team: one.team.name })}
          </Soft>
          {!one.week && one.coached && (
            <ActButton
              kind="quiet"
              busy={look.busy}
              about={one.team.name}
              onClick={() => look.run({ params: { teamId: one.team.id } })}
            >
              {t('coaching.look')}
            </ActButton>
          )}
        </Row>
      ))}
    </>
  )
}
