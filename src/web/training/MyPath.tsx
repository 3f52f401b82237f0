import { useTranslation } from 'react-i18next'
import type { AheadShown } from '../../contract/training.ts'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Things } from '../ui/Things.tsx'
import { LevelRequests } from './LevelRequests.tsx'
import { PathThing } from './PathThing.tsx'
import { Refreshers } from './Refreshers.tsx'
import styles from './Training.module.css'
import { TrainingTabs } from './TrainingTabs.tsx'

/** What I may decide already, and what comes next: mine, and seen by nobody else. */
export function MyPath() {
  const { t } = useTranslation()
  const { can } = useSession()
  const read = useRead('training.path')
  if (!read.data) return <Loading of={read} />
  const { items, decides, refreshers } = read.data
  const open = items.filter(({ next, asked }) => next?.open && asked?.state !== 'open')
  const [ahead] = items.filter(isBegun).sort((a, b) => leftOf(a) - leftOf(b))
  const first = items.filter((one) => one.next?.open || isBegun(one) || one.level === 'trainee')
  const rest = items.filter((one) => !first.includes(one))
  const sentence = !decides
    ? t('training.path_other')
    : open.length > 0
      ? t('training.path_open', { count: open.length })
      : ahead?.next
        ? t(`training.path_next_${ahead.next.confirmedBy}`, {
            count: leftOf(ahead),
            power: t(`power.${ahead.power}`),
          })
        : t('training.path_sentence')
  return (
    <Page
      title={t('training.nav')}
      sentence={sentence}
      lead={decides ? t('training.path_lead') : t('training.path_other_lead')}
    >
      <TrainingTabs />
      {can('level.confirm') && <LevelRequests />}
      <Refreshers label={t('training.refreshers')} refreshers={refreshers} />
      {decides && items.length === 0 && (
        <EmptyState title={t('training.path_empty_title')}>
          <p>{t('training.path_empty')}</p>
        </EmptyState>
      )}
      <Steps items={[...first].sort((a, b) => leftOf(a) - leftOf(b))} />
      {first.length === 0 ? (
        <Steps items={rest} />
      ) : (
        rest.length > 0 && (
          <details className={styles.gap}>
            <summary>{t('training.path_rest')}</summary>
            <Steps items={rest} />
          </details>
        )
      )}
    </Page>
  )
}

function Steps({ items }: { items: readonly AheadShown[] }) {
  if (items.length === 0) return null
  return (
    <Things>
      {items.map((ahead) => (
        <PathThing key={ahead.power} ahead={ahead} />
      ))}
    </Things>
  )
}

/** Something was practised for the next step, and it is not there yet. */
const isBegun = ({ next }: AheadShown) => next !== null && next.done > 0 && !next.open

/** How many cases are left for the next step; what has none comes last. */
const leftOf = ({ next }: AheadShown) => (next ? next.needed - next.done : Number.POSITIVE_INFINITY)
