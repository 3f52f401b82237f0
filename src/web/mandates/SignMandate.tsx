import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { SignSheet } from './SignSheet.tsx'

type SignMandateProps = { mandate: ResultOf<'mandate.show'>; side: 'operator' | 'client' }

/** The pen under a mandate. */
export function SignMandate({ mandate, side }: SignMandateProps) {
  const { t } = useTranslation()
  const { operatorName } = useSession()
  const sign = useAct('mandate.sign')
  const { id, number, hash, clientName, signatures } = mandate
  return (
    <SignSheet
      title={t('mandates.sign_title', { party: side === 'operator' ? operatorName : clientName })}
      lead={t(signatures.length === 1 ? 'mandates.sign_last' : 'mandates.sign_first')}
      action={t('mandates.sign', { number })}
      hash={hash}
      sign={sign}
      onSign={(body) => sign.run({ params: { mandateId: id }, body })}
    />
  )
}
