import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { PasswordField, TextField } from '../ui/fields.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { ByPasskey } from './ByPasskey.tsx'
import { DemoPeople } from './DemoPeople.tsx'
import { looksLikeEmail, useEnter } from './next.ts'
import { OpenFrame } from './OpenFrame.tsx'
import styles from './SignIn.module.css'

export function SignIn() {
  const { t } = useTranslation()
  const place = useRead('session.show')
  if (!place.data) return <Loading of={place} />
  const { demo, operatorName } = place.data
  return (
    <OpenFrame>
      <Page
        title={t('session.sign_in')}
        eyebrow={operatorName}
        sentence={demo ? t('session.demo_sentence') : t('session.sentence')}
        lead={demo ? t('session.demo_lead') : undefined}
      >
        {demo && <DemoPeople />}
        {demo && <h2 className={styles.other}>{t('session.otherwise')}</h2>}
        <ByPassword />
        <ByPasskey />
      </Page>
    </OpenFrame>
  )
}

function ByPassword() {
  const { t } = useTranslation()
  const enter = useEnter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [linkAsked, setLinkAsked] = useState(false)
  const signIn = useAct('session.create')
  const link = useAct('session.createLink')
  const address = email.trim()

  function mailLink() {
    setLinkAsked(true)
    if (looksLikeEmail(address)) link.run({ body: { email: address } })
  }
  if (link.done) {
    return (
      <Sheet emphasis="clear">
        <p role="status">{t('session.link_sent', { email: address })}</p>
      </Sheet>
    )
  }
  const emailFault = !looksLikeEmail(address) && t('session.email_needed')
  return (
    <Form
      faults={{ email: emailFault, password: password === '' && t('session.password_needed') }}
      onSubmit={() => signIn.run({ body: { email: address, password } }, enter)}
    >
      {(fault) => (
        <>
          <TextField
            type="email"
            label={t('session.email')}
            autoComplete="username"
            value={email}
            onChange={setEmail}
            error={fault.email ?? ((linkAsked && emailFault) || undefined)}
          />
          <PasswordField
            label={t('session.password')}
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            error={fault.password}
          />
          <ProblemNote problem={signIn.problem ?? link.problem} />
          <Row>
            <ActButton type="submit" busy={signIn.busy}>
              {t('session.sign_in')}
            </ActButton>
            <ActButton kind="quiet" busy={link.busy} onClick={mailLink}>
              {t('session.mail_link')}
            </ActButton>
          </Row>
        </>
      )}
    </Form>
  )
}
