import { useTranslation } from 'react-i18next'
import type { ResultOf } from '../api.ts'
import { useSession } from '../session.tsx'
import { useFormat } from '../ui/format.ts'
import styles from './Mandates.module.css'

/** Two places for two names: the pen's blue where somebody signed, an empty line where nobody has yet. */
export function Signatures({
  mandate,
}: {
  mandate: Pick<ResultOf<'mandate.show'>, 'signatures' | 'clientName'>
}) {
  const { t } = useTranslation()
  const { operatorName } = useSession()
  const { moment } = useFormat()
  return (
    <div className={styles.signatures}>
      {(['operator', 'client'] as const).map((side) => {
        const signed = mandate.signatures.find((signature) => signature.side === side)
        return (
          <div key={side} className={styles.signature}>
            <p className={styles.side}>
              {t('mandates.signed_for', { party: side === 'operator' ? operatorName : mandate.clientName })}
            </p>
            {signed ? (
              <>
                <p className={styles.name}>
                  <bdi>{signed.personName}</bdi>
                </p>
                <p className={styles.how}>
                  {t(`mandates.method_${signed.method}`, { moment: moment(signed.at) })}
                </p>
              </>
            ) : (
              <>
                <div className={styles.unsigned} />
                <p className={styles.how}>{t('mandates.unsigned')}</p>
              </>
            )}
          </div>
        )
      })}
    </div>
  )
}
