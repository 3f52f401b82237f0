import { useTranslation } from 'react-i18next'
import type { ScenarioStep } from '../../core/training/scenario.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { Eyebrow, Row } from '../ui/Page.tsx'
import styles from './Training.module.css'

type StepFieldsProps = {
  step: ScenarioStep
  nth: number
  fault: boolean
  onChange: (step: ScenarioStep) => void
}

/** One turn: the customer's words, what was said then, and what else one could say. */
export function StepFields({ step, nth, fault, onChange }: StepFieldsProps) {
  const { t } = useTranslation()
  const { options } = step
  return (
    <section className={styles.form}>
      <Eyebrow as="h2">{t('training.turn', { number: nth + 1 })}</Eyebrow>
      <TextAreaField
        label={t('training.words')}
        rows={4}
        value={step.words}
        onChange={(words) => onChange({ ...step, words })}
      />
      <TextAreaField
        label={t('training.said')}
        value={step.said ?? ''}
        onChange={(said) => onChange({ ...step, said: said || null })}
      />
      {options.map((option, at) => (
        <TextField
          // biome-ignore lint/suspicious/noArrayIndexKey: what is typed has no other name
          key={at}
          label={t('training.option', { number: at + 1 })}
          maxLength={2000}
          value={option}
          onChange={(text) =>
            onChange({ ...step, options: options.map((one, place) => (place === at ? text : one)) })
          }
        />
      ))}
      {fault && <p className={styles.soft}>{t('training.options_fault')}</p>}
      {options.length < 4 && (
        <Row>
          <ActButton kind="quiet" onClick={() => onChange({ ...step, options: [...options, ''] })}>
            {t('training.add_option')}
          </ActButton>
          {options.length === 0 && step.said && (
            <ActButton kind="quiet" onClick={() => onChange({ ...step, options: [step.said ?? '', ''] })}>
              {t('training.option_of_then')}
            </ActButton>
          )}
        </Row>
      )}
    </section>
  )
}
