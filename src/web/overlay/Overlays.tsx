import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActLink } from '../ui/ActButton.tsx'
import { Row } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Overlay.module.css'
import { OverlaySheet } from './OverlaySheet.tsx'
import { useOverlayState } from './said.ts'

/** On a mandate's page: where it is wider for a time, where it was, and what waits for a signature. */
export function Overlays({ mandate }: { mandate: ResultOf<'mandate.show'> }) {
  const { t } = useTranslation()
  const { can } = useSession()
  const overlays = useRead('overlay.list', { params: { mandateId: mandate.id } })
  const stateOf = useOverlayState()
  const standing = mandate.state === 'in_force' || mandate.state === 'agreed'
  const mayDraft = can('mandate.draft') && standing
  if (!overlays.data) return <Loading of={overlays} />
  const { items } = overlays.data
  if (items.length === 0 && !mayDraft) return null
  const inForce = items.filter((one) => stateOf(one) === 'in_force').length
  return (
    <section aria-labelledby="wider" className={styles.section}>
      <h2 className={styles.heading} id="wider">
        {t('overlay.title')}
      </h2>
      <p>{inForce > 0 ? t('overlay.now', { count: inForce }) : t('overlay.none_now')}</p>
      {items.map((overlay) => (
        <OverlaySheet key={overlay.id} overlay={overlay} mandate={mandate} state={stateOf(overlay)} />
      ))}
      {mayDraft && (
        <Row>
          <ActLink to={`/mandates/${mandate.id}/wider`}>{t('overlay.draft')}</ActLink>
        </Row>
      )}
    </section>
  )
}
