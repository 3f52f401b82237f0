import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Review } from '../../contract/review.ts'
import styles from './Review.module.css'

type Props = {
  criterion: Review['criteria'][number]
  /** the level's place from 0, as text, or `nothing`; '': not chosen yet */
  value: string
  onChange: (value: string) => void
  error?: string | undefined
}

/** Nothing of it shows in this conversation. */
export const nothing = 'nothing'

/** One criterion with all its levels in the team's words: one reads them while one chooses. */
export function LevelsField({ criterion, value, onChange, error }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const choices = [
    ...criterion.levels.map((label, place) => ({ value: String(place), label })),
    { value: nothing, label: t('review.nothing_seen') },
  ]
  return (
    <fieldset className={styles.question} aria-describedby={error ? `${id} error` : undefined}>
      <legend dir="auto">{criterion.name}</legend>
      {choices.map((one) => (
        <label key={one.value} className={styles.choice}>
          <input
            type="radio"
            name={id}
            value={one.value}
            checked={one.value === value}
            aria-invalid={error ? true : undefined}
            onChange={() => onChange(one.value)}
          />
          <span dir="auto">{one.label}</span>
        </label>
      ))}
      {error && (
        <p id={`${id} error`} className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
