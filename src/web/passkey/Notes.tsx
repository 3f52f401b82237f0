import { useTranslation } from 'react-i18next'
import type { PasskeyPlace, Trouble } from './ceremony.ts'
import { usabilityOf } from './ceremony.ts'
import styles from './Passkey.module.css'

/** Why no passkey can be used on this page; nothing where one can. */
export function NotHere({ place }: { place: PasskeyPlace }) {
  const { t } = useTranslation()
  const usability = usabilityOf(place)
  if (usability === 'here') return null
  return <p className={styles.note}>{t(`passkey.${usability}`, { origin: place.origin })}</p>
}

/** What went wrong between the browser and its person. */
export function TroubleNote({ trouble }: { trouble: Trouble | null }) {
  const { t } = useTranslation()
  return (
    <div role="alert">{trouble && <p className={styles.trouble}>{t(`passkey.trouble_${trouble}`)}</p>}</div>
  )
}
