import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../contract/feedback.ts'
import { useContactLink } from '../decisions/contact-link.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { useFormat } from '../ui/format.ts'
import { Line } from '../ui/Lines.tsx'
import { Row } from '../ui/Page.tsx'
import { AnswerFeedback } from './AnswerFeedback.tsx'
import styles from './Feedback.module.css'

type Stance = 'answered' | 'objected'

/** One note, with what it is about and what was said to it; who it is about may answer or object. */
export function FeedbackLine({ feedback }: { feedback: Feedback }) {
  const { t } = useTranslation()
  const { list, money } = useFormat()
  const [answering, setAnswering] = useState<Stance | null>(null)
  const contact = useContactLink()
  const { aboutMe, answer, contactId, contactSubject, covers, pay, score } = feedback
  const link = contactId ? contact(contactId) : undefined
  const name = aboutMe ? feedback.authorName : feedback.aboutName
  return (
    <Line
      title={t(aboutMe ? 'feedback.from' : 'feedback.to', {
        kind: t(`feedback.kind_${feedback.kind}`),
        name,
      })}
      end={<When at={feedback.at} />}
    >
      <p className={styles.text} dir="auto">
        {feedback.text}
      </p>
      {score !== null && (
        <p className={styles.soft}>
          {t('feedback.score_of', { score, parts: list(covers.map((part) => t(`feedback.part_${part}`))) })}
        </p>
      )}
      {pay && <p className={styles.soft}>{money(pay)}</p>}
      {link && contactSubject && (
        <p className={styles.soft}>
          <Link to={link}>{t('feedback.about_contact', { subject: contactSubject })}</Link>
        </p>
      )}
      {answer && (
        <div className={styles.answer}>
          <p className={styles.soft}>{t(`feedback.said_${answer.stance}`)}</p>
          <p className={styles.text} dir="auto">
            {answer.text}
          </p>
        </div>
      )}
      {aboutMe && !answer && !answering && (
        <Row>
          {(['answered', 'objected'] as const).map((stance) => (
            <ActButton key={stance} kind="quiet" about={name} onClick={() => setAnswering(stance)}>
              {t(`feedback.do_${stance}`)}
            </ActButton>
          ))}
        </Row>
      )}
      {answering && !answer && (
        <AnswerFeedback feedback={feedback} stance={answering} onLeave={() => setAnswering(null)} />
      )}
    </Line>
  )
}
