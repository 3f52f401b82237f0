import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refresher } from '../../contract/training.ts'
import { useTouchpoint } from '../desk/naming.ts'
import { useAct } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { Eyebrow, Row } from '../ui/Page.tsx'
import { ProblemNote } from '../ui/States.tsx'
import styles from './Training.module.css'
import { Where } from './Where.tsx'

type RefreshersProps = {
  label: string
  refreshers: readonly Refresher[]
  /** what to say where there are none; left out: then nothing is shown at all */
  empty?: string
  children?: ReactNode
}

/** What is proposed, and why: mine to take up or to leave; who coaches says whether there is time. */
export function Refreshers({ label, refreshers, empty, children }: RefreshersProps) {
  if (refreshers.length === 0 && !empty) return null
  return (
    <section className={styles.gap}>
      <Eyebrow as="h2">{label}</Eyebrow>
      {refreshers.length === 0 && <p className={styles.soft}>{empty}</p>}
      <Lines label={label}>
        {refreshers.map((one) => (
          <Proposed key={one.id} one={one} />
        ))}
      </Lines>
      {children}
    </section>
  )
}

function Proposed({ one }: { one: Refresher }) {
  const { t } = useTranslation()
  const touchpoint = useTouchpoint()
  const navigate = useNavigate()
  const answer = useAct('refresher.answer')
  const confirm = useAct('refresher.confirm')
  const end = useAct('refresher.end')
  const params = { refresherId: one.id }
  const to = one.courseId ? `/training/courses/${one.courseId}` : `/training/scenarios/${one.scenarioId}`
  const go = one.courseId ? t('training.read_course') : t('training.practise')
  const place = one.touchpoint ? touchpoint(one.touchpoint) : ''
  const title = one.pattern
    ? t(`training.asked_by_${one.pattern}`, { subject: place, count: one.minutes })
    : one.title
  const where = one.pattern
    ? [one.teamName, one.title]
    : [one.clientName, one.power && t(`power.${one.power}`), place]
  return (
    <Line title={<bdi>{title}</bdi>}>
      {one.why && (
        <p className={styles.text} dir="auto">
          {one.why}
        </p>
      )}
      <Where parts={where} />
      {one.confirmedByName && (
        <p className={styles.text}>{t('training.there_is_time', { name: one.confirmedByName })}</p>
      )}
      <ProblemNote problem={answer.problem ?? confirm.problem ?? end.problem} />
      <Row>
        {one.mayConfirm && (
          <ActButton busy={confirm.busy} about={title} onClick={() => confirm.run({ params })}>
            {t('training.confirm_refresher')}
          </ActButton>
        )}
        {one.mayAnswer && !one.takenUp ? (
          <ActButton
            busy={answer.busy}
            about={title}
            onClick={() => answer.run({ params, body: { answer: 'taken_up' } }, () => navigate({ to }))}
          >
            {go}
          </ActButton>
        ) : (
          <ActLink kind={one.mayAnswer ? 'plain' : 'quiet'} to={to}>
            {one.takenUp ? t('training.go_on') : go}
          </ActLink>
        )}
        {one.mayAnswer && (
          <ActButton
            kind="quiet"
            busy={answer.busy}
            about={title}
            onClick={() => answer.run({ params, body: { answer: 'declined' } })}
          >
            {t('training.leave_refresher')}
          </ActButton>
        )}
        {one.mayEnd && (
          <ActButton kind="quiet" busy={end.busy} about={title} onClick={() => end.run({ params })}>
            {t('training.end_refresher')}
          </ActButton>
        )}
      </Row>
      {one.pattern && (
        <p className={styles.soft}>{t(one.mayEnd ? 'training.asked_note_settle' : 'training.asked_note')}</p>
      )}
    </Line>
  )
}
