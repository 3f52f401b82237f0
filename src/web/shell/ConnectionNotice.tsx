import { useTranslation } from 'react-i18next'
import { useConnection } from '../live.ts'
import styles from './Shell.module.css'

/** Says, calmly, when what is on screen may be old, and when it no longer is. */
export function ConnectionNotice() {
  const { t } = useTranslation()
  const connection = useConnection()
  return (
    <div className={styles.connection} role="status" aria-live="polite">
      {connection === 'lost' && <p className={styles.lost}>{t('shell.connection_lost')}</p>}
      {connection === 'back' && <p className={styles.back}>{t('shell.connection_back')}</p>}
    </div>
  )
}
