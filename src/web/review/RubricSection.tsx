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
  const { date, list } = useFormat()
  const [editing, setEditing] = useState(false)
  const { criteria, patterns, version } = rubric
  return (
    <section className={styles.rubric}>
      <Eyebrow as="h2">{t('review.rubric_of', { team: rubric.teamName })}</Eyebrow>
      {version === 0 && !editing && <p>{t('review.rubric_none')}</p>}
      {editing ? (
        <RubricForm rubric={rubric} onLeave={() => setEditing(false)} />
      ) : (
        <>
          <ol className={styles.criteria}>
            {criteria.map((one, nth) => {
              const pattern = patterns[nth]
              return (
                <li key={one.name}>
                  <strong dir="auto">{one.name}</strong>
                  <p>
                    <Soft>{list(one.levels)}</Soft>
                  </p>
                  <p>
                    {pattern
                      ? t('review.pattern', {
                          count: pattern.of,
                          levels: list(
                            one.levels.map((level, place) =>
                              t('review.pattern_level', { level, times: pattern.counts[place] ?? 0 }),
                            ),
                          ),
                        })
                      : t('review.pattern_none')}
                  </p>
                </li>
              )
            })}
          </ol>
          {rubric.writtenBy && rubric.at && (
            <p>
              <Soft small>
                {t('review.rubric_by', {
                  version,
                  name: rubric.writtenBy,
                  date: date(rubric.at.slice(0, 10)),
                })}
              </Soft>
            </p>
          )}
          <Row>
            <ActButton kind="quiet" about={rubric.teamName} onClick={() => setEditing(true)}>
              {t(version === 0 ? 'review.rubric_begin' : 'review.rubric_edit')}
            </ActButton>
          </Row>
        </>
      )}
    </section>
  )
}
