import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { CourseShown } from '../../contract/course.ts'
import { courseContent } from '../../contract/course.ts'
import { type Course, isComplete, wordsIn } from '../../core/training/course.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { type LearningPlace, recordLearning } from './tell-learning.ts'

type Row = {
  id: string
  shipped: string | null
  state: 'draft' | 'published'
  content: Course
  revision: number
  updated_at: Date
  done: number[]
}

const columns = (reader: Actor) => sql`
  select c.id, c.shipped, c.state, c.content, c.revision, c.updated_at,
    (select coalesce(array_agg(l.lesson order by l.lesson), '{}') from lesson_done l
      where l.course_id = c.id and l.person_id = ${reader.personId}) as done
  from course c
  where (c.state = 'published' or ${reader.roles.includes('trainer')})`

export async function listCourses({ tx }: Work, reader: Actor): Promise<CourseShown[]> {
  const { rows } =
    await sql<Row>`${columns(reader)} order by c.shipped nulls last, c.created_at, c.id limit 100`.execute(tx)
  return rows.map((row) => present(row, reader))
}

export async function showCourse(work: Work, reader: Actor, courseId: string): Promise<CourseShown> {
  return present(found(await findCourse(work, reader, courseId)), reader)
}

export async function createCourse(work: Work, actor: Actor, content: Course): Promise<CourseShown> {
  const { id } = await work.tx
    .insertInto('course')
    .values({
      content: JSON.stringify(content),
      author_id: actor.personId,
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return showCourse(work, actor, id)
}

/** @throws Problem not_found, edited_meanwhile; not_complete where a published one would lose words */
export async function saveCourse(
  work: Work,
  actor: Actor,
  input: { courseId: string; revision: number; content: Course },
): Promise<CourseShown> {
  const row = found(await findCourse(work, actor, input.courseId, true))
  if (row.revision !== input.revision) throw new Problem('edited_meanwhile')
  if (row.state === 'published' && !isComplete(input.content)) throw new Problem('not_complete')
  await change(work, row, { content: input.content })
  return showCourse(work, actor, row.id)
}

/** @throws Problem not_found, not_complete while a language lacks a text */
export async function publishCourse(work: Work, actor: Actor, courseId: string, published: boolean) {
  const row = found(await findCourse(work, actor, courseId, true))
  if (published && !isComplete(row.content)) throw new Problem('not_complete')
  await work.tx
    .updateTable('course')
    .set({ state: published ? 'published' : 'draft', updated_at: work.now })
    .where('id', '=', row.id)
    .execute()
  return showCourse(work, actor, courseId)
}

const shippedFolder = new URL('../../../seeds/courses/', import.meta.url)

/** The courses that come with the product, by name. */
export function readShippedCourses(): { name: string; content: Course }[] {
  return readdirSync(shippedFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -5),
      content: courseContent.parse(JSON.parse(readFileSync(new URL(file, shippedFolder), 'utf8'))),
    }))
}

/** Those that are there already stay as they are: a centre may have made them its own. */
export async function bringCourses(work: Work, actor: Actor): Promise<CourseShown[]> {
  for (const { name, content } of readShippedCourses())
    await sql`
      insert into course (shipped, state, content, author_id, created_at, updated_at)
      values (${name}, 'published', ${JSON.stringify(content)}::jsonb, ${actor.personId}, ${work.now}, ${work.now})
      on conflict (shipped) do nothing`.execute(work.tx)
  return listCourses(work, actor)
}

/** The reader has been through a lesson. @throws Problem not_found */
export async function finishLesson(
  work: Work,
  actor: Actor,
  input: { courseId: string; lesson: number; place: LearningPlace },
): Promise<CourseShown> {
  const row = found(await findCourse(work, actor, input.courseId))
  const lesson = found(row.content.lessons[input.lesson])
  const inserted = await sql`
    insert into lesson_done (person_id, course_id, lesson, at)
    values (${actor.personId}, ${row.id}, ${input.lesson}, ${work.now}) on conflict do nothing`.execute(
    work.tx,
  )
  if (inserted.numAffectedRows === 1n) {
    const { language } = actor
    const path = `training/courses/${row.id}`
    await recordLearning(work, actor, input.place, {
      verb: 'progressed',
      about: {
        kind: 'lesson',
        path: `${path}#${input.lesson}`,
        name: wordsIn(lesson.title, language),
        language,
      },
    })
    const through = new Set([...row.done, input.lesson])
    if (row.content.lessons.every((_, nth) => through.has(nth)))
      await recordLearning(work, actor, input.place, {
        verb: 'completed',
        about: { kind: 'course', path, name: wordsIn(row.content.title, language), language },
      })
  }
  return showCourse(work, actor, row.id)
}

async function findCourse(
  { tx }: Work,
  reader: Actor,
  courseId: string,
  lock = false,
): Promise<Row | undefined> {
  const { rows } =
    await sql<Row>`${columns(reader)} and c.id = ${courseId} ${lock ? sql`for update of c` : sql``}`.execute(
      tx,
    )
  return rows[0]
}

async function change(work: Work, row: Row, set: { content: Course }): Promise<void> {
  await work.tx
    .updateTable('course')
    .set({ content: JSON.stringify(set.content), revision: row.revision + 1, updated_at: work.now })
    .where('id', '=', row.id)
    .execute()
}

const present = (row: Row, reader: Actor): CourseShown => ({
  id: row.id,
  state: row.state,
  shipped: row.shipped !== null,
  content: row.content,
  revision: row.revision,
  updatedAt: row.updated_at.toISOString(),
  done: row.done.filter((lesson) => lesson < row.content.lessons.length),
  mayWrite: reader.roles.includes('trainer'),
})
