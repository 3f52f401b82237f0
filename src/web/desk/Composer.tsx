import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { useKeys } from '../ui/keys.ts'
import { Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useAtOnce } from './at-once.ts'
import styles from './Composer.module.css'
import type { Missing } from './Conversation.tsx'
import { useDraft } from './drafts.ts'
import { Finish } from './Finish.tsx'
import { isolated } from './naming.ts'
import { useReveal } from './sides.ts'

type Kind = 'reply' | 'note'
type ComposerProps = { contact: ContactDetail; onMissing: (missing: Missing) => void }

/** Where one writes: to the customer, or a note that stays inside. Drafts of both are kept. */
export function Composer({ contact, onMissing }: ComposerProps) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>('reply')
  const drafts = { reply: useDraft(`reply.${contact.id}`), note: useDraft(`note.${contact.id}`) }
  const draft = drafts[kind]
  const field = useRef<HTMLTextAreaElement>(null)
  const create = useAct('message.create')
  const atOnce = useAtOnce()

  /** At once: the next key belongs to the text already, and is no command of the desk. */
  function write(next: Kind) {
    flushSync(() => setKind(next))
    field.current?.focus()
  }
  function send() {
    const text = draft.text.trim()
    if (!text) return field.current?.focus()
    atOnce(async () => {
      await create.runAsync({ params: { contactId: contact.id }, body: { kind, text } })
      draft.clear(text)
    })
  }
  const reveal = useReveal()
  const group = t('desk.keys_contact')
  useKeys([
    { keys: 'r', label: t('desk.key_reply'), group, run: () => reveal('talk', () => write('reply')) },
    { keys: 'o', label: t('desk.key_note'), group, run: () => reveal('talk', () => write('note')) },
    { keys: 'mod+Enter', label: t('desk.key_send'), group, run: send },
  ])
  const label = t(kind === 'reply' ? 'desk.write_to' : 'desk.write_note', {
    name: isolated(contact.customer.name),
  })
  return (
    <footer className={styles.foot}>
      <div className={kind === 'note' ? `${styles.box} ${styles.inside}` : styles.box}>
        <TextAreaField
          key={kind}
          ref={field}
          label={label}
          placeholder={label}
          hideLabel
          rows={draft.text.length > 180 ? 6 : 1}
          maxLength={20_000}
          value={draft.text}
          onChange={draft.write}
          onSubmit={send}
        />
        <ProblemNote problem={create.problem} />
        <div className={styles.row}>
          <ActButton keys="mod+Enter" busy={create.busy} onClick={send}>
            {t(kind === 'reply' ? 'desk.send' : 'desk.keep_note')}
          </ActButton>
          {kind === 'reply' ? (
            <ActButton kind="quiet" keys="o" onClick={() => write('note')}>
              {t('desk.to_note')}
            </ActButton>
          ) : (
            <ActButton kind="quiet" keys="r" onClick={() => write('reply')}>
              {t('desk.to_reply')}
            </ActButton>
          )}
          <span className={styles.grow} />
          <Finish contact={contact} unsent={drafts.reply.text.trim() !== ''} onMissing={onMissing} />
        </div>
        {kind === 'reply' && drafts.note.text && <Soft small>{t('desk.note_waits')}</Soft>}
        {kind === 'note' && drafts.reply.text && <Soft small>{t('desk.reply_waits')}</Soft>}
      </div>
    </footer>
  )
}
