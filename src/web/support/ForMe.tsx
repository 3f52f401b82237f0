import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { useWhat } from '../decisions/what.ts'
import { useReadPages } from '../queries.ts'
import { useKeys } from '../ui/keys.ts'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { type Choice, choicesFor } from './choices.ts'
import { RequestSheet } from './RequestSheet.tsx'
import styles from './Support.module.css'
import { SupportTabs } from './SupportTabs.tsx'

/** What waits for my answer, soonest due first. One of them has the keys. */
export function ForMe() {
  const { t } = useTranslation()
  const waiting = useReadPages('support.list', { query: { view: 'for_me' } })
  const items = waiting.items ?? []
  const [chosen, setChosen] = useState<{ id: string; choice: Choice | null }>()
  const [done, setDone] = useState('')
  const arrived = useArrivals(waiting.items)
  const current = items.find(({ id }) => id === chosen?.id) ?? items[0]
  const choice = current && current.id === chosen?.id ? chosen.choice : null

  function move(steps: number) {
    const at = items.findIndex(({ id }) => id === current?.id)
    const next = items[Math.min(items.length - 1, Math.max(0, at + steps))]
    if (!next) return
    setChosen({ id: next.id, choice: null })
    document.getElementById(`request-${next.id}`)?.focus()
  }
  const choices = current ? choicesFor(current) : []
  useKeys([
    { keys: 'j', label: t('support.key_next'), group: t('support.nav'), run: () => move(1) },
    { keys: 'k', label: t('support.key_previous'), group: t('support.nav'), run: () => move(-1) },
    ...choices.map((one, nth) => ({
      keys: String(nth + 1),
      label: t(`support.choose_${one}`),
      group: t('support.nav'),
      run: () => current && setChosen({ id: current.id, choice: one }),
    })),
  ])
  if (!waiting.items) return <Loading of={waiting} />
  return (
    <Page
      title={t('support.nav')}
      sentence={
        items.length > 0 ? t('support.sentence', { count: items.length }) : t('support.sentence_none')
      }
      lead={items.length > 0 ? t('support.lead') : undefined}
    >
      <SupportTabs />
      <div role="status" className={styles.status}>
        {done && <p>{done}</p>}
        {arrived && <p className={styles.arrived}>{arrived}</p>}
      </div>
      {items.length === 0 && (
        <EmptyState title={t('support.empty_title')}>
          <p>{t('support.empty')}</p>
        </EmptyState>
      )}
      {items.map((request) => (
        <RequestSheet
          key={request.id}
          request={request}
          current={request.id === current?.id}
          choice={request.id === current?.id ? choice : null}
          onChoose={(next) => setChosen({ id: request.id, choice: next })}
          onAnswered={setDone}
        />
      ))}
      <More of={waiting}>{t('support.more')}</More>
    </Page>
  )
}

/** Says what has just come in, for the eye that is elsewhere and for who listens to the page. */
function useArrivals(items: readonly SupportRequest[] | undefined): string {
  const { t } = useTranslation()
  const what = useWhat()
  const known = useRef<Set<string>>(undefined)
  const [arrived, setArrived] = useState<SupportRequest>()
  useEffect(() => {
    if (!items) return
    const fresh = known.current && items.find(({ id }) => !known.current?.has(id))
    known.current = new Set(items.map(({ id }) => id))
    if (fresh) setArrived(fresh)
  }, [items])
  if (!arrived || !items?.some(({ id }) => id === arrived.id)) return ''
  return t('support.arrived', { what: what(arrived), agent: arrived.agentName })
}
