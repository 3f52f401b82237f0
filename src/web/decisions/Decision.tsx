import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { Celebrate } from '../stories/Celebrate.tsx'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { useKeys } from '../ui/keys.ts'
import { Page, Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import { Decided } from '../ui/Words.tsx'
import { Chain } from './Chain.tsx'
import { Checks } from './Checks.tsx'
import { useContactLink } from './contact-link.ts'
import styles from './Decisions.module.css'
import { useWhat } from './what.ts'
import './print.css'

/** One decision: what protects it, what it was weighed against, and where it stands in the record. */
export function Decision() {
  const { decisionId } = useParams({ strict: false }) as { decisionId: string }
  const shown = useRead('decision.show', { params: { decisionId } })
  return shown.data ? <Shown {...shown.data} /> : <Loading of={shown} />
}

function Shown(shown: ResultOf<'decision.show'>) {
  const { decision, checks, entry } = shown
  const { t } = useTranslation()
  const { can } = useSession()
  const what = useWhat()
  const contact = useContactLink()(decision.contactId)
  useKeys([{ keys: 'p', label: t('decisions.print'), group: t('decisions.nav'), run: () => window.print() }])
  return (
    <Page
      title={what(decision)}
      eyebrow={t('decisions.eyebrow')}
      sentence={t('decisions.sentence_of', { what: what(decision), customer: decision.customerName })}
    >
      {decision.guaranteed ? (
        <Decided what={t(decision.mine ? 'decisions.final_mine' : 'decisions.final')}>
          {t(decision.mine ? 'decisions.protected_mine' : 'decisions.protected')}
        </Decided>
      ) : (
        <p>{t('decisions.not_guaranteed')}</p>
      )}
      <h2 className={styles.heading}>{t('decisions.facts')}</h2>
      <dl className={styles.facts}>
        <dt>{t('decisions.reason')}</dt>
        <dd>
          <bdi>{decision.reason}</bdi>
        </dd>
        <dt>{t('decisions.at')}</dt>
        <dd>
          <When at={decision.at} exact />
        </dd>
        {decision.agentName && (
          <>
            <dt>{t('decisions.by')}</dt>
            <dd>{decision.mine ? t('decisions.by_me') : <bdi>{decision.agentName}</bdi>}</dd>
          </>
        )}
        <dt>{t('decisions.basis')}</dt>
        <dd>{t(`decisions.basis_${decision.basis}`, { number: decision.mandateNumber })}</dd>
        <dt>{t('decisions.fulfilment')}</dt>
        <dd>{t(`decisions.fulfilment_${decision.fulfilment}`)}</dd>
      </dl>
      {!decision.mine && decision.basis !== 'imported' && can('story.celebrate') && (
        <Celebrate of={{ of: 'decision', decisionId: decision.id }} label={t('stories.celebrate')} />
      )}
      <Chain {...shown} />
      <Checks checks={checks} decision={decision} />
      <h2 className={styles.heading}>{t('decisions.entry')}</h2>
      {entry ? (
        <>
          <p className={styles.entry}>
            {entry.seq === null ? t('decisions.entry_soon') : t('decisions.entry_at', { number: entry.seq })}
          </p>
          <dl className={styles.facts}>
            <dt>{t('decisions.entry_id')}</dt>
            <dd className={styles.code} dir="ltr">
              {entry.id}
            </dd>
            <dt>{t('decisions.entry_hash')}</dt>
            <dd className={styles.code} dir="ltr">
              {entry.hash}
            </dd>
          </dl>
        </>
      ) : (
        <p>{t('decisions.entry_none')}</p>
      )}
      <Row>
        <ActButton keys="p" onClick={() => window.print()}>
          {t('decisions.print')}
        </ActButton>
        {contact && (
          <ActLink kind="quiet" to={contact}>
            {t('decisions.contact')}
          </ActLink>
        )}
        {entry?.sealed && (
          <a href={`/api/v1/decisions/${decision.id}/receipt`} download={`${decision.id}.receipt.json`}>
            {t('decisions.receipt')}
          </a>
        )}
        {can('ledger.read') && (
          <ActLink kind="quiet" to={`/ledger/${decision.clientId}`}>
            {t('decisions.ledger')}
          </ActLink>
        )}
      </Row>
    </Page>
  )
}
