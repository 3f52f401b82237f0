import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewLine } from '../../contract/review.ts'
import { useAct, useRead, useReadPages } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton } from '../ui/ActButton.tsx'
import { When } from '../ui/Amount.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { More } from '../ui/More.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
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
  const waiting = items.filter(({ part, written }) => part === 'reviewer' && !written).length
  const begin = (teamId: string, calibration: boolean) => {
    setDrawnFor(teamId)
    draw.run({ body: { teamId, calibration } }, ({ id }) =>
      navigate({ to: '/reviews/$reviewId', params: { reviewId: id } }),
    )
  }
  return (
    <Page
      title={t('review.nav')}
      sentence={t(waiting > 0 ? 'review.sentence_waiting' : 'review.sentence')}
      lead={t('review.lead')}
    >
      {teams.map(({ teamId, teamName, version }) => (
        <div key={teamId}>
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
            </Row>
          )}
          {drawnFor === teamId && <ProblemNote problem={draw.problem} />}
        </div>
      ))}
      {items.length === 0 ? (
        <EmptyState title={t('review.empty_title')}>
          <p>{t('review.empty')}</p>
        </EmptyState>
      ) : (
        <Lines label={t('review.nav')}>
          {items.map((one) => (
            <ReviewRow key={one.id} review={one} />
          ))}
        </Lines>
      )}
      <More of={read}>{t('review.more')}</More>
      {teams.map((rubric) => (
        <RubricSection key={rubric.teamId} rubric={rubric} />
      ))}
    </Page>
  )
}

function ReviewRow({ review }: { review: ReviewLine }) {
  const { t } = useTranslation()
  const { calibration, part, written } = review
  const stands =
    part === 'reviewed'
      ? 'review.is_mine'
      : written
        ? 'review.is_written'
        : calibration
          ? 'review.is_calibration'
          : 'review.is_waiting'
  return (
    <Line
      title={
        <Link to="/reviews/$reviewId" params={{ reviewId: review.id }}>
          <bdi>{review.subject}</bdi>
        </Link>
      }
      end={<When at={review.at} />}
    >
      <p>{t(stands)}</p>
    </Line>
  )
}
