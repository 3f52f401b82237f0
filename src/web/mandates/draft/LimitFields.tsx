import { useTranslation } from 'react-i18next'
import { limitWindows, type PowerKind } from '../../../core/mandate/document.ts'
import { SelectField } from '../../ui/fields.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import styles from './Draft.module.css'
import { boundKeys, type DraftBound, type DraftLimit, measureOf, type Slot } from './draft.ts'
import { WholeField } from './WholeField.tsx'

type LimitFieldsProps = {
  kind: PowerKind
  slot: Slot
  limit: DraftLimit
  currencies: readonly string[]
  fault?: string
  onChange: (limit: DraftLimit) => void
}

/** One limit: its window, how far it goes, and how far silence reaches; in each currency. */
export function LimitFields({ kind, slot, limit, currencies, fault, onChange }: LimitFieldsProps) {
  const { t } = useTranslation()
  const measure = measureOf(kind, slot)
  const name = t(`mandates.slot_${slot}`)

  function set(key: string, change: Partial<DraftBound>) {
    const bound = { ...(limit.bounds[key] ?? { max: null, stretch: null }), ...change }
    onChange({ ...limit, bounds: { ...limit.bounds, [key]: bound } })
  }
  function field(key: string, which: keyof DraftBound) {
    const value = limit.bounds[key]?.[which] ?? null
    const label = t(`mandates.${which}_${measure}`, { currency: key })
    const error = isToBlame(limit.bounds[key], which) ? fault : undefined
    const change = (next: number | null) => set(key, { [which]: next })
    return measure === 'money' ? (
      <MoneyField
        key={`${key} ${which}`}
        label={label}
        currency={key}
        minor={value}
        onChange={change}
        error={error}
      />
    ) : (
      <WholeField key={`${key} ${which}`} label={label} value={value} onChange={change} error={error} />
    )
  }
  return (
    <fieldset className={`${styles.group} ${styles.limit}`}>
      <legend className={styles.legend}>{name}</legend>
      {slot !== 'decision' && (
        <div className={styles.window}>
          <SelectField
            label={`${name}: ${t('mandates.window')}`}
            hideLabel
            options={limitWindows.map((value) => ({ value, label: t(`mandates.window_${value}`) }))}
            value={limit.window}
            onChange={(window) => onChange({ ...limit, window })}
          />
        </div>
      )}
      <div className={styles.bounds}>
        {boundKeys(measure, currencies).flatMap((key) => [field(key, 'max'), field(key, 'stretch')])}
      </div>
    </fieldset>
  )
}

/** A stretch below its own limit, or the limit that is missing beside others. */
function isToBlame(bound: DraftBound | undefined, which: keyof DraftBound): boolean {
  const { max, stretch } = bound ?? { max: null, stretch: null }
  if (which === 'max') return max === null
  return max !== null && stretch !== null && stretch < max
}
