import { useTranslation } from 'react-i18next'
import type { Mirror as MirrorData } from '../../contract/handling.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useRead } from '../queries.ts'
import { useFormat } from '../ui/format.ts'
import { Eyebrow, Page, Rule } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Table } from '../ui/Table.tsx'
import { Aim } from './Aim.tsx'
import styles from './Mirror.module.css'
import { Weeks } from './Weeks.tsx'

type Group = MirrorData['touchpoints'][number]

/** Hundredths of a percent: less than one in a hundred is not worth a sentence. */
const worthSaying = 100

/** My own time: how long my contacts take me, and whether that changes. Nobody else has a way here. */
export function Mirror() {
  const { t } = useTranslation()
  const { duration, percent } = useFormat()
  const touchpoint = useTouchpoint()
  const mine = useRead('mirror.show')
  if (!mine.data) return <Loading of={mine} />
  const { whole, touchpoints, channels, weeks, trend, parallel, aim } = mine.data
  const nothing = whole.medianSeconds === null
  return (
    <Page
      title={t('mirror.nav')}
      sentence={
        nothing
          ? t('mirror.sentence_none')
          : t(`mirror.sentence_${trend}`, { time: duration(whole.medianSeconds!) })
      }
      lead={t('mirror.lead')}
    >
      {nothing ? (
        <EmptyState title={t('mirror.empty_title')}>{t('mirror.empty')}</EmptyState>
      ) : (
        <Weeks weeks={weeks} aimMinutes={aim?.minutes ?? null} />
      )}
      <Aim aim={aim} medianSeconds={whole.medianSeconds} />
      {!nothing && (
        <>
          <Rule />
          <Groups title={t('mirror.by_touchpoint')} groups={touchpoints} nameOf={touchpoint} />
          <Groups
            title={t('mirror.by_channel')}
            groups={channels}
            nameOf={(name) => t(`desk.channel_${name as 'web'}`)}
          />
        </>
      )}
      <Rule />
      <Eyebrow as="h2">{t('mirror.how_title')}</Eyebrow>
      <p className={styles.how}>
        {t('mirror.how')}{' '}
        {parallel >= worthSaying && t('mirror.how_parallel', { share: percent(parallel / 10_000) })}{' '}
        {t('mirror.how_trend')}
      </p>
    </Page>
  )
}

type GroupsProps = { title: string; groups: readonly Group[]; nameOf: (name: string) => string }

function Groups({ title, groups, nameOf }: GroupsProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { middle, half } = useTimes()
  return (
    <section className={styles.groups}>
      <Eyebrow as="h2">{title}</Eyebrow>
      <Table
        caption={title}
        hideCaption
        rows={groups}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', header: t('mirror.what'), cell: ({ name }) => <bdi>{nameOf(name)}</bdi> },
          {
            key: 'contacts',
            header: t('mirror.contacts'),
            numeric: true,
            cell: (one) => number(one.contacts),
          },
          { key: 'median', header: t('mirror.median'), cell: middle },
          { key: 'half', header: t('mirror.half'), cell: half },
        ]}
      />
    </section>
  )
}

type Summary = Pick<Group, 'medianSeconds' | 'quartiles'>

/** The middle of some contacts, and between which times their middle half lies. */
export function useTimes() {
  const { t } = useTranslation()
  const { duration } = useFormat()
  return {
    middle: ({ medianSeconds }: Summary) =>
      medianSeconds === null ? t('mirror.no_contact') : duration(medianSeconds),
    half: ({ quartiles }: Summary) =>
      quartiles
        ? t('mirror.from_to', { from: duration(quartiles[0]), to: duration(quartiles[1]) })
        : t('mirror.too_few_for_half'),
  }
}
