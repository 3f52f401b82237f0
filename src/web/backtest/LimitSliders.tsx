import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MandateDocument, PowerKind } from '../../core/mandate/document.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import styles from './Backtest.module.css'
import { type Movable, movablesOf, moveBound } from './limit-moves.ts'

type LimitSlidersProps = {
  /** where the sliders start, and how far they reach */
  written: MandateDocument
  document: MandateDocument
  onChange: (document: MandateDocument) => void
}

/** The limits of one power at a time, to be moved by hand or by the arrow keys. */
export function LimitSliders({ written, document, onChange }: LimitSlidersProps) {
  const { t } = useTranslation()
  const kinds = written.powers.filter(({ limits }) => limits.length > 0).map(({ kind }) => kind)
  const [chosen, setChosen] = useState<PowerKind | undefined>(kinds[0])
  const power = chosen && kinds.includes(chosen) ? chosen : kinds[0]
  if (!power) return null
  return (
    <section className={styles.sliders} aria-label={t('backtest.limits')}>
      <div className={styles.figureHead}>
        <SelectField
          label={t('backtest.power')}
          value={power}
          options={kinds.map((value) => ({ value, label: t(`power.${value}`) }))}
          onChange={setChosen}
        />
        <ActButton kind="quiet" disabled={document === written} onClick={() => onChange(written)}>
          {t('backtest.as_written')}
        </ActButton>
      </div>
      {movablesOf(written, power).map((movable) => (
        <Slider
          key={`${movable.limit.id} ${movable.key}`}
          movable={movable}
          document={document}
          onChange={(max) => onChange(moveBound(document, movable, max))}
        />
      ))}
    </section>
  )
}

type SliderProps = { movable: Movable; document: MandateDocument; onChange: (max: number) => void }

function Slider({ movable, document, onChange }: SliderProps) {
  const { t } = useTranslation()
  const { money, number } = useFormat()
  const id = useId()
  const { power, limit, key, top, step } = movable
  const now = document.powers.find(({ kind }) => kind === power)?.limits.find((one) => one.id === limit.id)
    ?.bounds[key]
  if (!now) return null
  const say = (value: number): string => {
    if (limit.measure === 'money') return money({ minor: value, currency: key })
    if (limit.measure === 'value_share')
      return t('mandates.share', {
        percent: number(value / 10_000, { style: 'percent', maximumFractionDigits: 2 }),
      })
    return t(limit.measure === 'days' ? 'mandates.days' : 'mandates.times', { count: value })
  }
  const window = limit.window ? t(`mandates.within_${limit.window}`) : ''
  const said = t(`mandates.limit_${limit.scope}`, { max: say(now.max), window })
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{said}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={top}
        step={step}
        value={now.max}
        aria-valuetext={say(now.max)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      {now.stretch > now.max && (
        <p className={styles.reach}>{t('backtest.reach', { stretch: say(now.stretch) })}</p>
      )}
    </div>
  )
}
