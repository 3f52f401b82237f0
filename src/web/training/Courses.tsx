import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { noWords, wordsIn } from '../../core/training/course.ts'
import { useAct, useRead } from '../queries.ts'
import { useSession } from '../session.tsx'
import { ActButton, ActLink } from '../ui/ActButton.tsx'
import { Line, Lines } from '../ui/Lines.tsx'
import { Page, Row } from '../ui/Page.tsx'
import { EmptyState, Loading, ProblemNote } from '../ui/States.tsx'
import { useReading } from './reading.ts'
import styles from './Training.module.css'
import { TrainingTabs } from './TrainingTabs.tsx'

/** What there is to read, in short lessons. */
export function Courses() {
  const { t } = useTranslation()
  const { can } = useSession()
  const language = useReading()
  const navigate = useNavigate()
  const read = useRead('course.list')
  const create = useAct('course.create')
  const bring = useAct('course.bring')
  if (!read.data) return <Loading of={read} />
  const { items } = read.data
  const mayWrite = can('training.write')
  const begin = () =>
    create.run({ body: { content: { title: noWords(), promise: noWords(), lessons: [] } } }, ({ id }) =>
      navigate({ to: '/training/courses/$courseId/edit', params: { courseId: id } }),
    )
  return (
    <Page
      title={t('training.tab_courses')}
      sentence={t('training.courses_sentence')}
      lead={t('training.courses_lead')}
    >
      <TrainingTabs />
      <ProblemNote problem={create.problem ?? bring.problem} />
      {mayWrite && (
        <Row>
          <ActButton busy={create.busy} onClick={begin}>
            {t('training.new_course')}
          </ActButton>
          {!items.some(({ shipped }) => shipped) && (
            <ActButton kind="quiet" busy={bring.busy} onClick={() => bring.run({})}>
              {t('training.bring_courses')}
            </ActButton>
          )}
        </Row>
      )}
      {items.length === 0 ? (
        <EmptyState title={t('training.courses_empty_title')}>
          <p>{t('training.courses_empty')}</p>
        </EmptyState>
      ) : (
        <Lines label={t('training.tab_courses')}>
          {items.map(({ id, content, done, state }) => (
            <Line key={id} title={<bdi>{wordsIn(content.title, language) || t('training.untitled')}</bdi>}>
              <p className={styles.text} dir="auto">
                {wordsIn(content.promise, language)}
              </p>
              <p className={styles.soft}>
                {state === 'draft'
                  ? t('training.course_draft')
                  : content.lessons.length === done.length
                    ? t('training.course_done')
                    : t('training.lessons', { count: content.lessons.length })}
              </p>
              <Row>
                <ActLink kind={done.length > 0 ? 'quiet' : 'plain'} to={`/training/courses/${id}`}>
                  {t('training.read_course')}
                </ActLink>
                {mayWrite && (
                  <ActLink kind="quiet" to={`/training/courses/${id}/edit`}>
                    {t('training.edit')}
                  </ActLink>
                )}
              </Row>
            </Line>
          ))}
        </Lines>
      )}
    </Page>
  )
}
