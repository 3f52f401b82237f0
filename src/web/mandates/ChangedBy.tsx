import { useTranslation } from 'react-i18next'
import { describeMandateChange } from '../../core/mandate/change.ts'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { Sentences } from './draft/Changes.tsx'
import styles from './Mandates.module.css'

type ChangedByProps = {
  document: MandateDocument
  previous: { number: number; document: MandateDocument } | null
}

/** What this version changed of the one that was signed before it. */
export function ChangedBy({ document, previous }: ChangedByProps) {
  const { t } = useTranslation()
  if (!previous) return null
  const said = describeMandateChange(previous.document, document)
  return (
    <section>
      <h2 className={styles.heading}>{t('mandates.changed', { number: previous.number })}</h2>
      {said.length > 0 ? <Sentences said={said} /> : <p>{t('mandates.changed_nothing')}</p>}
    </section>
  )
}
