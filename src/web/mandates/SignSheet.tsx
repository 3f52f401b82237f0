import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OverlayShown } from '../../contract/overlay.ts'
import type { ResultOf } from '../api.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { PasswordField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Mandates.module.css'

type SignSheetProps = {
  mandate: ResultOf<'mandate.show'>
  side: 'operator' | 'client'
  /** a widening of the mandate, to be signed instead of the mandate itself */
  overlay?: OverlayShown
}

/** The pen. A password proves who holds it; the people of the demo world have none. */
export function SignSheet({ mandate, side, overlay }: SignSheetProps) {
  const { t } = useTranslation()
  const { demo, operatorName } = useSession()
  const signMandate = useAct('mandate.sign')
  const signOverlay = useAct('overlay.sign', { refreshes: ['mandate.'] })
  const sign = overlay ? signOverlay : signMandate
  const [password, setPassword] = useState('')
  // somebody in the demo world may have set a password since: the server then asks for it
  const asks = !demo || sign.problem?.problem.code === 'wrong_credentials'
  const party = side === 'operator' ? operatorName : mandate.clientName
  const { hash, signatures } = overlay ?? mandate
  const last = signatures.length === 1

  function send() {
    const body = { hash, password: password || undefined }
    if (overlay) signOverlay.run({ params: { overlayId: overlay.id }, body })
    else signMandate.run({ params: { mandateId: mandate.id }, body })
  }
  return (
    <div className={styles.sign}>
      <Sheet emphasis="you" title={t('mandates.sign_title', { party })}>
        <div className={styles.signForm}>
          <p>{t(!last ? 'mandates.sign_first' : overlay ? 'overlay.sign_last' : 'mandates.sign_last')}</p>
          <Form
            faults={{ password: asks && password === '' && t('mandates.password_needed') }}
            onSubmit={send}
          >
            {(fault) => (
              <>
                {asks ? (
                  <PasswordField
                    label={t('mandates.password')}
                    hint={t('mandates.password_hint')}
                    autoComplete="current-password"
                    value={password}
                    onChange={setPassword}
                    error={fault.password}
                  />
                ) : (
                  <p>{t('mandates.demo_sign')}</p>
                )}
                <ProblemNote problem={sign.problem} />
                <Row>
                  <ActButton type="submit" kind="you" busy={sign.busy}>
                    {overlay ? t('overlay.sign') : t('mandates.sign', { number: mandate.number })}
                  </ActButton>
                </Row>
              </>
            )}
          </Form>
        </div>
      </Sheet>
    </div>
  )
}
