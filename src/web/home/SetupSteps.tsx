import { useTranslation } from 'react-i18next'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import styles from './Home.module.css'
import type { SetupStep } from './setup-steps.ts'

/** What is done, what comes next, and what after: only the next can be pressed. */
type SetupStepsProps = {
  steps: readonly SetupStep[]
  /** the mandate that is written and not yet signed by both */
  drafted: string | undefined
}

export function SetupSteps({ steps, drafted }: SetupStepsProps) {
  const { t } = useTranslation()
  const next = steps.find(({ done }) => !done)
  return (
    <ol className={styles.steps}>
      {steps.map(({ step, to, done }, nth) => (
        <li key={step} className={done ? `${styles.step} ${styles.done}` : styles.step}>
          <span className={styles.mark} aria-hidden="true">
            {done ? '✓' : nth + 1}
          </span>
          <div>
            <h2 className={styles.stepTitle}>{t(done ? `home.step_${step}_done` : `home.step_${step}`)}</h2>
            {!done && (
              <p className={styles.stepText}>
                {t(step === 'mandate' && drafted ? 'home.step_sign_text' : `home.step_${step}_text`)}
              </p>
            )}
            {step === next?.step && (
              <Row>
                {step === 'mandate' && drafted ? (
                  <ActLink to={`/mandates/${drafted}`}>{t('home.step_sign_do')}</ActLink>
                ) : (
                  <ActLink to={to}>{t(`home.step_${step}_do`)}</ActLink>
                )}
              </Row>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
