import { useTranslation } from 'react-i18next'
import { limitScopes, limitWindows } from '../../../core/mandate/document.ts'
import type { DraftLimit, DraftPower } from '../../../core/mandate/draft.ts'
import { measuresFor, reshapeLimit } from '../../../core/mandate/edit-new.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { useFormat } from '../../ui/format.ts'
import { BoundFields } from './BoundFields.tsx'
import styles from './Draft.module.css'
import { FaultNote } from './FaultNote.tsx'
import { LevelFields } from './LevelFields.tsx'
import { useWriting } from './writing.ts'

type LimitFieldsProps = { power: DraftPower; p: number; l: number }

/** One limit: whose, over how long, counted in what; how far; and what practice changes about it. */
export function LimitFields({ power, p, l }: LimitFieldsProps) {
  const { t } = useTranslation()
  const { edit, currencies } = useWriting()
  const { sentence } = useFormat()
  const limit = power.limits[l]!
  const place = `powers[${p}].limits[${l}]`
  const measures = measuresFor(power.kind, limit.scope)
  const name = sentence(t(`draft.scope_${limit.scope}`))
  const set = (next: DraftLimit) => edit({ edit: 'limit', power: p, at: l, limit: next })

  function rescope(scope: DraftLimit['scope']) {
    const fitting = measuresFor(power.kind, scope)
    const measure = fitting.includes(limit.measure) ? limit.measure : fitting[0]
    set(reshapeLimit(limit, { scope, ...(measure ? { measure } : {}) }, currencies))
  }
  return (
    <fieldset className={styles.limit} id={place}>
      <legend className={styles.legend}>{name}</legend>
      <div className={styles.shape}>
        <SelectField
          label={t('draft.scope')}
          options={limitScopes.map((value) => ({ value, label: t(`draft.scope_${value}`) }))}
          value={limit.scope}
          onChange={rescope}
        />
        {limit.window && (
          <SelectField
            label={t('draft.window')}
            options={limitWindows.map((value) => ({ value, label: t(`draft.window_${value}`) }))}
            value={limit.window}
            onChange={(window) => set({ ...limit, window })}
          />
        )}
        {(measures.length > 1 || !measures.includes(limit.measure)) && (
          <SelectField
            label={t('draft.measure')}
            options={[...new Set([...measures, limit.measure])].map((value) => ({
              value,
              label: t(`draft.measure_${value}`),
            }))}
            value={limit.measure}
            onChange={(measure) => set(reshapeLimit(limit, { measure }, currencies))}
          />
        )}
      </div>
      <FaultNote place={place} />
      <BoundFields
        place={place}
        measure={limit.measure}
        bounds={limit.bounds}
        onChange={(bounds) => set({ ...limit, bounds })}
      />
      <LevelFields limit={limit} place={place} onChange={set} />
      <div className={styles.quiet}>
        {l > 0 && (
          <ActButton
            kind="quiet"
            about={name}
            onClick={() => edit({ edit: 'limit_moved', power: p, at: l, by: -1 })}
          >
            {t('draft.move_up')}
          </ActButton>
        )}
        <ActButton kind="quiet" about={name} onClick={() => edit({ edit: 'limit_removed', power: p, at: l })}>
          {t('draft.limit_remove')}
        </ActButton>
      </div>
    </fieldset>
  )
}
