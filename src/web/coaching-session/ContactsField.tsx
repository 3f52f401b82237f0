import { useTranslation } from 'react-i18next'
import { useRead } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { SelectField } from '../ui/fields.tsx'
import styles from './Session.module.css'

type Props = {
  /** the session they are brought to; before there is one, the team in which the agent asks for it */
  from: { sessionId: string } | { teamId: string }
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** As many as two people can look at in one talk. */
const most = 5

/** Contacts of the agent's to look at together, chosen from the newest that the reader can bring. */
export function ContactsField({ from, chosen, onChange }: Props) {
  const { t } = useTranslation()
  const sessionId = 'sessionId' in from ? from.sessionId : ''
  const teamId = 'teamId' in from ? from.teamId : ''
  const brought = useRead('coaching.contacts', { params: { sessionId } }, { enabled: sessionId !== '' })
  const own = useRead('coaching.ownContacts', { query: { teamId } }, { enabled: teamId !== '' })
  const all = (sessionId ? brought : own).data?.items ?? []
  if (all.length === 0) return null
  const say = ({ subject, customerName }: (typeof all)[number]) =>
    t('coaching_session.contact_of', { subject, name: customerName })
  const kept = all.filter(({ id }) => chosen.includes(id))
  return (
    <div className={styles.contacts}>
      {chosen.length < most && (
        <SelectField
          label={t('coaching_session.contacts')}
          hint={t('coaching_session.contacts_hint')}
          options={[
            { value: '', label: t('coaching_session.contact_add') },
            ...all
              .filter(({ id }) => !chosen.includes(id))
              .map((one) => ({ value: one.id, label: say(one) })),
          ]}
          value=""
          onChange={(id) => id && onChange([...chosen, id])}
        />
      )}
      {kept.length > 0 && (
        <ul className={styles.chosen} aria-label={t('coaching_session.contacts')}>
          {kept.map((one) => (
            <li key={one.id}>
              <bdi>{say(one)}</bdi>{' '}
              <ActButton
                kind="quiet"
                about={one.subject}
                onClick={() => onChange(chosen.filter((id) => id !== one.id))}
              >
                {t('coaching_session.contact_remove')}
              </ActButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
