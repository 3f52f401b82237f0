import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CoachingStep } from '../../contract/coaching-session.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Row } from '../ui/Page.tsx'
import styles from './Session.module.css'

type Props = {
  step: CoachingStep
  objection?: CoachingStep | undefined
  canObject: boolean
  onObject: () => void
}

/** One thing that was said or done, and what the agent objects to it, beside it. */
export function SessionStep({ step, objection, canObject, onObject }: Props) {
  const { t } = useTranslation()
  const { date: day, moment, sentence } = useFormat()
  const { contacts, date, kind, name, side, text } = step
  return (
    <li className={styles.step} data-side={text ? side : undefined}>
      <time className={styles.day} dateTime={step.on}>
        {sentence(day(step.on))}
      </time>
      <p className={styles.by}>
        {t(`coaching_session.step_${kind}`, { name, date: date ? moment(date.startsAt) : '' })}
      </p>
      {text && (
        <p className={styles.text} dir="auto">
          {text}
        </p>
      )}
      {contacts.length > 0 && (
        <ul className={styles.chosen} aria-label={t('coaching_session.contacts')}>
          {contacts.map((contact) => (
            <li key={contact.id}>
              <Link to={`/contacts/${contact.id}` as string}>
                <bdi>
                  {t('coaching_session.contact_of', { subject: contact.subject, name: contact.customerName })}
                </bdi>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {objection && (
        <div className={styles.objection}>
          <p className={styles.by}>{t('coaching_session.step_objected', { name: objection.name })}</p>
          <p className={styles.text} dir="auto">
            {objection.text}
          </p>
        </div>
      )}
      {canObject && !objection && (
        <Row>
          <ActButton kind="quiet" about={name} onClick={onObject}>
            {t('coaching_session.do_object')}
          </ActButton>
        </Row>
      )}
    </li>
  )
}
