import i18next from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProblemError } from '../api.ts'
import { ActButton } from './ActButton.tsx'
import styles from './States.module.css'

type Reading = { error: ProblemError | null; refetch: () => unknown }

/** While something is read: a quiet word, after a moment; or what went wrong, and trying again. */
export function Loading({ of }: { of?: Reading }) {
  const { t } = useTranslation()
  if (of?.error) return <ProblemNote problem={of.error} retry={() => of.refetch()} />
  return (
    <p className={styles.loading} role="status">
      {t('ui.loading')}
    </p>
  )
}

/** Nothing here: says why that is, and what will come or what to do. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {children && <div className={styles.emptyText}>{children}</div>}
    </div>
  )
}

/** What went wrong and what to do about it, in the reader's words; the request's id for who may ask. */
export function ProblemNote({
  problem,
  retry,
}: {
  problem: ProblemError | null | undefined
  retry?: () => void
}) {
  const { t } = useTranslation()
  if (!problem) return null
  const { requestId } = problem.problem
  return (
    <div className={styles.problem} role="alert">
      <p>{textOf(problem)}</p>
      {retry && (
        <p className={styles.retry}>
          <ActButton onClick={retry}>{t('ui.try_again')}</ActButton>
        </p>
      )}
      {requestId && <p className={styles.request}>{t('ui.request_id', { id: requestId })}</p>}
    </div>
  )
}

function textOf({ reason, problem }: ProblemError): string {
  if (reason === 'offline') return i18next.t('ui.problem_offline')
  if (reason === 'timeout') return i18next.t('ui.problem_timeout')
  const key = `problem.${problem.code}`
  return i18next.exists(key) ? i18next.t(key as 'ui.problem_unknown') : i18next.t('ui.problem_unknown')
}
