import type { courseRoutes } from '../../contract/course.ts'
import type { Handlers } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import {
  bringCourses,
  createCourse,
  finishLesson,
  listCourses,
  publishCourse,
  saveCourse,
  showCourse,
} from './courses.ts'

export function courseApi({ db, config }: Platform): Handlers<typeof courseRoutes> {
  return {
    'course.list': ({ actor }) => db.own(actor, async (work) => ({ items: await listCourses(work, actor) })),
    'course.show': ({ actor, params }) => db.own(actor, (work) => showCourse(work, actor, params.courseId)),
    'course.create': ({ actor, body }) => db.own(actor, (work) => createCourse(work, actor, body.content)),
    'course.save': ({ actor, params, body }) =>
      db.own(actor, (work) => saveCourse(work, actor, { ...params, ...body })),
    'course.publish': ({ actor, params, body }) =>
      db.own(actor, (work) => publishCourse(work, actor, params.courseId, body.published)),
    'course.bring': ({ actor }) =>
      db.own(actor, async (work) => ({ items: await bringCourses(work, actor) })),
    'course.finish': ({ actor, params }) =>
      db.own(actor, (work) => finishLesson(work, actor, { ...params, place: config })),
  }
}
