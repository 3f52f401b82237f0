import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { useKeys } from '../ui/keys.ts'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import { Things } from '../ui/Things.tsx'
import { ExpectationThing } from './ExpectationThing.tsx'

/** What I answer for, what is owed to me, and which of it awaits my word. */
export function Expectations() {
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const found = useRead('expectation.list', { query: { ended: over ? 'true' : 'false' } })
  useKeys([{ keys: 'n', label: t('expectations.new'), group: t('expectations.nav'), run: openNew }])
  if (!found.data) return <Loading of={found} />
  const { items } = found.data
  const awaiting = items.filter(({ awaitsMe }) => awaitsMe).length
  const agreed = items.filter(({ state }) => state === 'agreed').length
  return (
    <Page
      title={t('expectations.nav')}
      sentence={
        over
          ? t('expectations.sentence_over')
          : awaiting > 0
            ? t('expectations.sentence_awaiting', { count: awaiting })
            : t('expectations.sentence_agreed', { count: agreed })
      }
      lead={t('expectations.lead')}
    >
      <Row>
        <ActLink to="/expectations/new" keys="n">
          {t('expectations.new')}
        </ActLink>
        <ActButton kind="quiet" pressed={over} onClick={() => setOver(!over)}>
          {t('expectations.over')}
        </ActButton>
        <Link to="/goals">{t('expectations.goals_link')}</Link>
      </Row>
      {items.length === 0 ? (
        <EmptyState title={over ? t('expectations.none_over') : t('expectations.empty_title')}>
          {!over && <p>{t('expectations.empty')}</p>}
        </EmptyState>
      ) : (
        <Things>
          {items.map((one) => (
            <ExpectationThing key={one.id} expectation={one} />
          ))}
        </Things>
      )}
    </Page>
  )
}

function openNew() {
  document.querySelector<HTMLAnchorElement>('a[href="/expectations/new"]')?.click()
}
