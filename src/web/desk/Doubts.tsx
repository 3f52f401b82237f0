import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactDetail, Doubt } from '../../contract/contact.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useKeys } from '../ui/keys.ts'
import { Eyebrow, Soft } from '../ui/Page.tsx'
import { AddDoubt } from './AddDoubt.tsx'
import { AnswerDoubt } from './AnswerDoubt.tsx'
import type { Missing } from './Conversation.tsx'
import { DoubtLine } from './DoubtLine.tsx'
import styles from './Doubts.module.css'
import { isolated } from './naming.ts'
import { useReveal } from './sides.ts'

type DoubtsProps = { contact: ContactDetail; workable: boolean; missing: Missing }

/** What the customer needs settled. The contact ends when nothing here is open. */
export function Doubts({ contact, workable, missing }: DoubtsProps) {
  const { t } = useTranslation()
  const [answering, setAnswering] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const next = nextToAnswer(contact.doubts)
  const answerNext = () => {
    if (next) setAnswering(next.id)
  }
  const reveal = useReveal()
  const group = t('desk.keys_contact')
  useKeys([
    {
      keys: 'a',
      label: t('desk.key_answer'),
      group,
      off: !workable || !next,
      run: () => reveal('talk', answerNext),
    },
    {
      keys: 'd',
      label: t('desk.add_doubt'),
      group,
      off: !workable,
      run: () => reveal('talk', () => setAdding(true)),
    },
  ])
  // closing was wished for, and something is missing: here is where
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish opens the form
  useEffect(() => {
    if (missing === 'answers') answerNext()
    if (missing === 'doubts') setAdding(true)
  }, [missing])

  return (
    <section className={styles.sheet} aria-label={t('desk.doubts')}>
      <Eyebrow as="h2">{t('desk.doubts_of', { name: isolated(contact.customer.name) })}</Eyebrow>
      <p role="status" className={missing ? styles.missing : undefined}>
        {missing && t(`desk.missing_${missing}`)}
      </p>
      {contact.doubts.length === 0 && <Soft>{t(workable ? 'desk.doubts_empty' : 'desk.doubts_none')}</Soft>}
      <ul>
        {contact.doubts.map((doubt) => (
          <li key={doubt.id} className={styles.doubt}>
            <DoubtLine
              doubt={doubt}
              contact={contact}
              keys={doubt.id === next?.id ? 'a' : undefined}
              onAnswer={workable && answering !== doubt.id ? () => setAnswering(doubt.id) : undefined}
            />
            {answering === doubt.id && workable && (
              <AnswerDoubt contact={contact} doubt={doubt} onClose={() => setAnswering(null)} />
            )}
          </li>
        ))}
      </ul>
      {workable && adding && <AddDoubt contact={contact} onClose={() => setAdding(false)} />}
      {workable && !adding && (
        <div className={styles.add}>
          <ActButton kind="quiet" keys="d" onClick={() => setAdding(true)}>
            {t('desk.add_doubt')}
          </ActButton>
        </div>
      )}
    </section>
  )
}

/** The first that has no answer since it was asked, or since the customer called it not clear. */
function nextToAnswer(doubts: readonly Doubt[]): Doubt | undefined {
  return doubts.find(({ state, answered }) => state === 'open' && !answered)
}
