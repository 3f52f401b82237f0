import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultAt } from '../api.ts'
import { useAct } from '../queries.ts'
import { shortestPassword } from '../session/next.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { PasswordField } from '../ui/fields.tsx'
import { Row, Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'

export function Password() {
  const { t } = useTranslation()
  const change = useAct('account.changePassword')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')

  function save() {
    change.run({ body: { next, current: current || undefined } }, () => {
      setCurrent('')
      setNext('')
    })
  }
  return (
    <Form
      faults={{
        next: next.length < shortestPassword && t('account.password_short', { count: shortestPassword }),
      }}
      onSubmit={save}
    >
      {(fault) => (
        <>
          <PasswordField
            label={t('account.password_current')}
            hint={t('account.password_current_hint')}
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
          />
          <PasswordField
            label={t('account.password_next')}
            hint={t('account.password_next_hint', { count: shortestPassword })}
            autoComplete="new-password"
            value={next}
            onChange={setNext}
            error={
              next ? (fault.next ?? faultAt(change.problem, 'next')) : change.done ? undefined : fault.next
            }
          />
          <ProblemNote problem={change.problem} />
          <Row>
            <ActButton type="submit" busy={change.busy}>
              {t('account.password_change')}
            </ActButton>
            <span role="status">{change.done && <Soft>{t('account.password_changed')}</Soft>}</span>
          </Row>
        </>
      )}
    </Form>
  )
}
