import { useTranslation } from 'react-i18next'
import type { LimitMeasure } from '../../../core/mandate/document.ts'
import type { DraftBound, DraftBounds } from '../../../core/mandate/draft.ts'
import { minorDigits } from '../../../core/money/format.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import styles from './Draft.module.css'
import { FigureField } from './FigureField.tsx'
import { useWriting } from './writing.ts'

type BoundFieldsProps = {
  /** of the limit or level: powers[0].limits[1] */
  place: string
  measure: LimitMeasure
  bounds: DraftBounds
  onChange: (bounds: DraftBounds) => void
}

/** How far it goes, and how far silence reaches; for money in each currency. */
export function BoundFields({ place, measure, bounds, onChange }: BoundFieldsProps) {
  const { t } = useTranslation()
  const { currencies } = useWriting()
  const keys = measure === 'money' ? [...new Set([...currencies, ...Object.keys(bounds)])] : ['any']
  const there = keys.filter((key) => bounds[key])
  const digits = (key: string) => (measure === 'money' ? minorDigits(key) : measure === 'value_share' ? 2 : 0)
  const unit = (key: string) =>
    measure === 'money' ? key : measure === 'value_share' ? '%' : t(`draft.unit_${measure}`)

  function set(key: string, change: Partial<DraftBound>) {
    onChange({ ...bounds, [key]: { ...(bounds[key] ?? { max: null, stretch: null }), ...change } })
  }
  function leave(key: string) {
    const { [key]: _, ...rest } = bounds
    onChange(rest)
  }
  return (
    <div className={styles.bounds}>
      {there.map((key) => (
        <OneBound
          key={`${measure} ${key}`}
          place={`${place}.bounds.${key}`}
          unit={unit(key)}
          digits={digits(key)}
          share={measure === 'value_share'}
          bound={bounds[key]!}
          onChange={(change) => set(key, change)}
        />
      ))}
      {measure === 'money' && keys.length > 1 && (
        <div className={styles.quiet}>
          {keys.map((key) =>
            !bounds[key] ? (
              <ActButton key={key} kind="quiet" onClick={() => set(key, {})}>
                {t('draft.currency_also', { currency: key })}
              </ActButton>
            ) : there.length > 1 ? (
              <ActButton key={key} kind="quiet" onClick={() => leave(key)}>
                {t('draft.currency_not', { currency: key })}
              </ActButton>
            ) : null,
          )}
        </div>
      )}
    </div>
  )
}

type OneBoundProps = {
  place: string
  unit: string
  digits: number
  share: boolean
  bound: DraftBound
  onChange: (change: Partial<DraftBound>) => void
}

function OneBound({ place, unit, digits, share, bound, onChange }: OneBoundProps) {
  const { t } = useTranslation()
  const { faultAt } = useWriting()
  const fault = faultAt(place)
  const low = bound.max !== null && bound.stretch !== null && bound.stretch < bound.max
  const field = { unit, digits, slide: true, ...(share ? { most: 10_000 } : {}) }
  return (
    <div className={styles.bound} id={place}>
      <FigureField
        {...field}
        label={t('draft.max', { unit })}
        value={bound.max}
        onChange={(max) => onChange({ max })}
        error={low ? undefined : fault}
      />
      <FigureField
        {...field}
        label={t('draft.stretch', { unit })}
        placeholder={t('draft.stretch_same')}
        value={bound.stretch}
        onChange={(stretch) => onChange({ stretch })}
        error={low ? fault : undefined}
      />
    </div>
  )
}
