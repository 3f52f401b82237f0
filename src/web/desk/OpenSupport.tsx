import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import type { SupportRequest } from '../../contract/support.ts'
import { useFormat } from '../ui/format.ts'
import { useNow } from '../ui/now.ts'
import { useAskedFor } from './asked.ts'
import styles from './May.module.css'

/** What I asked support for and still wait for; the answer, when it comes, is read out and stands in the conversation. */
export function OpenSupport({ contact }: { contact: ContactDetail }) {
  const open = contact.supportRequests.filter(({ state }) => state === 'open')
  return (
    <div role="status" className={styles.support}>
      {open.map((request) => (
        <Waiting key={request.id} request={request} />
      ))}
      {open.length === 0 && <LatestAnswer contact={contact} />}
    </div>
  )
}

function Waiting({ request }: { request: SupportRequest }) {
  const { t } = useTranslation()
  const { moment } = useFormat()
  const asked = useAskedFor()
  const late = request.dueAt < useNow()
  const when = moment(request.dueAt)
  return (
    <div className={styles.waiting}>
      <p>
        <strong>{t('power.asked', { what: asked(request) })}</strong>
      </p>
      <p>
        {t(request.passedUp ? 'power.with_level_passed' : 'power.with_level', {
          who: t(`ui.role_${request.level}`),
        })}{' '}
        {t(late ? 'power.was_due' : 'power.due', { when })}{' '}
        {!late && t(request.standsIfSilent ? 'power.silence_stands' : 'power.silence_passes')}
      </p>
    </div>
  )
}

/** The last answer, while nothing was decided or written after it. */
function LatestAnswer({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation()
  const asked = useAskedFor()
  const latest = contact.supportRequests
    .filter(({ mine, answeredAt }) => mine && answeredAt)
    .sort((a, b) => (a.answeredAt! < b.answeredAt! ? 1 : -1))[0]
  if (!latest?.answeredAt || latest.state === 'open') return null
  const since = latest.answeredAt
  const replied = contact.messages.some(({ kind, mine, at }) => mine && kind === 'reply' && at > since)
  if (replied || contact.state === 'closed') return null
  return (
    <div className={styles.answered}>
      <p>
        <strong>{t(`power.answer_${latest.state}`, { what: asked(latest) })}</strong>
      </p>
      {latest.answer && <p dir="auto">{latest.answer}</p>}
    </div>
  )
}
