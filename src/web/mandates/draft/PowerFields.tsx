import { useTranslation } from 'react-i18next'
import type { PowerKind } from '../../../core/mandate/document.ts'
import { CheckField } from '../../ui/fields.tsx'
import { useSaid } from '../said.ts'
import styles from './Draft.module.css'
import { type DraftPower, limitOf, slotsOf } from './draft.ts'
import { LimitFields } from './LimitFields.tsx'

type PowerFieldsProps = {
  kind: PowerKind
  power: DraftPower
  currencies: readonly string[]
  /** everything wrong now, and what of it is shown already */
  faults: Record<string, string>
  shown: Record<string, string | undefined>
  onChange: (power: DraftPower) => void
}

/** One power: whether agents have it, and how far it goes. */
export function PowerFields({ kind, power, currencies, faults, shown, onChange }: PowerFieldsProps) {
  const { t } = useTranslation()
  const said = useSaid()
  return (
    <div className={styles.power}>
      <CheckField
        label={t(`power.${kind}`)}
        hint={t(`mandates.power_hint_${kind}`)}
        checked={power.on}
        onChange={(on) => onChange({ ...power, on })}
      />
      {power.on && (
        <div className={styles.limits}>
          {shown[kind] && (
            <p className={styles.fault} role="alert">
              {shown[kind]}
            </p>
          )}
          {slotsOf(kind).map((slot) => (
            <LimitFields
              key={slot}
              kind={kind}
              slot={slot}
              limit={limitOf(power, slot)}
              currencies={currencies}
              fault={faults[`${kind}.${slot}`]}
              onChange={(limit) => onChange({ ...power, limits: { ...power.limits, [slot]: limit } })}
            />
          ))}
          {power.kept.length > 0 && (
            <div className={styles.limit}>
              <p className={styles.note}>{t('mandates.kept')}</p>
              <ul className={styles.note}>
                {said.limits({ kind, limits: power.kept }).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          )}
        </div>
      )}
    </div>
  )
}
