import { useTranslation } from 'react-i18next'
import type { Wording } from '../../../core/mandate/document.ts'
import { languages, ownNames } from '../../language.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { useWriting } from './writing.ts'

type WordingFieldsProps = { p: number; reader: 'agents' | 'customers'; words: Wording }

/** What agents, or customers, read beside a power: in each language that the product speaks. */
export function WordingFields({ p, reader, words }: WordingFieldsProps) {
  const { t } = useTranslation()
  const { edit } = useWriting()
  const place = `powers[${p}].wording.${reader}`
  return (
    <fieldset className={styles.condition} id={place}>
      <legend className={styles.legend}>{t(`draft.wording_${reader}`)}</legend>
      <FaultNote place={place} />
      {languages.map((language) => (
        <TextAreaField
          key={language}
          label={ownNames[language]}
          rows={2}
          maxLength={300}
          value={words[language]}
          onChange={(text) =>
            edit({ edit: 'wording', power: p, of: reader, words: { ...words, [language]: text } })
          }
        />
      ))}
      <div className={styles.quiet}>
        <ActButton
          kind="quiet"
          about={t(`draft.wording_${reader}`)}
          onClick={() => edit({ edit: 'wording_removed', power: p, of: reader })}
        >
          {t('draft.wording_remove')}
        </ActButton>
      </div>
    </fieldset>
  )
}
