import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Lesson } from '../../core/training/course.ts'
import { wordsIn } from '../../core/training/course.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Eyebrow, Page, Row, Rule } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { LessonText } from './LessonText.tsx'
import { useReading } from './reading.ts'
import styles from './Training.module.css'

/** A course, one lesson at a time; it opens where the reader left off. */
export function Course() {
  const { t } = useTranslation()
  const language = useReading()
  const { courseId } = useParams({ strict: false }) as { courseId: string }
  const read = useRead('course.show', { params: { courseId } })
  const finish = useAct('course.finish')
  const [chosen, setChosen] = useState<number | null>(null)
  if (!read.data) return <Loading of={read} />
  const { content, done } = read.data
  const first = content.lessons.findIndex((_, nth) => !done.includes(nth))
  const nth = chosen ?? Math.max(0, first)
  const lesson = content.lessons[nth]
  const isLast = nth === content.lessons.length - 1
  const through = () =>
    finish.run({ params: { courseId, lesson: String(nth) as unknown as number } }, () => {
      if (!isLast) setChosen(nth + 1)
      document.querySelector('h1')?.focus()
    })
  return (
    <Page
      title={wordsIn(content.title, language)}
      sentence={<bdi>{wordsIn(content.title, language)}</bdi>}
      lead={<bdi>{wordsIn(content.promise, language)}</bdi>}
    >
      {content.lessons.length > 1 && (
        <Row>
          {content.lessons.map((one, at) => (
            <ActButton
              // biome-ignore lint/suspicious/noArrayIndexKey: lessons have an order and nothing else
              key={at}
              kind="quiet"
              pressed={at === nth}
              onClick={() => setChosen(at)}
            >
              {wordsIn(one.title, language)}
            </ActButton>
          ))}
        </Row>
      )}
      <Rule />
      {lesson && (
        <article className={styles.lesson}>
          <Eyebrow as="h2">{wordsIn(lesson.title, language)}</Eyebrow>
          <LessonText text={wordsIn(lesson.text, language)} />
          {lesson.exercise && <ExerciseBox key={nth} exercise={lesson.exercise} />}
          <ProblemNote problem={finish.problem} />
          <Row>
            <ActButton busy={finish.busy} onClick={through}>
              {isLast ? t('training.finish_course') : t('training.next_lesson')}
            </ActButton>
          </Row>
          {isLast && done.length === content.lessons.length && (
            <>
              <p className={styles.text}>{t('training.course_through')}</p>
              <Row>
                <ActLink kind="quiet" to="/training/scenarios">
                  {t('training.go_practise')}
                </ActLink>
              </Row>
            </>
          )}
        </article>
      )}
    </Page>
  )
}

/** A question to think about: each answer has a reply, and none is counted. */
function ExerciseBox({ exercise }: { exercise: NonNullable<Lesson['exercise']> }) {
  const { t } = useTranslation()
  const language = useReading()
  const [picked, setPicked] = useState<number | null>(null)
  return (
    <section>
      <Eyebrow as="h3">{t('training.exercise')}</Eyebrow>
      <p className={styles.text} dir="auto">
        {wordsIn(exercise.question, language)}
      </p>
      <div className={styles.options}>
        {exercise.answers.map(({ text }, nth) => (
          <button
            key={text.en}
            type="button"
            className={styles.option}
            dir="auto"
            aria-pressed={picked === nth}
            onClick={() => setPicked(nth)}
          >
            {wordsIn(text, language)}
          </button>
        ))}
      </div>
      <p className={styles.text} dir="auto" role="status">
        {picked !== null && wordsIn(exercise.answers[picked]!.reply, language)}
      </p>
    </section>
  )
}
