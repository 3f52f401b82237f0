import { useTranslation } from 'react-i18next'
import type { DraftPower } from '../../../core/mandate/draft.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { LimitFields } from './LimitFields.tsx'
import { WordingFields } from './WordingFields.tsx'
import { useWriting } from './writing.ts'

/** The fields of a power: its limits, when it is there at all, and its words. */
export function PowerFields({ power, p }: { power: DraftPower; p: number }) {
  const { t } = useTranslation()
  const { edit, currencies } = useWriting()
  const name = t(`power.${power.kind}`)
  const place = `powers[${p}]`
  const conditions = power.conditions ?? []
  return (
    <>
      <p className={styles.note}>{t(`draft.power_hint_${power.kind}`)}</p>
      <FaultNote place={place} />
      {power.limits.map((limit, l) => (
        <LimitFields key={limit.id} power={power} p={p} l={l} />
      ))}
      {conditions.map(({ id, when }, c) => (
        <ConditionFields
          key={id}
          when={when}
          place={`${place}.conditions[${c}].when`}
          label={t('draft.condition')}
          onChange={(next) => edit({ edit: 'condition', power: p, at: c, when: next })}
          onRemove={() => edit({ edit: 'condition_removed', power: p, at: c })}
        />
      ))}
      {(['agents', 'customers'] as const).map(
        (reader) =>
          power.wording?.[reader] && (
            <WordingFields key={reader} p={p} reader={reader} words={power.wording[reader]} />
          ),
      )}
      <div className={styles.more}>
        <ActButton about={name} onClick={() => edit({ edit: 'limit_added', power: p, currencies })}>
          {t('draft.limit_add')}
        </ActButton>
        <ActButton about={name} onClick={() => edit({ edit: 'condition_added', power: p })}>
          {t('draft.condition_add')}
        </ActButton>
        {(['agents', 'customers'] as const)
          .filter((reader) => !power.wording?.[reader])
          .map((reader) => (
            <ActButton
              key={reader}
              kind="quiet"
              about={name}
              onClick={() =>
                edit({ edit: 'wording', power: p, of: reader, words: { en: '', it: '', fr: '', ar: '' } })
              }
            >
              {t(`draft.wording_add_${reader}`)}
            </ActButton>
          ))}
      </div>
    </>
  )
}
