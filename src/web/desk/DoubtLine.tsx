import { useTranslation } from 'react-i18next'
import type { ContactDetail, Doubt } from '../../contract/contact.ts'
import { ActButton } from '../ui/ActButton.tsx'
import styles from './Doubts.module.css'
import { isolated } from './naming.ts'

type DoubtLineProps = {
  doubt: Doubt
  contact: ContactDetail
  /** the key that answers it */
  keys: string | undefined
  onAnswer: (() => void) | undefined
}

/** One doubt: the question, its answer, and the customer's word on it. */
export function DoubtLine({ doubt, contact, keys, onAnswer }: DoubtLineProps) {
  const { t } = useTranslation()
  const cleared = doubt.state === 'cleared'
  const unclear = !cleared && !doubt.answered && doubt.unclearBecause !== null
  return (
    <div className={styles.line}>
      <span className={cleared ? styles.cleared : styles.open} aria-hidden="true">
        {cleared && '✓'}
      </span>
      <div className={styles.said}>
        <p>
          <bdi lang={contact.language}>{doubt.question}</bdi>
        </p>
        {doubt.answer && (
          <p className={styles.answer}>
            <bdi>{doubt.answer}</bdi>
          </p>
        )}
        {unclear && (
          <p className={styles.unclear}>
            {t('desk.unclear', { name: isolated(contact.customer.name) })}{' '}
            <q className={styles.because} dir="auto" lang={contact.language}>
              {doubt.unclearBecause}
            </q>
          </p>
        )}
      </div>
      <span className={styles.state}>
        {cleared && <span className={styles.clear}>{t('desk.clear')}</span>}
        {!cleared && !onAnswer && <span>{t(doubt.answered ? 'desk.answered' : 'desk.open')}</span>}
        {!cleared && onAnswer && (
          <ActButton kind="quiet" keys={keys} onClick={onAnswer} about={doubt.question}>
            {t(doubt.answer ? 'desk.answer_again' : 'desk.answer')}
          </ActButton>
        )}
      </span>
    </div>
  )
}
