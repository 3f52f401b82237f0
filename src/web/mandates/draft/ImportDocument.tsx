import { type DragEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentFault } from '../../../contract/draft.ts'
import type { DraftDocument } from '../../../core/mandate/draft.ts'
import { useAct } from '../../queries.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { useKept } from '../../ui/kept.ts'
import { Row } from '../../ui/Page.tsx'
import { ProblemNote } from '../../ui/States.tsx'
import { useSaying } from '../../ui/saying.ts'
import styles from './Draft.module.css'

type ImportDocumentProps = {
  clientId: string
  busy: boolean
  onDraft: (document: DraftDocument, onDone: () => void) => void
}
type Checked = { text: string; document: unknown; faults: DocumentFault[]; draftable: boolean }

/** A mandate from a JSON file: read here, each fault with its place, and the text stays until it is a draft. */
export function ImportDocument({ clientId, busy, onDraft }: ImportDocumentProps) {
  const { t } = useTranslation()
  const say = useSaying()
  const id = useId()
  const [name, setName] = useState('JSON')
  const [over, setOver] = useState(false)
  const [text, keep, drop] = useKept(`mandate.import.${clientId}`, '')
  const [checked, setChecked] = useState<Checked | null>(null)
  const check = useAct('draft.check')
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(isOver)
  }

  async function read(file: File | undefined) {
    if (!file) return
    const found = await file.text()
    setName(file.name)
    keep(found)
    look(found)
  }
  function look(found: string) {
    let document: unknown
    try {
      document = JSON.parse(found)
    } catch (error) {
      const why = error instanceof Error ? error.message : ''
      const fault = { place: '', says: 'check.not_json', values: { file: name, why } }
      return setChecked({ text: found, document: null, faults: [fault], draftable: false })
    }
    check.run({ body: { document } }, (answer) => setChecked({ text: found, document, ...answer }))
  }
  const current = checked?.text === text ? checked : null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button in it is the first
    <div
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event)
        void read(event.dataTransfer.files[0])
      }}
    >
      <p>{t('draft.from_file_text')}</p>
      <input
        id={id}
        className={styles.file}
        type="file"
        accept=".json,application/json"
        onChange={(event) => {
          void read(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <label className={styles.choose} htmlFor={id}>
        {t('draft.choose_file')}
      </label>
      <ProblemNote problem={check.problem} />
      <div role="status">
        {current && current.faults.length === 0 && <p>{t('draft.file_fine')}</p>}
        {current && current.faults.length > 0 && (
          <>
            <p className={styles.label}>{t('draft.file_faults', { count: current.faults.length })}</p>
            <ul className={styles.sentences}>
              {current.faults.map(({ place, says, values }) => (
                <li key={`${place} ${says} ${Object.values(values)}`}>
                  {place && <code dir="ltr">{place}</code>} <span>{say({ key: says, values })}</span>
                </li>
              ))}
            </ul>
            <p className={styles.note}>
              {t(current.draftable ? 'draft.file_draftable' : 'draft.file_not_yet')}
            </p>
          </>
        )}
      </div>
      {text !== '' && (
        <>
          {!current?.draftable && (
            <TextAreaField label={t('draft.file_text')} rows={14} value={text} onChange={keep} />
          )}
          <Row>
            {current?.draftable ? (
              <ActButton busy={busy} onClick={() => onDraft(current.document as DraftDocument, drop)}>
                {t('draft.file_do')}
              </ActButton>
            ) : (
              <ActButton busy={check.busy} onClick={() => look(text)}>
                {t('draft.file_check')}
              </ActButton>
            )}
            <ActButton
              kind="quiet"
              onClick={() => {
                drop()
                setChecked(null)
              }}
            >
              {t('draft.file_leave')}
            </ActButton>
          </Row>
        </>
      )}
    </div>
  )
}
