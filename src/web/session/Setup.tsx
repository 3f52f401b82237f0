import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultAt } from '../api.ts'
import { currentLanguage } from '../i18n.ts'
import { languages, ownNames } from '../language.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { PasswordField, SelectField, TextField } from '../ui/fields.tsx'
import { Page } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { looksLikeEmail, shortestPassword, tokenFromHash, useEnter } from './next.ts'
import { OpenFrame } from './OpenFrame.tsx'

/** The first administrator, from the one-time link that the server prints at its first start. */
export function Setup() {
  const { t } = useTranslation()
  const place = useRead('session.show')
  if (!place.data) return <Loading of={place} />
  const token = tokenFromHash()
  const stage = place.data.needsSetup ? (token ? 'open' : 'no_link') : 'done'
  return (
    <OpenFrame>
      <Page
        title={t('session.setup_title')}
        sentence={t(`session.setup_${stage}`)}
        lead={t(`session.setup_${stage}_lead`)}
      >
        {stage === 'open' && <FirstPerson token={token} />}
        {stage === 'done' && <ActLink to="/sign-in">{t('session.to_sign_in')}</ActLink>}
      </Page>
    </OpenFrame>
  )
}

function FirstPerson({ token }: { token: string }) {
  const { t } = useTranslation()
  const enter = useEnter()
  const create = useAct('setup.create')
  const [operatorName, setOperatorName] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [language, setLanguage] = useState(currentLanguage)
  const { problem } = create
  return (
    <Form
      faults={{
        operatorName: !operatorName.trim() && t('session.operator_needed'),
        name: !name.trim() && t('session.name_needed'),
        email: !looksLikeEmail(email) && t('session.email_needed'),
        password:
          password.length < shortestPassword && t('session.password_short', { count: shortestPassword }),
      }}
      onSubmit={() =>
        create.run({ body: { token, operatorName, name, email: email.trim(), password, language } }, enter)
      }
    >
      {(fault) => (
        <>
          <TextField
            label={t('session.operator')}
            hint={t('session.operator_hint')}
            autoComplete="organization"
            maxLength={120}
            value={operatorName}
            onChange={setOperatorName}
            error={fault.operatorName ?? faultAt(problem, 'operatorName')}
          />
          <TextField
            label={t('session.name')}
            autoComplete="name"
            maxLength={120}
            value={name}
            onChange={setName}
            error={fault.name ?? faultAt(problem, 'name')}
          />
          <TextField
            type="email"
            label={t('session.email')}
            autoComplete="username"
            value={email}
            onChange={setEmail}
            error={fault.email ?? faultAt(problem, 'email')}
          />
          <PasswordField
            label={t('session.password')}
            hint={t('session.password_hint', { count: shortestPassword })}
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            error={fault.password ?? faultAt(problem, 'password')}
          />
          <SelectField
            label={t('session.language')}
            options={languages.map((value) => ({ value, label: ownNames[value] }))}
            value={language}
            onChange={setLanguage}
          />
          <ProblemNote problem={problem} />
          <ActButton type="submit" busy={create.busy}>
            {t('session.setup_do')}
          </ActButton>
        </>
      )}
    </Form>
  )
}
