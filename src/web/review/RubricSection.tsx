import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rubric } from '../../contract/review.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { useFormat } from '../ui/format.ts'
import { Eyebrow, Row, Soft } from '../ui/Page.tsx'
import styles from './Review.module.css'
import { RubricForm } from './RubricForm.tsx'

/** What a team reads by, and from five reviews up what was seen in all of them together. */
export function RubricSection({ rubric }: { rubric: Rubric }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const [editing, setEditing] = useState(false)
  const { agreement, criteria, patterns, version } = rubric
  return (
    <section className={styles.rubric}>
      <Eyebrow as="h2">{t('review.rubric_of', { team: rubric.teamName })}</Eyebrow>
      {version === 0 && !editing && <p>{t('review.rubric_none')}</p>}
      {editing ? (
        <RubricForm rubric={rubric} onLeave={() => setEditing(false)} />
      ) : (
        <>
          <ol className={styles.criteria}>
            {criteria.map((one, nth) => (
              <CriterionRow key={one.name} criterion={one} pattern={patterns[nth] ?? null} />
            ))}
          </ol>
          {agreement.alpha !== null && (
            <p className={styles.together}>
              {t(`review.team_${agreement.says}`)}{' '}
              <Soft small>
                {t('review.alpha', {
                  alpha: number(agreement.alpha, { maximumFractionDigits: 2 }),
                  count: agreement.of,
                })}
              </Soft>
            </p>
          )}
          {rubric.writtenBy && rubric.on && (
            <p>
              <Soft small>
                {t('review.rubric_by', {
                  version,
                  name: rubric.writtenBy,
                  date: date(rubric.on),
                })}
              </Soft>
            </p>
          )}
          <Row>
            <ActButton about={rubric.teamName} onClick={() => setEditing(true)}>
              {t(version === 0 ? 'review.rubric_begin' : 'review.rubric_edit')}
            </ActButton>
          </Row>
        </>
      )}
    </section>
  )
}

type CriterionProps = {
  criterion: Rubric['criteria'][number]
  pattern: Rubric['patterns'][number]
}

/** A criterion with its levels side by side, and how often each was seen in all the readings together. */
function CriterionRow({ criterion, pattern }: CriterionProps) {
  const { t } = useTranslation()
  return (
    <li>
      <p className={styles.name}>
        <bdi>{criterion.name}</bdi>
      </p>
      <ol className={styles.scale}>
        {criterion.levels.map((level, place) => (
          <li key={level}>
            <span>
              <bdi>{level}</bdi>
            </span>
            {pattern && <Soft small>{timesOf(pattern.counts[place] ?? 0)}</Soft>}
          </li>
        ))}
      </ol>
      <Soft small>{pattern ? t('review.pattern', { count: pattern.of }) : t('review.pattern_none')}</Soft>
    </li>
  )

  function timesOf(count: number): string {
    return count === 0 ? t('review.never') : t('review.times', { count })
  }
}
