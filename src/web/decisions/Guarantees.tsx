import { useTranslation } from 'react-i18next'
import type { GuaranteeSheet } from '../../contract/guarantee.ts'
import { useDay } from '../mandates/day.ts'
import { useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { useKeys } from '../ui/keys.ts'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import styles from './Guarantees.module.css'
import { useWhat } from './what.ts'
import './print.css'

/** My decisions for paper: each with what protects it, who signed for that, and where the record of it is. */
export function Guarantees() {
  const { t } = useTranslation()
  const { person } = useSession()
  const read = useReadPages('guarantee.list')
  useKeys([{ keys: 'p', label: t('decisions.print'), group: t('decisions.nav'), run: () => window.print() }])
  if (!read.items) return <Loading of={read} />
  return (
    <Page
      title={t('guarantee.paper_title')}
      eyebrow={person.name}
      sentence={t('guarantee.paper_sentence')}
      lead={t('guarantee.paper_lead')}
    >
      <div className={styles.bar}>
        <Row>
          {read.items.length > 0 && (
            <ActButton keys="p" onClick={() => window.print()}>
              {t('decisions.print')}
            </ActButton>
          )}
          {read.hasMore && (
            <ActButton kind="quiet" busy={read.busy} onClick={read.more}>
              {t('decisions.more')}
            </ActButton>
          )}
          <ActLink kind="quiet" to="/decisions">
            {t('decisions.nav')}
          </ActLink>
        </Row>
      </div>
      {read.items.length === 0 && (
        <EmptyState title={t('decisions.empty_title')}>
          <p>{t('decisions.empty_mine')}</p>
        </EmptyState>
      )}
      {read.items.map((sheet) => (
        <SheetOf key={sheet.decisionId} sheet={sheet} />
      ))}
    </Page>
  )
}

function SheetOf({ sheet }: { sheet: GuaranteeSheet }) {
  const { t } = useTranslation()
  const what = useWhat()
  const day = useDay()
  const { list } = useFormat()
  const { mandate, entry } = sheet
  return (
    <article className={styles.sheet}>
      <h2 className={styles.what}>
        {t('decisions.what_for', { what: what(sheet), customer: sheet.customerName })}
      </h2>
      <p className={styles.promise}>
        {sheet.guaranteed ? t('guarantee.paper_promise') : t('decisions.not_guaranteed')}
      </p>
      <dl className={styles.facts}>
        <dt>{t('decisions.at')}</dt>
        <dd>{t('guarantee.paper_day', { day: day(sheet.at), client: sheet.clientName })}</dd>
        <dt>{t('decisions.basis')}</dt>
        <dd>{t(`decisions.basis_${sheet.basis}`, { number: mandate?.number ?? null })}</dd>
        {mandate && (
          <>
            <dt>{t('guarantee.paper_signed')}</dt>
            <dd>
              {list(
                mandate.signatures.map(({ side, personName, at }) =>
                  t(`guarantee.paper_${side}`, { name: personName, day: day(at) }),
                ),
              )}
            </dd>
            <dt>{t('guarantee.paper_mandate')}</dt>
            <dd className={styles.code} dir="ltr">
              {mandate.hash}
            </dd>
          </>
        )}
        {entry && (
          <>
            <dt>{t('decisions.entry')}</dt>
            <dd>
              {entry.seq === null
                ? t('decisions.entry_soon')
                : t('decisions.entry_at', { number: entry.seq })}
            </dd>
            <dt>{t('guarantee.paper_receipt')}</dt>
            <dd className={styles.code} dir="ltr">
              {entry.id} · {entry.hash}
            </dd>
          </>
        )}
      </dl>
    </article>
  )
}
