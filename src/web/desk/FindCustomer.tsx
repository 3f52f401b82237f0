import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../contract/customer.ts'
import { useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { TextField } from '../ui/fields.tsx'
import { Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { AddCustomer } from './AddCustomer.tsx'
import styles from './NewContact.module.css'
import { useSettled } from './settled.ts'

/** Who is it? By name, e-mail or telephone; or somebody new. */
export function FindCustomer({ onFound }: { onFound: (customer: Customer) => void }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const [typed, setTyped] = useState('')
  const [adding, setAdding] = useState(false)
  const search = useSettled(typed.trim())
  const wanted = search.length >= 2
  const read = useRead('customer.list', { query: { search, limit: 8 } }, { enabled: wanted })
  const found = useDeferredValue(wanted ? read.data?.items : undefined)
  if (adding) return <AddCustomer typed={typed.trim()} onAdded={onFound} onBack={() => setAdding(false)} />

  return (
    <>
      <TextField
        label={t('desk.who')}
        hint={t('desk.who_hint')}
        type="search"
        autoFocus
        autoComplete="off"
        maxLength={80}
        value={typed}
        onChange={setTyped}
      />
      <ProblemNote problem={read.error} />
      <ul className={styles.found}>
        {found?.map((customer) => (
          <li key={customer.id}>
            <button type="button" className={styles.customer} onClick={() => onFound(customer)}>
              <bdi className={styles.name}>{customer.name}</bdi>
              <span className={styles.detail}>
                <bdi>{customer.phone ?? customer.email}</bdi>
                {person.clients.length > 1 && (
                  <>
                    {' '}
                    · <bdi>{person.clients.find(({ id }) => id === customer.clientId)?.name}</bdi>
                  </>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">{found?.length === 0 && <Soft>{t('desk.who_nobody')}</Soft>}</p>
      {wanted && <ActButton onClick={() => setAdding(true)}>{t('desk.add_customer')}</ActButton>}
    </>
  )
}
