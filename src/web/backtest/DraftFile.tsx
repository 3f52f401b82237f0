import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MandateDocument } from '../../core/mandate/document.ts'
import { findMandateFaults } from '../../core/mandate/faults.ts'
import styles from './Backtest.module.css'

/** A draft that somebody wrote elsewhere. It is read in the browser and sent nowhere. */
export function DraftFile({ onDraft }: { onDraft: (name: string, draft: MandateDocument) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [fault, setFault] = useState<string | null>(null)

  async function read(file: File) {
    const draft = await readDraft(file)
    if (draft === null) return setFault(t('backtest.file_wrong'))
    const faults = findMandateFaults(draft)
    if (faults.length > 0)
      return setFault(t('backtest.file_faulty', { places: faults.map(({ place }) => place).join(', ') }))
    setFault(null)
    onDraft(file.name, draft)
  }
  return (
    <div className={styles.file}>
      <input
        id={id}
        className={styles.fileInput}
        type="file"
        accept="application/json,.json"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          // the same file again, once it was put right, is a new choice
          event.currentTarget.value = ''
          if (chosen) void read(chosen)
        }}
      />
      <label htmlFor={id} className={styles.choose}>
        {t('backtest.file')}
      </label>
      <p className={styles.reach}>{t('backtest.file_hint')}</p>
      {fault && <p role="alert">{fault}</p>}
    </div>
  )
}

/** The contract's schema comes only for who needs it. */
async function readDraft(file: File): Promise<MandateDocument | null> {
  const { mandateDocument } = await import('../../contract/mandate-document.ts')
  try {
    const read = mandateDocument.safeParse(JSON.parse(await file.text()))
    return read.success ? (read.data as MandateDocument) : null
  } catch {
    return null
  }
}
