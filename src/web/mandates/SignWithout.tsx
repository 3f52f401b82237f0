import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PasskeyPlace, usabilityOf } from '../passkey/ceremony.ts'
import { NotHere } from '../passkey/Notes.tsx'
import { useSession } from '../session.tsx'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { PasswordField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import type { SignSheetProps } from './SignSheet.tsx'

type SignWithoutProps = Pick<SignSheetProps, 'action' | 'sign'> & {
  place: PasskeyPlace
  onSign: (password: string | undefined) => void
  /** back to the passkey, where there is one */
  onPasskey: (() => void) | null
}

/** Signing without a passkey: the password again; the people of the demo world have none. Says what it is worth. */
export function SignWithout({ action, place, sign, onSign, onPasskey }: SignWithoutProps) {
  const { t } = useTranslation()
  const { demo } = useSession()
  const [password, setPassword] = useState('')
  // somebody in the demo world may have set a password since: the server then asks for it
  const asks = !demo || sign.problem?.problem.code === 'wrong_credentials'
  return (
    <>
      <Form
        faults={{ password: asks && password === '' && t('mandates.password_needed') }}
        onSubmit={() => onSign(password || undefined)}
      >
        {(fault) => (
          <>
            {asks ? (
              <>
                <PasswordField
                  label={t('mandates.password')}
                  hint={t('mandates.password_hint')}
                  autoComplete="current-password"
                  value={password}
                  onChange={setPassword}
                  error={fault.password}
                />
                <p>{t('passkey.weaker')}</p>
              </>
            ) : (
              <p>{t('mandates.demo_sign')}</p>
            )}
            <ProblemNote problem={sign.problem} />
            <Row>
              <ActButton type="submit" kind="you" busy={sign.busy}>
                {action}
              </ActButton>
              {onPasskey && (
                <ActButton kind="quiet" onClick={onPasskey}>
                  {t('passkey.instead_passkey')}
                </ActButton>
              )}
            </Row>
          </>
        )}
      </Form>
      {!onPasskey && (
        <>
          <p>{t('passkey.better')}</p>
          {usabilityOf(place) === 'here' ? (
            <Row>
              <ActLink kind="quiet" to="/account">
                {t('passkey.to_account')}
              </ActLink>
            </Row>
          ) : (
            <NotHere place={place} />
          )}
        </>
      )}
    </>
  )
}
