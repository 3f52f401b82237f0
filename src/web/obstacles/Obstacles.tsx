import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Obstacle } from '../../contract/obstacle.ts'
import { useRead, useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page, Soft } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { OwnerFilter, ownerIn } from './Owner.tsx'
import { promiseKey } from './promise.ts'
import { Remove } from './Remove.tsx'
import { Unsorted } from './Unsorted.tsx'

/** What is in the way, whose it is to remove, and by when. */
export function Obstacles() {
  const { t } = useTranslation()
  const { can } = useSession()
  const { view } = useParams({ strict: false }) as { view?: string }
  const removed = view === 'removed'
  const navigate = useNavigate()
  const { owner = '' } = useSearch({ strict: false }) as { owner?: string }
  const whose = (!removed && ownerIn({ chosen: owner, other: '' })) || {}
  const read = useReadPages('obstacle.list', { query: { view: removed ? 'removed' : 'open', ...whose } })
  const unsorted = useRead('obstacle.listUnsorted', {}, { enabled: can('obstacle.write') })
  const ownerless = !owner && (unsorted.data?.items.length ?? 0) > 0
  if (!read.items) return <Loading of={read} />
  const { items } = read
  return (
    <Page
      title={t('obstacles.nav')}
      sentence={
        removed
          ? t('obstacles.sentence_removed')
          : ownerless
            ? t('obstacles.sentence_unsorted')
            : items.length === 0
              ? t(owner ? 'obstacles.sentence_none_of' : 'obstacles.sentence_none')
              : t(items.some(({ overdue }) => overdue) ? 'obstacles.sentence_late' : 'obstacles.sentence')
      }
      lead={t('obstacles.lead')}
    >
      <Tabs
        label={t('obstacles.nav')}
        tabs={[
          { to: '/obstacles', label: t('obstacles.tab_open') },
          { to: '/obstacles/removed', label: t('obstacles.tab_removed') },
        ]}
      />
      {!removed && !owner && can('obstacle.write') && <Unsorted open={items} />}
      {!removed && (
        <OwnerFilter
          of={owner}
          onChoose={(key) =>
            void navigate({ to: '.', search: (key ? { owner: key } : {}) as never, replace: true })
          }
        />
      )}
      {items.length === 0 && (removed || !ownerless) && (
        <EmptyState title={t('obstacles.empty_title')}>
          <p>{t('obstacles.empty')}</p>
        </EmptyState>
      )}
      <Lines label={t('obstacles.nav')}>
        {items.map((one) => (
          <ObstacleLine key={one.id} obstacle={one} />
        ))}
      </Lines>
      <More of={read}>{t('obstacles.more')}</More>
    </Page>
  )
}

function ObstacleLine({ obstacle }: { obstacle: Obstacle }) {
  const { t } = useTranslation()
  const { can } = useSession()
  const { date } = useFormat()
  const { title, kind, ownerName: owner, promisedOn, removedAt, state } = obstacle
  const day = date((removedAt ?? promisedOn).slice(0, 10))
  return (
    <Line title={<bdi>{title}</bdi>} end={t(`obstacles.kind_${kind}`)}>
      <p>
        {state === 'removed' ? t('obstacles.was_removed', { day }) : t(promiseKey(obstacle), { owner, day })}
      </p>
      {obstacle.removedWords && <p dir="auto">{obstacle.removedWords}</p>}
      {obstacle.reasons.map((reason) => (
        <p key={reason}>
          <q dir="auto">{reason}</q>
        </p>
      ))}
      <p>
        <Soft small>
          <bdi>{obstacle.clientName}</bdi> · <bdi>{obstacle.siteName}</bdi>
          {obstacle.metByMe && ` · ${t('obstacles.met_by_me')}`}
        </Soft>
      </p>
      {state === 'open' && can('obstacle.write') && <Remove obstacle={obstacle} />}
    </Line>
  )
}
