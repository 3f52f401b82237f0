import { useTranslation } from 'react-i18next'
import type { PowerKind } from '../../core/mandate/document.ts'
import { TextField } from '../ui/fields.tsx'
import styles from './May.module.css'
import type { Asked } from './use-asked.ts'

const places = [1, 2, 3] as const

/** Why. The usual reasons are one press away; any other is typed over. It stays with the decision. */
export function Reason({ kind, asked, missing }: { kind: PowerKind; asked: Asked; missing: boolean }) {
  const { t } = useTranslation()
  const usual = places.map((place) => t(`power.reason_${kind}_${place}`))
  return (
    <div>
      <TextField
        label={t('power.why')}
        maxLength={300}
        autoFocus={kind === 'exception'}
        value={asked.reason}
        onChange={asked.setReason}
        error={missing ? t('power.why_needed') : undefined}
      />
      <ul className={styles.chips} aria-label={t('power.whys')}>
        {usual
          .filter((reason) => reason !== asked.reason)
          .map((reason) => (
            <li key={reason}>
              <button type="button" className={styles.chip} onClick={() => asked.setReason(reason)}>
                {reason}
              </button>
            </li>
          ))}
      </ul>
    </div>
  )
}
