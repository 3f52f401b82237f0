import { type DragEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../i18n.ts'
import { intlTags } from '../language.ts'
import { OpenFrame } from '../session/OpenFrame.tsx'
import { numberFormat } from '../ui/intl.ts'
import { Page } from '../ui/Page.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { AnswerSheet } from './AnswerSheet.tsx'
import { type Checking, useChecking } from './use-worker.ts'
import styles from './Verify.module.css'

/**
 * Anybody checks a record here, on their own machine: needs no session, asks the server nothing (its content
 * policy forbids it, platform/web-app.ts), and so uses none of what would ask who is signed in.
 */
export function Verify() {
  const { t } = useTranslation()
  const { checking, check } = useChecking()
  return (
    <OpenFrame>
      <Page title={t('verify.title')} sentence={t('verify.sentence')} lead={t('verify.lead')}>
        <Choose done={checking.state === 'done'} check={check} />
        <Reading checking={checking} />
        <div role="status">
          {checking.state === 'done' &&
            (checking.answers.length === 0 ? (
              <p>{t('verify.nothing')}</p>
            ) : (
              checking.answers.map((answer, nth) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and none moves
                <AnswerSheet key={nth} answer={answer} />
              ))
            ))}
        </div>
      </Page>
    </OpenFrame>
  )
}

function Choose({ done, check }: { done: boolean; check(files: File[]): void }) {
  const { t } = useTranslation()
  const id = useId()
  const [over, setOver] = useState(false)
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(isOver)
  }
  function drop(event: DragEvent) {
    drag(false)(event)
    check([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button in it is the first
    <div
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={drop}
    >
      <p className={styles.ask}>{t('verify.drop')}</p>
      <p className={styles.kept} id={`${id}-kept`}>
        {t('verify.kept')}
      </p>
      <input
        id={id}
        className={styles.input}
        type="file"
        multiple
        aria-describedby={`${id}-kept`}
        onChange={({ currentTarget }) => {
          check([...(currentTarget.files ?? [])])
          // the same file again, once it was put right, is a new choice
          currentTarget.value = ''
        }}
      />
      <label htmlFor={id} className={styles.choose}>
        {t(done ? 'verify.again' : 'verify.choose')}
      </label>
    </div>
  )
}

function Reading({ checking }: { checking: Checking }) {
  const { t } = useTranslation()
  if (checking.state !== 'reading') return null
  const percent = numberFormat(intlTags[currentLanguage()], {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(checking.share)
  const label = t('verify.reading', { name: checking.name })
  return (
    <Sheet>
      <p>
        <bdi>{label}</bdi>
      </p>
      <progress className={styles.progress} max={1} value={checking.share} aria-label={label}>
        {t('verify.read_so_far', { percent })}
      </progress>
    </Sheet>
  )
}
