import { useTranslation } from 'react-i18next'
import { supportLevels } from '../../../core/support/chain.ts'
import { SelectField, TextField } from '../../ui/fields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { FigureField } from './FigureField.tsx'
import { useWriting } from './writing.ts'

/** Who answers beyond the limits, how soon; and between which days all of it holds. */
export function BeyondFields() {
  const { t } = useTranslation()
  const { document, edit, faultAt } = useWriting()
  const { support, validity = {} } = document
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t('mandates.beyond_title')}</h2>
      <div className={styles.shape} id="support.minutes">
        <FigureField
          label={t('draft.minutes')}
          hint={t('draft.minutes_hint')}
          unit={t('draft.unit_minutes')}
          digits={0}
          most={1440}
          value={support.minutes}
          onChange={(minutes) => edit({ edit: 'support', support: { ...support, minutes } })}
          error={faultAt('support.minutes')}
        />
        <SelectField
          label={t('draft.first')}
          hint={t('draft.first_hint')}
          options={supportLevels.map((value) => ({ value, label: t(`draft.first_${value}`) }))}
          value={support.first ?? 'coach'}
          onChange={(first) => edit({ edit: 'support', support: { ...support, first } })}
        />
      </div>
      <h2 className={styles.heading}>{t('draft.validity')}</h2>
      <p className={styles.note}>{t('draft.validity_hint')}</p>
      <div className={styles.shape} id="validity">
        {(['from', 'until'] as const).map((end) => (
          <TextField
            key={end}
            type="date"
            label={t(`draft.valid_${end}`)}
            value={validity[end] ?? ''}
            onChange={(date) =>
              edit({ edit: 'validity', validity: { ...validity, [end]: date || undefined } })
            }
          />
        ))}
      </div>
      <FaultNote place="validity" />
    </section>
  )
}
