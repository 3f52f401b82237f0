import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makePasskey } from '../passkey/ceremony.ts'
import { TroubleNote } from '../passkey/Notes.tsx'
import { useCeremony } from '../passkey/use-ceremony.ts'
import { useAct } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { PasswordField, TextField } from '../ui/fields.tsx'
import { Row, Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'

/** A new passkey: a name, the password as fresh proof, and then the browser asks for the rest. */
export function AddPasskey() {
  const { t } = useTranslation()
  const { demo } = useSession()
  const begin = useAct('passkey.begin')
  const create = useAct('passkey.create')
  const ceremony = useCeremony()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  // somebody in the demo world may have set a password since: the server then asks for it
  const asks = !demo || begin.problem?.problem.code === 'wrong_credentials'

  function add() {
    begin.reset()
    create.reset()
    void ceremony.run(async () => {
      const asked = await begin.runAsync({ body: { password: password || undefined } })
      const made = await makePasskey(asked)
      await create.runAsync({ body: { name: name.trim(), ...made } })
      setName('')
      setPassword('')
    })
  }
  return (
    <Form
      faults={{
        name: !name.trim() && t('passkey.name_needed'),
        password: asks && password === '' && t('passkey.password_needed'),
      }}
      onSubmit={add}
    >
      {(fault) => (
        <>
          <TextField
            label={t('passkey.name')}
            hint={t('passkey.name_hint')}
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={setName}
            error={create.done && name === '' ? undefined : fault.name}
          />
          {asks && (
            <PasswordField
              label={t('passkey.password')}
              hint={t('passkey.password_hint')}
              autoComplete="current-password"
              value={password}
              onChange={setPassword}
              error={create.done && password === '' ? undefined : fault.password}
            />
          )}
          <ProblemNote problem={begin.problem ?? create.problem} />
          <TroubleNote trouble={ceremony.trouble} />
          <Row>
            <ActButton type="submit" busy={ceremony.busy}>
              {t('passkey.add')}
            </ActButton>
            <span role="status">{create.done && <Soft>{t('passkey.added')}</Soft>}</span>
          </Row>
        </>
      )}
    </Form>
  )
}
