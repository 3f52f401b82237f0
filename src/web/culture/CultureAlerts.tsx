import { useTranslation } from 'react-i18next'
import type { Home } from '../../contract/home.ts'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import styles from './Culture.module.css'

/** What the guarantee asks of whoever stands above: before all else on their home. */
export function CultureAlerts({ culture }: { culture: Home['culture'] }) {
  const { t } = useTranslation()
  if (culture.toAnswer === 0 && !culture.pledgeDue) return null
  return (
    <div className={styles.alerts}>
      {culture.toAnswer > 0 && (
        <div className={styles.alert} role="status">
          <p>{t('culture.alert', { count: culture.toAnswer })}</p>
          <Row>
            <ActLink to="/culture/answer">{t('culture.alert_open')}</ActLink>
          </Row>
        </div>
      )}
      {culture.pledgeDue && (
        <div className={styles.alert}>
          <p>{t('culture.alert_pledge')}</p>
          <Row>
            <ActLink to="/culture">{t('culture.alert_sign')}</ActLink>
          </Row>
        </div>
      )}
    </div>
  )
}
