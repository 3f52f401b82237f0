import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { loadMoreTexts } from '../i18n.ts'
import { plainPath } from '../page-row.ts'
import { pagesFor } from '../pages.ts'
import { useMaybeSession } from '../session.tsx'
import { ActLink } from '../ui/ActButton.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState } from '../ui/States.tsx'

/** An address that leads nowhere, or to someone else's page: says which, and what there is instead. */
export function NotFound({ reason = 'unknown' }: { reason?: 'unknown' | 'not_for_you' }) {
  const { t } = useTranslation()
  const session = useMaybeSession()
  const offered = session ? pagesFor(session.person.roles) : []
  const mine = reason === 'unknown'
  const [named, setNamed] = useState(false)
  // no page of its own brought the names of the others
  useEffect(() => void loadMoreTexts().then(() => setNamed(true)), [])
  return (
    <Page
      title={mine ? t('shell.lost_title') : t('shell.closed_title')}
      sentence={mine ? t('shell.lost_sentence') : t('shell.closed_sentence')}
      lead={mine ? t('shell.lost_lead') : t('shell.closed_lead')}
    >
      {offered.length > 0 && named && (
        <EmptyState title={t('shell.lost_instead')}>
          <ul>
            {offered.map((page) => (
              <li key={page.path}>
                <Link to={plainPath(page)}>{t(page.nav)}</Link>
              </li>
            ))}
          </ul>
        </EmptyState>
      )}
      {offered.length === 0 && <ActLink to="/">{t('shell.lost_home')}</ActLink>}
    </Page>
  )
}
