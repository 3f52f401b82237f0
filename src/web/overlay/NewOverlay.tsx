import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { Page } from '../ui/Page.tsx'
import { Loading } from '../ui/States.tsx'
import styles from './Overlay.module.css'
import { OverlayForm } from './OverlayForm.tsx'

/** For a crisis: what is wider, for whom, from when until when. It changes nothing until both sides have signed. */
export function NewOverlay() {
  const { t } = useTranslation()
  const { mandateId } = useParams({ strict: false }) as { mandateId: string }
  const mandate = useRead('mandate.show', { params: { mandateId } })
  const clients = useRead('client.list')
  if (!mandate.data) return <Loading of={mandate} />
  if (!clients.data) return <Loading of={clients} />
  const { number, clientId, clientName } = mandate.data
  return (
    <Page
      title={t('overlay.draft')}
      eyebrow={t('mandates.title', { number, client: clientName })}
      sentence={t('overlay.draft_sentence')}
      lead={t('overlay.draft_lead')}
    >
      <div className={styles.form}>
        <OverlayForm
          mandate={mandate.data}
          touchpoints={clients.data.items.find(({ id }) => id === clientId)?.touchpoints ?? []}
        />
      </div>
    </Page>
  )
}
