import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { useContactLink } from '../decisions/contact-link.ts'
import { useWhat } from '../decisions/what.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { type Choice, choicesFor } from './choices.ts'
import { useClock } from './clock.ts'
import styles from './Support.module.css'

type RequestSheetProps = {
  request: SupportRequest
  /** this one has the keys */
  current: boolean
  choice: Choice | null
  onChoose: (choice: Choice | null) => void
  onAnswered: (told: string) => void
}

/** One request: who needs what for whom, why, by when; and the answers. */
export function RequestSheet({ request, current, choice, onChoose, onAnswered }: RequestSheetProps) {
  const { t } = useTranslation()
  const what = useWhat()
  const clock = useClock()
  const contact = useContactLink()(request.contactId)
  return (
    // reached by j and k; what can be pressed inside has its own place in the order of Tab
    <div id={`request-${request.id}`} tabIndex={-1} className={styles.request}>
      <Sheet
        emphasis={choice ? 'you' : undefined}
        eyebrow={t('support.from', { agent: request.agentName, team: request.teamName })}
        title={
          <span className={styles.what}>
            {request.kind === 'lift'
              ? t('support.what_for', { what: what(request), customer: request.customerName })
              : t(request.refusedDecisionId ? 'support.what_refused_for' : 'support.what_obstacle_for', {
                  customer: request.customerName,
                })}
          </span>
        }
      >
        <p className={styles.reason}>
          <bdi>{request.reason}</bdi>
        </p>
        {request.corrects && <p className={styles.note}>{t('support.adds')}</p>}
        {request.refusedDecisionId && <p className={styles.note}>{t('support.refused_note')}</p>}
        <p className={styles.clock}>{clock(request)}</p>
        {request.passedUp && <p className={styles.note}>{t('support.passed_up')}</p>}
        {choice ? (
          <AnswerForm
            key={choice}
            request={request}
            choice={choice}
            onLeave={() => onChoose(null)}
            onAnswered={onAnswered}
          />
        ) : (
          <Row>
            {choicesFor(request).map((one, nth) => (
              <ActButton
                key={one}
                kind={one === 'declined' ? 'quiet' : 'plain'}
                keys={current ? String(nth + 1) : undefined}
                onClick={() => onChoose(one)}
              >
                {t(`support.choose_${one}`)}
              </ActButton>
            ))}
            {contact && (
              <ActLink kind="quiet" to={contact}>
                {t('support.read_contact')}
              </ActLink>
            )}
          </Row>
        )}
      </Sheet>
    </div>
  )
}
