import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../contract/person.ts'
import { useReadPages } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { useKeys } from '../ui/keys.ts'
import { Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, Loading } from '../ui/States.tsx'
import styles from './Admin.module.css'
import { ChangePerson } from './ChangePerson.tsx'
import { InvitePerson } from './InvitePerson.tsx'
import { PersonLine } from './PersonLine.tsx'

/** Who signs in, as what and where; inviting, changing, ending. */
export function People() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [inviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<Person>()
  const [told, setTold] = useState('')
  const people = useReadPages('person.list', { query: search.trim() ? { search: search.trim() } : {} })
  useKeys([{ keys: 'n', label: t('admin.invite'), group: t('admin.people'), run: () => setInviting(true) }])

  return (
    <Page title={t('admin.people')} sentence={t('admin.people_sentence')} lead={t('admin.people_lead')}>
      <div className={styles.bar}>
        <TextField type="search" label={t('admin.people_search')} value={search} onChange={setSearch} />
        <ActButton keys="n" onClick={() => setInviting(true)}>
          {t('admin.invite')}
        </ActButton>
      </div>
      <p role="status" className={styles.told}>
        {told}
      </p>
      {!people.items ? (
        <Loading of={people} />
      ) : people.items.length === 0 ? (
        <EmptyState title={t('admin.people_none')}>
          <p>{t('admin.people_none_text')}</p>
        </EmptyState>
      ) : (
        <Lines label={t('admin.people')}>
          {people.items.map((person) => (
            <PersonLine
              key={person.id}
              person={person}
              onChange={() => setChanging(person)}
              onTold={setTold}
            />
          ))}
        </Lines>
      )}
      <More of={people}>{t('admin.more')}</More>
      <Dialog open={inviting} onClose={() => setInviting(false)} title={t('admin.invite')}>
        <InvitePerson
          onDone={(person) => {
            setInviting(false)
            setTold(t('admin.invited', { name: person.name, email: person.email }))
          }}
        />
      </Dialog>
      <Dialog
        open={changing !== undefined}
        onClose={() => setChanging(undefined)}
        title={t('admin.change_of', { name: changing?.name })}
      >
        {changing && (
          <ChangePerson
            person={changing}
            onDone={(person) => {
              setChanging(undefined)
              setTold(t('admin.changed', { name: person.name }))
            }}
          />
        )}
      </Dialog>
    </Page>
  )
}
