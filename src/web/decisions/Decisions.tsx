import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../contract/decision.ts'
import { type PowerKind, powerKinds } from '../../core/mandate/document.ts'
import { useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { DecisionLines } from './DecisionLines.tsx'
import styles from './Decisions.module.css'
import './print.css'

/** Mine, each with its guarantee; my team's, my client's or everybody's for who reads on their behalf. */
export function Decisions() {
  const { t } = useTranslation()
  const { can, has } = useSession()
  const [power, setPower] = useState<PowerKind | ''>('')
  const made = useReadPages('decision.list', { query: power ? { power } : {} })
  const reader = readerOf(has)
  useKeys([{ keys: 'p', label: t('decisions.print'), group: t('decisions.nav'), run: () => window.print() }])
  if (!made.items) return <Loading of={made} />
  return (
    <Page
      title={t('decisions.nav')}
      sentence={t(`decisions.sentence_${reader}`)}
      lead={
        <>
          {t(`decisions.lead_${reader}`)} {reader !== 'mine' && <Pattern items={made.items} />}
        </>
      }
    >
      <div className={styles.bar}>
        <SelectField
          label={t('decisions.filter')}
          options={[
            { value: '', label: t('decisions.filter_all') },
            ...powerKinds.map((kind) => ({ value: kind, label: t(`power.${kind}`) })),
          ]}
          value={power}
          onChange={setPower}
        />
        {can('decision.make') && (
          <ActLink kind="quiet" to="/decisions/guarantees">
            {t('guarantee.paper_open')}
          </ActLink>
        )}
        {made.items.length > 0 && (
          <ActButton keys="p" onClick={() => window.print()}>
            {t('decisions.print')}
          </ActButton>
        )}
      </div>
      {made.items.length === 0 ? (
        <EmptyState title={power ? t('decisions.none_of_power') : t('decisions.empty_title')}>
          <p>{t(reader === 'mine' ? 'decisions.empty_mine' : 'decisions.empty')}</p>
        </EmptyState>
      ) : (
        <DecisionLines items={made.items} label={t('decisions.nav')} guarantee />
      )}
      <More of={made}>{t('decisions.more')}</More>
    </Page>
  )
}

/** In the order in which the server widens what one reads. */
function readerOf(has: ReturnType<typeof useSession>['has']): 'mine' | 'team' | 'client' | 'sponsor' {
  if (has('sponsor')) return 'sponsor'
  if (has('client_representative')) return 'client'
  return has('coach') || has('manager') ? 'team' : 'mine'
}

/** What these decisions are mostly about: a pattern of the work, of nobody in it. */
function Pattern({ items }: { items: readonly Decision[] }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const counts = new Map<PowerKind, number>()
  for (const { power } of items) counts.set(power, (counts.get(power) ?? 0) + 1)
  // one kind alone, or a handful, is no pattern
  if (counts.size < 2 || items.length < 10) return null
  const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, 3)
  return (
    <>
      {t('decisions.pattern', {
        count: items.length,
        most: list(
          most.map(([kind, count]) =>
            t('decisions.pattern_part', { power: t(`power.${kind}`), number: count }),
          ),
        ),
      })}
    </>
  )
}
