import { useTranslation } from 'react-i18next'
import type { Removed } from '../../../core/mandate/edit.ts'
import { sayFact } from '../../../core/mandate/say-condition.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { useSaying } from '../../ui/saying.ts'
import styles from './Draft.module.css'

type RemovedNoteProps = { removed: readonly Removed[]; onRestore: () => void }

/** What went last can come back, as long as the page is open. */
export function RemovedNote({ removed, onRestore }: RemovedNoteProps) {
  const { t } = useTranslation()
  const say = useSaying()
  const last = removed.at(-1)
  if (!last) return null
  const what =
    last.what === 'power'
      ? t(`power.${last.power.kind}`)
      : last.what === 'fact'
        ? say(sayFact(last.fact.name))
        : t('draft.of_power', { part: t(`draft.removed_${last.what}`), power: t(`power.${last.kind}`) })
  return (
    <div className={styles.removed} role="status">
      <p>{t('draft.removed', { what })}</p>
      <ActButton onClick={onRestore}>{t('draft.restore')}</ActButton>
    </div>
  )
}
