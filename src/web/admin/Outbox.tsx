import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useReadPages } from '../queries.ts'
import { When } from '../ui/Amount.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import styles from './Admin.module.css'

/** What was mailed, or would have been: without a mail server, mails wait here to be read. */
export function Outbox() {
  const { t } = useTranslation()
  const mails = useReadPages('mail.list')
  if (!mails.items) return <Loading of={mails} />
  const failing = mails.items.some(({ state }) => state === 'failing')
  const kept = mails.items.some(({ state }) => state === 'kept')
  const said = mails.items.length === 0 ? 'none' : failing ? 'failing' : kept ? 'kept' : 'fine'
  return (
    <Page
      title={t('admin.outbox')}
      sentence={t(`admin.outbox_${said}`)}
      lead={failing ? t('admin.outbox_failing_lead') : kept ? t('admin.outbox_kept_lead') : undefined}
    >
      {mails.items.length === 0 ? (
        <EmptyState title={t('admin.outbox_empty')} />
      ) : (
        <Lines label={t('admin.outbox')}>
          {mails.items.map((mail) => (
            <Line
              key={mail.id}
              title={
                <Link to={`/outbox/${mail.id}`} dir="auto">
                  {mail.subject}
                </Link>
              }
              end={<When at={mail.createdAt} day={mail.createdDay} />}
            >
              <p>
                {t('admin.mail_to', { to: `\u2068${mail.to}\u2069` })} ·{' '}
                <span className={mail.state === 'failing' ? styles.fault : undefined}>
                  {t(`admin.mail_${mail.state}`)}
                </span>
              </p>
            </Line>
          ))}
        </Lines>
      )}
      <More of={mails}>{t('admin.more')}</More>
    </Page>
  )
}
