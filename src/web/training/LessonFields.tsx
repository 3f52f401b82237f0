import { useTranslation } from 'react-i18next'
import { type CourseLanguage, type Lesson, noWords } from '../../core/training/course.ts'
import { ActButton } from '../ui/ActButton.tsx'
import { TextAreaField, TextField } from '../ui/fields.tsx'
import { Eyebrow, Row } from '../ui/Page.tsx'
import styles from './Training.module.css'

type LessonFieldsProps = {
  lesson: Lesson
  nth: number
  language: CourseLanguage
  onChange: (lesson: Lesson) => void
  onRemove: () => void
}

export function LessonFields({ lesson, nth, language, onChange, onRemove }: LessonFieldsProps) {
  const { t } = useTranslation()
  const { exercise } = lesson
  const answer = () => ({ text: noWords(), reply: noWords() })
  return (
    <section className={styles.form}>
      <Eyebrow as="h2">{t('training.lesson', { number: nth + 1 })}</Eyebrow>
      <TextField
        label={t('training.lesson_title')}
        maxLength={200}
        value={lesson.title[language]}
        onChange={(text) => onChange({ ...lesson, title: { ...lesson.title, [language]: text } })}
      />
      <TextAreaField
        label={t('training.lesson_text')}
        hint={t('training.lesson_hint')}
        rows={8}
        maxLength={10_000}
        value={lesson.text[language]}
        onChange={(text) => onChange({ ...lesson, text: { ...lesson.text, [language]: text } })}
      />
      {exercise && (
        <>
          <TextAreaField
            label={t('training.question')}
            maxLength={1000}
            value={exercise.question[language]}
            onChange={(text) =>
              onChange({
                ...lesson,
                exercise: { ...exercise, question: { ...exercise.question, [language]: text } },
              })
            }
          />
          {exercise.answers.map((one, at) => {
            const put = (next: typeof one) =>
              onChange({
                ...lesson,
                exercise: {
                  ...exercise,
                  answers: exercise.answers.map((was, place) => (place === at ? next : was)),
                },
              })
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: answers have an order and nothing else
              <div key={at} className={styles.form}>
                <TextField
                  label={t('training.answer', { number: at + 1 })}
                  maxLength={500}
                  value={one.text[language]}
                  onChange={(text) => put({ ...one, text: { ...one.text, [language]: text } })}
                />
                <TextField
                  label={t('training.reply', { number: at + 1 })}
                  maxLength={1000}
                  value={one.reply[language]}
                  onChange={(text) => put({ ...one, reply: { ...one.reply, [language]: text } })}
                />
              </div>
            )
          })}
        </>
      )}
      <Row>
        {!exercise && (
          <ActButton
            kind="quiet"
            onClick={() =>
              onChange({ ...lesson, exercise: { question: noWords(), answers: [answer(), answer()] } })
            }
          >
            {t('training.add_exercise')}
          </ActButton>
        )}
        {exercise && exercise.answers.length < 4 && (
          <ActButton
            kind="quiet"
            onClick={() =>
              onChange({ ...lesson, exercise: { ...exercise, answers: [...exercise.answers, answer()] } })
            }
          >
            {t('training.add_answer')}
          </ActButton>
        )}
        {exercise && (
          <ActButton kind="quiet" onClick={() => onChange({ ...lesson, exercise: null })}>
            {t('training.no_exercise')}
          </ActButton>
        )}
        <ActButton kind="quiet" about={t('training.lesson', { number: nth + 1 })} onClick={onRemove}>
          {t('training.remove_lesson')}
        </ActButton>
      </Row>
    </section>
  )
}
