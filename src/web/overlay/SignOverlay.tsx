import { useTranslation } from 'react-i18next'
import type { OverlayShown } from '../../contract/overlay.ts'
import { SignSheet } from '../mandates/SignSheet.tsx'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'

type SignOverlayProps = { overlay: OverlayShown; clientName: string; side: 'operator' | 'client' }

/** The pen under a widening: with it both sides have signed, or the other side is to follow. */
export function SignOverlay({ overlay, clientName, side }: SignOverlayProps) {
  const { t } = useTranslation()
  const { operatorName } = useSession()
  const sign = useAct('overlay.sign', { refreshes: ['mandate.'] })
  const last = overlay.signatures.length === 1
  return (
    <SignSheet
      title={t('mandates.sign_title', { party: side === 'operator' ? operatorName : clientName })}
      lead={t(last ? 'overlay.sign_last' : 'mandates.sign_first')}
      action={t('overlay.sign')}
      hash={overlay.hash}
      sign={sign}
      onSign={(body) => sign.run({ params: { overlayId: overlay.id }, body })}
    />
  )
}
