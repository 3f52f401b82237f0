import { type Language, languages, ownNames } from '../language.ts'
import { CheckField } from '../ui/fields.tsx'
import styles from './Admin.module.css'

type LanguageChecksProps = {
  label: string
  chosen: readonly Language[]
  onChange: (chosen: Language[]) => void
  fault?: string
}

export function LanguageChecks({ label, chosen, onChange, fault }: LanguageChecksProps) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.checks}>
        {languages.map((language) => (
          <CheckField
            key={language}
            label={ownNames[language]}
            checked={chosen.includes(language)}
            onChange={(on) =>
              onChange(languages.filter((one) => (one === language ? on : chosen.includes(one))))
            }
          />
        ))}
      </div>
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
