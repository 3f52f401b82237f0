import { useTranslation } from 'react-i18next'
import styles from './Draft.module.css'
import { WholeField } from './WholeField.tsx'

type MinutesFieldProps = {
  minutes: number | null
  error?: string
  onChange: (minutes: number | null) => void
}

/** Within how many minutes somebody answers who asks for more. */
export function MinutesField({ minutes, error, onChange }: MinutesFieldProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.short}>
      <WholeField
        label={t('mandates.minutes')}
        hint={t('mandates.minutes_hint')}
        value={minutes}
        onChange={onChange}
        error={error}
      />
    </div>
  )
}
