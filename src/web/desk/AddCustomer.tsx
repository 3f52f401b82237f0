import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../contract/customer.ts'
import { faultAt } from '../api.ts'
import { currentLanguage } from '../i18n.ts'
import { type Language, languages, ownNames } from '../language.ts'
import { useAct, useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { Form } from '../ui/Form.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useAtOnce } from './at-once.ts'
import styles from './NewContact.module.css'

type AddCustomerProps = { typed: string; onAdded: (customer: Customer) => void; onBack: () => void }

/** Somebody who calls for the first time. What was typed to find them is not typed twice. */
export function AddCustomer({ typed, onAdded, onBack }: AddCustomerProps) {
  const { t } = useTranslation()
  const { person } = useSession()
  const clients = useRead('client.list')
  const guess = kindOf(typed)
  const [name, setName] = useState(guess === 'name' ? typed : '')
  const [email, setEmail] = useState(guess === 'email' ? typed : '')
  const [phone, setPhone] = useState(guess === 'phone' ? typed : '')
  const [language, setLanguage] = useState<Language>(currentLanguage())
  const [clientId, setClientId] = useState(person.clients[0]?.id ?? '')
  const [chosen, setCurrency] = useState('')
  const currencies = clients.data?.items.find(({ id }) => id === clientId)?.currencies ?? []
  const currency = currencies.includes(chosen) ? chosen : (currencies[0] ?? '')
  const create = useAct('customer.create')
  const atOnce = useAtOnce()
  const add = () =>
    atOnce(async () => {
      const body = {
        clientId,
        name: name.trim(),
        language,
        currency,
        email: email.trim() || undefined,
        phone: phone.trim() || undefined,
      }
      onAdded(await create.runAsync({ body }))
    })
  return (
    <Form faults={{ name: !name.trim() && t('desk.name_needed') }} onSubmit={add}>
      {(fault) => (
        <>
          <TextField
            label={t('desk.name')}
            maxLength={120}
            autoFocus
            autoComplete="off"
            value={name}
            onChange={setName}
            error={fault.name}
          />
          <div className={styles.two}>
            <TextField
              label={t('desk.phone')}
              type="tel"
              autoComplete="off"
              value={phone}
              onChange={setPhone}
              error={faultAt(create.problem, 'phone')}
            />
            <TextField
              label={t('desk.email')}
              type="email"
              autoComplete="off"
              value={email}
              onChange={setEmail}
              error={faultAt(create.problem, 'email')}
            />
            <SelectField
              label={t('desk.language')}
              options={languages.map((value) => ({ value, label: ownNames[value] }))}
              value={language}
              onChange={setLanguage}
            />
            {person.clients.length > 1 && (
              <SelectField
                label={t('desk.client')}
                options={person.clients.map(({ id, name: label }) => ({ value: id, label }))}
                value={clientId}
                onChange={setClientId}
              />
            )}
            {currencies.length > 1 && (
              <SelectField
                label={t('desk.currency')}
                options={currencies.map((value) => ({ value, label: value }))}
                value={currency}
                onChange={setCurrency}
              />
            )}
          </div>
          <ProblemNote problem={create.problem} />
          <Row>
            <ActButton type="submit" busy={create.busy}>
              {t('desk.add_customer_go')}
            </ActButton>
            <ActButton kind="quiet" onClick={onBack}>
              {t('desk.back_to_search')}
            </ActButton>
          </Row>
        </>
      )}
    </Form>
  )
}

function kindOf(typed: string): 'email' | 'phone' | 'name' {
  if (typed.includes('@')) return 'email'
  return /^\+?[0-9 ().-]{3,}$/.test(typed) ? 'phone' : 'name'
}
