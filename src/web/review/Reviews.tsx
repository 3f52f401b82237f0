import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewLine } from '../../contract/review.ts'
import { useAct, useRead, useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Eyebrow, Page, Row, Soft } from '../ui/Page.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
import styles from './Review.module.css'
import { RubricSection } from './RubricSection.tsx'

/** Conversations to read, readings of mine, and what my team reads by. */
export function Reviews() {
  const { t } = useTranslation()
  const { has } = useSession()
  const navigate = useNavigate()
  const read = useReadPages('review.list')
  const rubrics = useRead('rubric.list')
  const draw = useAct('review.draw')
  const [drawnFor, setDrawnFor] = useState('')
  if (!read.items) return <Loading of={read} />
  if (!rubrics.data) return <Loading of={rubrics} />
  const { items } = read
  const teams = rubrics.data.items
  const groups = {
    waiting: items.filter(({ part, written }) => part === 'reviewer' && !written),
    mine: items.filter(({ part }) => part === 'reviewed'),
    written: items.filter(({ part, written }) => part === 'reviewer' && written),
  }
  const begin = (teamId: string, calibration: boolean) => {
    setDrawnFor(teamId)
    draw.run({ body: { teamId, calibration } }, ({ id }) =>
      navigate({ to: '/reviews/$reviewId', params: { reviewId: id } }),
    )
  }
  return (
    <Page
      title={t('review.nav')}
      sentence={t(groups.waiting.length > 0 ? 'review.sentence_waiting' : 'review.sentence')}
      lead={t('review.lead')}
    >
      {teams.map(({ teamId, teamName, version }) => (
        <div key={teamId} className={styles.draw}>
          {version > 0 && (
            <Row>
              <ActButton busy={draw.busy} about={teamName} onClick={() => begin(teamId, false)}>
                {t('review.draw')}
              </ActButton>
              {has('coach') && (
                <ActButton kind="quiet" busy={draw.busy} about={teamName} onClick={() => begin(teamId, true)}>
                  {t('review.draw_calibration')}
                </ActButton>
              )}
              {teams.length > 1 && <Soft small>{teamName}</Soft>}
            </Row>
          )}
          {drawnFor === teamId && <ProblemNote problem={draw.problem} />}
        </div>
      ))}
      {items.length === 0 && (
        <EmptyState title={t('review.empty_title')}>
          <p>{t('review.empty')}</p>
        </EmptyState>
      )}
      {(['waiting', 'mine', 'written'] as const).map((group) => (
        <Group key={group} title={t(`review.group_${group}`)} items={groups[group]} />
      ))}
      <More of={read}>{t('review.more')}</More>
      {teams.map((rubric) => (
        <RubricSection key={rubric.teamId} rubric={rubric} />
      ))}
    </Page>
  )
}

function Group({ title, items }: { title: string; items: readonly ReviewLine[] }) {
  const { t } = useTranslation()
  const { date, sentence } = useFormat()
  if (items.length === 0) return null
  return (
    <section className={styles.group}>
      <Eyebrow as="h2">{title}</Eyebrow>
      <Lines label={title}>
        {items.map((one) => (
          <Line
            key={one.id}
            title={
              <Link to="/reviews/$reviewId" params={{ reviewId: one.id }}>
                <bdi>{one.subject}</bdi>
              </Link>
            }
            end={<time dateTime={one.on}>{sentence(date(one.on))}</time>}
          >
            {one.calibration && <p>{t('review.is_calibration')}</p>}
          </Line>
        ))}
      </Lines>
    </section>
  )
}
