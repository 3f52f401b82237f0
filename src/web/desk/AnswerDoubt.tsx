import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail, Doubt } from '../../contract/contact.ts'
import { useAct } from '../queries.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField } from '../ui/fields.tsx'
import { Row, Soft } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Doubts.module.css'
import { useDraft } from './drafts.ts'
import { InlineForm } from './InlineForm.tsx'

type AnswerDoubtProps = { contact: ContactDetail; doubt: Doubt; onClose: () => void }

/** The answer to one doubt, written in its place. Only the customer clears it. */
export function AnswerDoubt({ contact, doubt, onClose }: AnswerDoubtProps) {
  const { t } = useTranslation()
  const draft = useDraft(`doubt.${doubt.id}`)
  const [text, setText] = useState(draft.text || (doubt.answer ?? ''))
  const answer = useAct('doubt.answer')
  const remove = useAct('doubt.remove')
  const params = { contactId: contact.id, doubtId: doubt.id }

  function save() {
    if (!text.trim()) return
    answer.run({ params, body: { text: text.trim() } }, () => {
      draft.clear()
      onClose()
    })
  }
  function takeAway() {
    remove.run({ params }, () => {
      draft.clear()
      onClose()
    })
  }
  const notMine = remove.problem?.problem.code === 'not_yours'
  return (
    <div className={styles.form}>
      <InlineForm onCancel={onClose}>
        <TextAreaField
          label={t('desk.answer_label', { question: doubt.question })}
          hideLabel
          autoFocus
          rows={2}
          maxLength={2000}
          value={text}
          onChange={(next) => {
            setText(next)
            draft.write(next)
          }}
          onSubmit={save}
        />
        <ProblemNote problem={answer.problem ?? (notMine ? null : remove.problem)} />
        <p role="status">{notMine && <Soft small>{t('desk.doubt_of_customer')}</Soft>}</p>
        <Row end={!doubt.answer}>
          <ActButton keys="mod+Enter" busy={answer.busy} onClick={save}>
            {t('desk.save')}
          </ActButton>
          <ActButton kind="quiet" keys="Escape" onClick={onClose}>
            {t('desk.cancel')}
          </ActButton>
          {!doubt.answer && (
            <ActButton kind="quiet" busy={remove.busy} onClick={takeAway}>
              {t('desk.remove_doubt')}
            </ActButton>
          )}
        </Row>
      </InlineForm>
    </div>
  )
}
