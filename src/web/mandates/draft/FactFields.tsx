import { useTranslation } from 'react-i18next'
import { ActButton } from '../../ui/ActButton.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { useWriting } from './writing.ts'

const types = ['number', 'text', 'boolean'] as const

/** What only this client's systems know: declared here, then at hand in every condition. */
export function FactFields() {
  const { t } = useTranslation()
  const { document, edit } = useWriting()
  const facts = document.facts ?? []
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{t('draft.facts')}</h2>
      <p className={styles.note}>{t('draft.facts_hint')}</p>
      {facts.map((fact, f) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is typed here
        <fieldset key={f} className={styles.limit} id={`facts[${f}]`}>
          <legend className={styles.legend}>{t('draft.fact_nth', { number: f + 1 })}</legend>
          <div className={styles.shape}>
            <TextField
              label={t('draft.fact_name')}
              hint={t('draft.fact_name_hint')}
              maxLength={41}
              value={fact.name}
              onChange={(name) =>
                edit({ edit: 'fact', at: f, fact: { ...fact, name: name.replaceAll(' ', '_') } })
              }
            />
            <SelectField
              label={t('draft.fact_type')}
              options={types.map((value) => ({ value, label: t(`draft.fact_type_${value}`) }))}
              value={fact.type}
              onChange={(type) => edit({ edit: 'fact', at: f, fact: { ...fact, type } })}
            />
          </div>
          <FaultNote place={`facts[${f}]`} />
          <ActButton kind="quiet" about={fact.name} onClick={() => edit({ edit: 'fact_removed', at: f })}>
            {t('draft.fact_remove')}
          </ActButton>
        </fieldset>
      ))}
      <div className={styles.more}>
        <ActButton onClick={() => edit({ edit: 'fact_added' })}>{t('draft.fact_add')}</ActButton>
      </div>
    </section>
  )
}
