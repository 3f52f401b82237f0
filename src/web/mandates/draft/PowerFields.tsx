import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PowerKind } from '../../../core/mandate/document.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { CheckField } from '../../ui/fields.tsx'
import { useSaid } from '../said.ts'
import styles from './Draft.module.css'
import { type DraftPower, isFilled, limitOf, type Slot, slotsOf } from './draft.ts'
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
  const [opened, setOpened] = useState<readonly Slot[]>([])
  const slots = slotsOf(kind)
  const shows = (slot: Slot) => slot === 'decision' || opened.includes(slot) || isFilled(limitOf(power, slot))
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
          {slots.filter(shows).map((slot) => (
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
          <div className={styles.more}>
            {slots
              .filter((slot) => !shows(slot))
              .map((slot) => (
                <ActButton key={slot} kind="quiet" onClick={() => setOpened([...opened, slot])}>
                  {t('mandates.limit_add', { limit: t(`mandates.slot_${slot}`).toLocaleLowerCase() })}
                </ActButton>
              ))}
          </div>
          {(power.kept.length > 0 || power.also?.conditions) && (
            <div className={styles.limit}>
              <p className={styles.note}>{t('mandates.kept')}</p>
              <ul className={styles.note}>
                {said.kept({ kind, limits: power.kept, ...power.also }).map((sentence) => (
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
