import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Admin.module.css'

/** One mail as its reader gets it. */
export function Mail() {
  const { t } = useTranslation()
  const { mailId } = useParams({ strict: false }) as { mailId: string }
  const mail = useRead('mail.show', { params: { mailId } })
  if (!mail.data) return <Loading of={mail} />
  const { subject, to, state, createdAt, createdDay, text, language, error } = mail.data
  return (
    <Page
      title={subject}
      eyebrow={
        <>
          {t('admin.mail_to', { to: `\u2068${to}\u2069` })} · <When at={createdAt} day={createdDay} exact />
        </>
      }
      sentence={<bdi lang={language}>{subject}</bdi>}
      lead={t(`admin.mail_${state}`)}
    >
      {error && (
        <p className={styles.fault} dir="auto">
          {error}
        </p>
      )}
      <div className={styles.letter} dir="auto" lang={language}>
        {partsOf(text).map(({ at, part, link }) =>
          link ? (
            <a key={at} href={part} dir="ltr">
              {part}
            </a>
          ) : (
            <span key={at}>{part}</span>
          ),
        )}
      </div>
      <Row>
        <ActLink kind="quiet" to="/outbox">
          {t('admin.outbox_back')}
        </ActLink>
      </Row>
    </Page>
  )
}

/** The text, and the addresses within it that can be followed. */
function partsOf(text: string): { at: number; part: string; link: boolean }[] {
  let at = 0
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/).map((part, nth) => {
    const place = at
    at += part.length
    return { at: place + nth / 1e6, part, link: nth % 2 === 1 }
  })
}
