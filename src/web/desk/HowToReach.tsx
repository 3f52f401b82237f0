import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../contract/customer.ts'
import { faultAt } from '../api.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useAtOnce } from './at-once.ts'
import { InlineForm } from './InlineForm.tsx'
import { isolated } from './naming.ts'

/** A customer without an e-mail can't say what is clear: asks for one, where the customer is told about. */
export function HowToReach({ customer }: { customer: Customer }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [email, setEmail] = useState('')
  const update = useAct('customer.update')
  const atOnce = useAtOnce()
  if (customer.email !== null) return null

  function save() {
    if (!email.trim()) return
    atOnce(async () => {
      await update.runAsync({ params: { customerId: customer.id }, body: { email: email.trim() } })
      setOpen(false)
    })
  }
  if (!open)
    return (
      <>
        <p>{t('desk.no_email', { name: isolated(customer.name) })}</p>
        <ActButton kind="quiet" onClick={() => setOpen(true)}>
          {t('desk.add_email')}
        </ActButton>
      </>
    )
  return (
    <InlineForm onCancel={() => setOpen(false)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextField
          type="email"
          label={t('desk.email')}
          autoFocus
          autoComplete="off"
          maxLength={254}
          error={faultAt(update.problem, 'email') !== undefined && t('desk.email_fault')}
          value={email}
          onChange={setEmail}
        />
        <ProblemNote problem={update.problem} />
        <Row>
          <ActButton type="submit" keys="Enter" busy={update.busy}>
            {t('desk.keep_email')}
          </ActButton>
          <ActButton kind="quiet" keys="Escape" onClick={() => setOpen(false)}>
            {t('desk.cancel')}
          </ActButton>
        </Row>
      </form>
    </InlineForm>
  )
}
