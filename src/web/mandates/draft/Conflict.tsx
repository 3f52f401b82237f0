import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftContent, describeDraftChange } from '../../../core/mandate/draft.ts'
import { ActButton } from '../../ui/ActButton.tsx'
import { useFormat } from '../../ui/format.ts'
import { Row } from '../../ui/Page.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Sentences } from './Changes.tsx'
import styles from './Draft.module.css'

type ConflictProps = {
  base: DraftContent
  mine: DraftContent
  theirs: DraftContent
  by: string
  nameOfTeam: (teamId: string) => string
  onTheirs: () => void
  onMine: () => void
}

/** Somebody else saved while I was writing: what they changed, what I changed, and what to do about it. */
export function Conflict({ base, mine, theirs, by, nameOfTeam, onTheirs, onMine }: ConflictProps) {
  const { t } = useTranslation()
  const { isolate } = useFormat()
  const here = useRef<HTMLDivElement>(null)
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), [])
  const name = isolate(by)
  return (
    <div role="alert" ref={here} className={styles.conflict}>
      <Sheet emphasis="wait" title={t('draft.conflict', { name })}>
        <p className={styles.label}>{t('draft.conflict_theirs', { name })}</p>
        <Sentences said={describeDraftChange(base, theirs, nameOfTeam)} />
        <p className={styles.label}>{t('draft.conflict_mine')}</p>
        <Sentences said={describeDraftChange(base, mine, nameOfTeam)} />
        <p className={styles.note}>{t('draft.conflict_hint')}</p>
        <Row>
          <ActButton onClick={onMine}>{t('draft.conflict_put_mine')}</ActButton>
          <ActButton onClick={onTheirs}>{t('draft.conflict_take_theirs')}</ActButton>
        </Row>
      </Sheet>
    </div>
  )
}
