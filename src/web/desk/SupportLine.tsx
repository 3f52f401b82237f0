import { useTranslation } from 'react-i18next'
import type { SupportRequest } from '../../contract/support.ts'
import { When } from '../ui/Amount.tsx'
import { useAskedFor } from './asked.ts'
import { isolated } from './naming.ts'
import styles from './Thread.module.css'

/** A support request that was answered, or that silence answered: what was asked, and what came back. */
export function SupportLine({ request }: { request: SupportRequest }) {
  const { t } = useTranslation()
  const asked = useAskedFor()
  const { state, answeredByName, answer, answeredAt } = request
  if (state === 'open' || !answeredAt) return null
  return (
    <div className={styles.support}>
      <p>
        {t(`desk.support_${state}`, {
          what: asked(request),
          name: isolated(answeredByName ?? t('desk.support_somebody')),
        })}{' '}
        · <When at={answeredAt} />
      </p>
      <p dir="auto">{request.reason}</p>
      {answer && <p dir="auto">{t('desk.support_answer', { answer: isolated(answer) })}</p>}
    </div>
  )
}
