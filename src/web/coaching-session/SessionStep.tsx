import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CoachingStep } from '../../contract/coaching-session.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
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
  const { moment } = useFormat()
  const { contacts, date, kind, name, text } = step
  return (
    <li className={styles.step}>
      <p className={styles.by}>
        <span>{t(`coaching_session.step_${kind}`, { name, date: date ? moment(date.startsAt) : '' })}</span>{' '}
        <When at={step.at} />
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
