import { useTranslation } from 'react-i18next'
import type { Limit, Power } from '../../core/mandate/document.ts'
import { sayCondition } from '../../core/mandate/say-condition.ts'
import { useSaid } from '../mandates/said.ts'
import { CheckField } from '../ui/fields.tsx'
import { MoneyField } from '../ui/MoneyField.tsx'
import { useSaying } from '../ui/saying.ts'
import { boundsOf, type OverlayDraft } from './draft.ts'
import styles from './Overlay.module.css'
import { WholeField } from './WholeField.tsx'

type WidenFieldsProps = {
  power: Power
  draft: OverlayDraft
  faults: Record<string, string | undefined>
  onChange: (draft: OverlayDraft) => void
}

/** One power: which of its limits reach further, which of its conditions don't bind meanwhile. */
export function WidenFields({ power, draft, faults, onChange }: WidenFieldsProps) {
  const { t } = useTranslation()
  const say = useSaying()
  const said = useSaid()

  function widen(limit: Limit, on: boolean) {
    const { [limit.id]: _, ...others } = draft.widens
    onChange({ ...draft, widens: on ? { ...others, [limit.id]: boundsOf(limit) } : others })
  }
  function waive(id: string, on: boolean) {
    const others = draft.waives.filter((one) => one !== id)
    onChange({ ...draft, waives: on ? [...others, id] : others })
  }
  if (power.limits.length + (power.conditions?.length ?? 0) === 0) return null
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t(`power.${power.kind}`)}</legend>
      {(power.conditions ?? []).map(({ id, when }) => (
        <CheckField
          key={id}
          label={t('overlay.waive', { condition: say(sayCondition(when)) })}
          checked={draft.waives.includes(id)}
          onChange={(on) => waive(id, on)}
        />
      ))}
      {power.limits.map((limit) => (
        <div key={limit.id}>
          <CheckField
            label={t('overlay.widen')}
            hint={said.limit(limit)}
            checked={limit.id in draft.widens}
            onChange={(on) => widen(limit, on)}
          />
          {faults[`widens.${limit.id}`] && (
            <p className={styles.fault} role="alert">
              {faults[`widens.${limit.id}`]}
            </p>
          )}
          {limit.id in draft.widens && (
            <Bounds limit={limit} draft={draft} faults={faults} onChange={onChange} />
          )}
        </div>
      ))}
    </fieldset>
  )
}

function Bounds({ limit, draft, faults, onChange }: Omit<WidenFieldsProps, 'power'> & { limit: Limit }) {
  const { t } = useTranslation()
  const bounds = draft.widens[limit.id] ?? {}

  function field(key: string, which: 'max' | 'stretch') {
    const value = bounds[key]?.[which] ?? null
    const fault = faults[`widens.${limit.id}.${key}`]
    const own = boundsOf(limit)[key]?.[which] ?? 0
    const shared = {
      label: t(`overlay.${which}_${limit.measure}`, { currency: key }),
      // of two fields the one to blame: what is missing or below what holds already
      error: fault && (value === null || value < own || which === 'stretch') ? fault : undefined,
      onChange(next: number | null) {
        const bound = { ...(bounds[key] ?? { max: null, stretch: null }), [which]: next }
        onChange({ ...draft, widens: { ...draft.widens, [limit.id]: { ...bounds, [key]: bound } } })
      },
    }
    return limit.measure === 'money' ? (
      <MoneyField key={`${key} ${which}`} {...shared} currency={key} minor={value} />
    ) : (
      <WholeField key={`${key} ${which}`} {...shared} value={value} />
    )
  }
  return (
    <div className={styles.bounds}>
      {Object.keys(limit.bounds).flatMap((key) => [field(key, 'max'), field(key, 'stretch')])}
    </div>
  )
}
