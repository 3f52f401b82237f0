import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Series } from '../../contract/coaching.ts'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Table } from '../ui/Table.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import styles from './Coaching.module.css'
import { SeriesChart } from './SeriesChart.tsx'
import { useSaid } from './said.ts'

/** Half a year of the team's outcomes: where something changed, and where it is the noise it always had. */
export function TeamSeries() {
  const { t } = useTranslation()
  const { teamId } = useParams({ strict: false }) as { teamId?: string }
  const teams = useTeams()
  const chosen = teamId ?? teams?.[0]?.id
  const found = useRead(
    'series.show',
    { params: { teamId: chosen ?? '' } },
    { enabled: chosen !== undefined },
  )
  const [tables, setTables] = useState(false)
  const toggle = () => setTables((shown) => !shown)
  useKeys([{ keys: 't', label: t('coaching.series_tables'), group: t('coaching.series'), run: toggle }])
  if (teams?.length === 0)
    return (
      <Page title={t('coaching.series')} sentence={t('coaching.series_no_team')}>
        <EmptyState title={t('coaching.series_no_team_title')}>
          <p>{t('coaching.series_no_team_what')}</p>
        </EmptyState>
      </Page>
    )
  if (!found.data) return <Loading of={found} />
  const { items, team, enoughPeople } = found.data
  const signals = items.filter(({ reading }) => reading.says === 'signal').length
  return (
    <Page
      title={t('coaching.series')}
      eyebrow={<bdi>{team.name}</bdi>}
      sentence={
        enoughPeople
          ? t(signals > 0 ? 'coaching.series_sentence' : 'coaching.series_sentence_noise', { count: signals })
          : t('coaching.series_few_people')
      }
      lead={t('coaching.series_lead')}
    >
      {teams && teams.length > 1 && (
        <Tabs
          label={t('coaching.series')}
          tabs={teams.map(({ id, name }) => ({
            to: '/team-series/{-$teamId}',
            params: { teamId: id },
            label: name,
          }))}
        />
      )}
      {enoughPeople && (
        <>
          <Row>
            <ActButton kind="quiet" keys="t" pressed={tables} onClick={toggle}>
              {t('coaching.series_tables')}
            </ActButton>
          </Row>
          {items.map((series) => (
            <OneSeries key={series.measure} series={series} table={tables} />
          ))}
        </>
      )}
    </Page>
  )
}

function OneSeries({ series, table }: { series: Series; table: boolean }) {
  const { t } = useTranslation()
  const { date, number, percent } = useFormat()
  const said = useSaid()
  const name = t(`coaching.measure_${series.measure}`)
  return (
    <section className={styles.series}>
      <h2>{name}</h2>
      <p>{said.reading(series)}</p>
      {series.limits && !table && <SeriesChart series={series} label={`${name}. ${said.reading(series)}`} />}
      {table && series.weeks.length > 0 && (
        <Table
          caption={name}
          hideCaption
          columns={[
            { key: 'week', header: t('coaching.series_week'), cell: ({ week }) => date(week) },
            {
              key: 'share',
              header: t('coaching.series_share'),
              numeric: true,
              cell: ({ counted }) => (counted ? percent(counted.share) : t('coaching.series_week_few')),
            },
            {
              key: 'counts',
              header: t('coaching.series_counts'),
              numeric: true,
              cell: ({ counted }) =>
                counted
                  ? t('coaching.series_count', { hits: number(counted.count), of: number(counted.of) })
                  : '',
            },
            {
              key: 'says',
              header: t('coaching.series_says'),
              cell: ({ counted, signals }) =>
                counted
                  ? t(signals.length > 0 ? 'coaching.series_signal' : 'coaching.series_noise_week')
                  : '',
            },
          ]}
          rows={series.weeks}
          rowKey={({ week }) => week}
        />
      )}
    </section>
  )
}

/** The teams I work in, or those of the sites I manage; undefined while it isn't known. */
function useTeams(): { id: string; name: string }[] | undefined {
  const { person } = useSession()
  const manages = person.assignments.some(({ role }) => role === 'manager')
  const home = useRead('home.show', {}, { enabled: manages })
  if (manages && !home.data) return undefined
  const own = person.assignments.flatMap(({ teamId, teamName }) =>
    teamId && teamName ? [{ id: teamId, name: teamName }] : [],
  )
  const managed = (home.data?.manager?.teams ?? []).map(({ id, name }) => ({ id, name }))
  return [...new Map([...own, ...managed].map((team) => [team.id, team])).values()]
}
