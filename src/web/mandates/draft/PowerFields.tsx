import { useTranslation } from 'react-i18next'
import type { DraftPower } from '../../../core/mandate/draft.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { LimitFields } from './LimitFields.tsx'
import { WordingFields } from './WordingFields.tsx'
import { useWriting } from './writing.ts'

/** One power: what it may be used for, its limits, when it is there at all, and its words. */
export function PowerFields({ power, p }: { power: DraftPower; p: number }) {
  const { t } = useTranslation()
  const { document, edit, currencies } = useWriting()
  const name = t(`power.${power.kind}`)
  const place = `powers[${p}]`
  const conditions = power.conditions ?? []
  return (
    <section className={styles.power} id={place} aria-labelledby={`power-${power.kind}`}>
      <div className={styles.powerHead}>
        <h3 className={styles.powerName} id={`power-${power.kind}`} tabIndex={-1}>
          {name}
        </h3>
        <div className={styles.quiet}>
          {p > 0 && (
            <ActButton
              kind="quiet"
              about={name}
              onClick={() => edit({ edit: 'power_moved', power: p, by: -1 })}
            >
              {t('draft.move_up')}
            </ActButton>
          )}
          {p < document.powers.length - 1 && (
            <ActButton
              kind="quiet"
              about={name}
              onClick={() => edit({ edit: 'power_moved', power: p, by: 1 })}
            >
              {t('draft.move_down')}
            </ActButton>
          )}
          <ActButton kind="quiet" about={name} onClick={() => edit({ edit: 'power_removed', power: p })}>
            {t('draft.power_remove')}
          </ActButton>
        </div>
      </div>
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
    </section>
  )
}
