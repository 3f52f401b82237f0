import { useTranslation } from 'react-i18next'
import type { DraftDetail } from '../../../contract/draft.ts'
import { useSession } from '../../session.tsx'
import { ActButton } from '../../ui/ActButton.tsx'
import { useFormat } from '../../ui/format.ts'
import { ProblemNote } from '../../ui/States.tsx'
import styles from './Draft.module.css'
import type { useDraft } from './use-draft.ts'

type SavedNoteProps = { writing: ReturnType<typeof useDraft>; draft: DraftDetail }

/** Whether what stands here is saved, and by whom last. */
export function SavedNote({ writing, draft }: SavedNoteProps) {
  const { t } = useTranslation()
  const { person } = useSession()
  const { moment, isolate } = useFormat()
  const { written, busy, problem, conflict, save } = writing
  const state = conflict
    ? t('draft.held')
    : written || busy
      ? t('draft.saving')
      : draft.updatedBy === person.name
        ? t('draft.saved', { moment: moment(draft.updatedAt) })
        : t('draft.saved_by', { name: isolate(draft.updatedBy), moment: moment(draft.updatedAt) })
  return (
    <div className={styles.saved}>
      <p role="status">{problem ? t('draft.unsaved') : state}</p>
      {problem && (
        <>
          <ProblemNote problem={problem} />
          <ActButton onClick={() => void save()}>{t('draft.save_now')}</ActButton>
        </>
      )}
    </div>
  )
}
