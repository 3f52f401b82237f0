import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActButton } from '../ui/ActButton.tsx'
import { useKeys } from '../ui/keys.ts'
import { Eyebrow } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { ContactRow } from './ContactRow.tsx'
import styles from './DeskList.module.css'
import { type ListGroup, useLists } from './lists.ts'
import { deskPath, type Taking } from './taking.ts'

type DeskListProps = { openId: string | undefined; taking: Taking; onNew: () => void }

/** The first column: who is waiting, and whom I am with. */
export function DeskList({ openId, taking, onNew }: DeskListProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const { waiting, mine, groups, moreWaiting } = useLists(all)
  const nav = useRef<HTMLElement>(null)
  useRowKeys(nav, openId)
  if (!waiting.items || !mine.items) return <Loading of={waiting.error ? waiting : mine} />

  function showMore() {
    if (all) waiting.more()
    else setAll(true)
  }
  return (
    <nav ref={nav} aria-label={t('desk.list')} className={styles.list}>
      <p role="status" className={taking.notice ? styles.notice : undefined}>
        {taking.notice && t(`desk.${taking.notice}`)}
      </p>
      <ProblemNote problem={taking.problem} />
      {groups.map(({ group, contacts }) => {
        if (contacts.length === 0 && group !== 'waiting') return null
        return (
          <section key={group} className={styles.group} aria-label={t(`desk.group_${group}`)}>
            <Eyebrow as="h2">{t(`desk.group_${group}`)}</Eyebrow>
            {group === 'waiting' && <WaitingHead empty={contacts.length === 0} taking={taking} />}
            <ul>
              {contacts.map((contact) => (
                <li key={contact.id}>
                  <ContactRow contact={contact} group={group as ListGroup} open={contact.id === openId} />
                </li>
              ))}
            </ul>
            {group === 'waiting' && moreWaiting && (
              <ActButton kind="quiet" busy={waiting.busy} onClick={showMore}>
                {t('desk.more_waiting')}
              </ActButton>
            )}
          </section>
        )
      })}
      <div className={styles.foot}>
        <ActButton kind="quiet" keys="n" onClick={onNew}>
          {t('desk.new')}
        </ActButton>
      </div>
    </nav>
  )
}

function WaitingHead({ empty, taking }: { empty: boolean; taking: Taking }) {
  const { t } = useTranslation()
  if (empty) return <p className={styles.empty}>{t('desk.waiting_empty')}</p>
  return (
    <div className={styles.next}>
      <ActButton full keys="x" busy={taking.busy} onClick={taking.takeNext}>
        {t('desk.take_next')}
      </ActButton>
    </div>
  )
}

/** j and k walk the rows with the keyboard's focus, from the open one; Enter opens, as on any link. */
function useRowKeys(nav: RefObject<HTMLElement | null>, openId: string | undefined): void {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const rows = () => [...(nav.current?.querySelectorAll<HTMLElement>('[data-contact]') ?? [])]
  const here = (all: HTMLElement[]) => {
    const focused = all.indexOf(document.activeElement as HTMLElement)
    return focused >= 0 ? focused : all.findIndex((row) => row.dataset.contact === openId)
  }
  function move(step: 1 | -1) {
    const all = rows()
    const at = here(all)
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step
    all[Math.max(0, Math.min(all.length - 1, next))]?.focus()
  }
  function openHere() {
    const all = rows()
    const contactId = (all[here(all)] ?? all[0])?.dataset.contact
    if (contactId) void navigate({ to: deskPath, params: { contactId } as never })
  }
  const group = t('desk.keys_list')
  useKeys([
    { keys: 'j', label: t('desk.key_down'), group, run: () => move(1) },
    { keys: 'k', label: t('desk.key_up'), group, run: () => move(-1) },
    { keys: 'Enter', label: t('desk.key_open'), group, run: openHere },
  ])
}

/** The row that the keyboard is on, if it is on one. */
export function focusedContact(): string | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-contact]')
  return row?.dataset.contact
}
