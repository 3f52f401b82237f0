import { useTranslation } from 'react-i18next'
import type { ContactDetail } from '../../contract/contact.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextField } from '../ui/fields.tsx'
import { Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import { useAtOnce } from './at-once.ts'
import styles from './Doubts.module.css'
import { useDraft } from './drafts.ts'
import { InlineForm } from './InlineForm.tsx'

/** One more thing the customer needs settled; Enter adds it and leaves room for the next. */
export function AddDoubt({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useTranslation()
  const draft = useDraft(`new-doubt.${contact.id}`)
  const create = useAct('doubt.create')
  const atOnce = useAtOnce()

  function add() {
    const question = draft.text.trim()
    if (!question) return
    atOnce(async () => {
      await create.runAsync({ params: { contactId: contact.id }, body: { question } })
      draft.clear(question)
    })
  }
  return (
    <div className={styles.form}>
      <InlineForm onCancel={onClose}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            add()
          }}
        >
          <TextField
            label={t('desk.doubt_label')}
            hint={t('desk.doubt_hint')}
            autoFocus
            maxLength={300}
            value={draft.text}
            onChange={draft.write}
          />
          <ProblemNote problem={create.problem} />
          <Row>
            <ActButton type="submit" keys="Enter" busy={create.busy}>
              {t('desk.add')}
            </ActButton>
            <ActButton kind="quiet" keys="Escape" onClick={onClose}>
              {t('desk.done')}
            </ActButton>
          </Row>
        </form>
      </InlineForm>
    </div>
  )
}
