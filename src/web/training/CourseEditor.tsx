import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CourseShown } from '../../contract/course.ts'
import { type CourseLanguage, courseLanguages, missingIn, noWords } from '../../core/training/course.ts'
import { useAct, useRead } from '../queries.ts'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { SelectField, TextAreaField, TextField } from '../ui/fields.tsx'
import { useFormat } from '../ui/format.ts'
import { useKept } from '../ui/kept.ts'
import { Page, Row } from '../ui/Page.tsx'
import { Loading, ProblemNote } from '../ui/States.tsx'
import { LessonFields } from './LessonFields.tsx'
import { useReading } from './reading.ts'
import styles from './Training.module.css'

/** A course being written, one language beside the other. */
export function CourseEditor() {
  const { courseId } = useParams({ strict: false }) as { courseId: string }
  const read = useRead('course.show', { params: { courseId } })
  if (!read.data) return <Loading of={read} />
  return <Editor key={courseId} start={read.data} />
}

function Editor({ start }: { start: CourseShown }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const [language, setLanguage] = useState<CourseLanguage>(useReading())
  const [course, setCourse] = useState(start)
  const [content, setContent, drop] = useKept(`course.${course.id}.${course.revision}`, course.content)
  const save = useAct('course.save')
  const publish = useAct('course.publish')
  const params = { courseId: course.id }
  const missing = missingIn(content)
  const lacking = courseLanguages.filter((one) => missing[one] > 0)
  const lesson = { title: noWords(), text: noWords(), exercise: null }
  const put = (after?: () => void) =>
    save.run({ params, body: { revision: course.revision, content } }, (saved) => {
      drop()
      setCourse(saved)
      after?.()
    })
  return (
    <Page
      title={t('training.edit')}
      sentence={t('training.course_edit_sentence')}
      lead={
        lacking.length > 0
          ? t('training.course_lacks', { languages: list(lacking.map((one) => t(`rule.language_${one}`))) })
          : t('training.course_whole')
      }
    >
      <div className={styles.form}>
        <SelectField
          label={t('training.write_in')}
          options={courseLanguages.map((one) => ({ value: one, label: t(`rule.language_${one}`) }))}
          value={language}
          onChange={setLanguage}
        />
        <TextField
          label={t('training.title')}
          maxLength={200}
          value={content.title[language]}
          onChange={(text) => setContent({ ...content, title: { ...content.title, [language]: text } })}
        />
        <TextAreaField
          label={t('training.promise')}
          hint={t('training.promise_hint')}
          maxLength={500}
          value={content.promise[language]}
          onChange={(text) => setContent({ ...content, promise: { ...content.promise, [language]: text } })}
        />
        {content.lessons.map((one, nth) => (
          <LessonFields
            // biome-ignore lint/suspicious/noArrayIndexKey: lessons have an order and nothing else
            key={nth}
            lesson={one}
            nth={nth}
            language={language}
            onChange={(next) =>
              setContent({ ...content, lessons: content.lessons.map((was, at) => (at === nth ? next : was)) })
            }
            onRemove={() =>
              setContent({ ...content, lessons: content.lessons.filter((_, at) => at !== nth) })
            }
          />
        ))}
        <ProblemNote problem={save.problem ?? publish.problem} />
        <Row>
          <ActButton busy={save.busy} onClick={() => put()}>
            {t('training.save')}
          </ActButton>
          <ActButton
            kind="quiet"
            onClick={() => setContent({ ...content, lessons: [...content.lessons, lesson] })}
          >
            {t('training.add_lesson')}
          </ActButton>
          {course.state === 'draft' ? (
            <ActButton
              kind="quiet"
              busy={publish.busy}
              disabled={lacking.length > 0 || content.lessons.length === 0}
              onClick={() => put(() => publish.run({ params, body: { published: true } }, setCourse))}
            >
              {t('training.publish')}
            </ActButton>
          ) : (
            <ActButton
              kind="quiet"
              busy={publish.busy}
              onClick={() => publish.run({ params, body: { published: false } }, setCourse)}
            >
              {t('training.unpublish')}
            </ActButton>
          )}
          <ActLink kind="quiet" to={`/training/courses/${course.id}`}>
            {t('training.see_course')}
          </ActLink>
        </Row>
      </div>
    </Page>
  )
}
