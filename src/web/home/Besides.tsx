import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { useFormat } from '../ui/format.ts'
import { Eyebrow } from '../ui/Page.tsx'
import styles from './Home.module.css'

/** Under every home, quietly: results that await my word, and the open pulse until I have drawn my ballot. */
export function Besides() {
  const { t } = useTranslation()
  const { can } = useSession()
  const { date } = useFormat()
  const agreed = useRead(
    'expectation.list',
    { query: { ended: 'false' } },
    { enabled: can('expectation.agree') },
  )
  const pulse = useRead('pulse.show', {}, { enabled: can('pulse.answer') })
  const awaiting = (agreed.data?.items ?? []).filter(({ awaitsMe }) => awaitsMe).slice(0, 5)
  const open = pulse.data && !pulse.data.drawn && pulse.data.sites.length > 0
  if (awaiting.length === 0 && !open) return null
  return (
    <section className={styles.besides}>
      <Eyebrow as="h2">{t('home.also_title')}</Eyebrow>
      <ul>
        {awaiting.map(({ id, open: term, holds }) => (
          <li key={id}>
            <Link to="/expectations/$expectationId" params={{ expectationId: id }}>
              <bdi>{(term?.ends ? holds : term)?.result}</bdi>
            </Link>{' '}
            {t(
              term?.ends
                ? 'expectations.proposes_end'
                : holds
                  ? 'expectations.proposes_change'
                  : 'expectations.proposes',
              { name: term?.writtenBy ?? '' },
            )}
          </li>
        ))}
        {open && (
          <li>
            <Link to="/pulse">{t('home.also_pulse', { until: date(pulse.data.round.closes) })}</Link>
          </li>
        )}
      </ul>
    </section>
  )
}
