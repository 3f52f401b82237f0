import { useTranslation } from 'react-i18next'
import type { DraftDetail } from '../../../contract/draft.ts'
import type { Said } from '../../../core/language/said.ts'
import { describeMandateChange } from '../../../core/mandate/change.ts'
import type { MandateDocument } from '../../../core/mandate/document.ts'
import { blankDocument } from '../../../core/mandate/draft.ts'
import { useSaying } from '../../ui/saying.ts'
import { Articles } from '../Articles.tsx'
import styles from './Draft.module.css'

type ChangesProps = { document: MandateDocument; inForce: DraftDetail['inForce'] }

/** What the draft changes of the version in force, in sentences that follow the typing; and all that will be signed. */
export function Changes({ document, inForce }: ChangesProps) {
  const { t } = useTranslation()
  const changes = describeMandateChange(inForce?.document ?? blankDocument, document)
  return (
    <>
      <h2 className={styles.asideTitle} id="changes">
        {inForce ? t('draft.changes', { number: inForce.number }) : t('draft.changes_first')}
      </h2>
      <div aria-live="polite">
        {changes.length === 0 ? (
          <p className={styles.note}>{t('draft.changes_none')}</p>
        ) : (
          <Sentences said={changes} />
        )}
        {document.powers.length === 0 && <p className={styles.note}>{t('draft.withdraws')}</p>}
      </div>
      <details className={styles.whole}>
        <summary>{t('draft.whole')}</summary>
        <Articles document={document} />
      </details>
    </>
  )
}

/** Sentences of core, each on its line. */
export function Sentences({ said }: { said: readonly Said[] }) {
  const say = useSaying()
  return (
    <ul className={styles.sentences}>
      {said.map(say).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
