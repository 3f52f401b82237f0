import { z } from 'zod'
import { id, instant, routes } from './route.ts'

/** A text in each language; empty while it is not written yet. */
const wording = (max: number) =>
  z.strictObject({
    en: z.string().max(max),
    it: z.string().max(max),
    fr: z.string().max(max),
    ar: z.string().max(max),
  })

/** Plain text with few marks (see core/training/course.ts); HTML in it is shown as it is typed. */
export const courseContent = z.strictObject({
  title: wording(200),
  promise: wording(500),
  lessons: z
    .array(
      z.strictObject({
        title: wording(200),
        text: wording(10_000),
        exercise: z
          .strictObject({
            question: wording(1000),
            answers: z
              .array(z.strictObject({ text: wording(500), reply: wording(1000) }))
              .min(2)
              .max(4),
          })
          .nullable(),
      }),
    )
    .max(20),
})

export const course = z.strictObject({
  id,
  state: z.enum(['draft', 'published']),
  shipped: z.boolean(),
  content: courseContent,
  revision: z.int(),
  updatedAt: instant,
  /** the lessons that the reader has been through */
  done: z.array(z.int()),
  mayWrite: z.boolean(),
})
export type CourseShown = z.infer<typeof course>

const params = z.strictObject({ courseId: id })

export const courseRoutes = routes({
  'course.list': {
    method: 'GET',
    path: '/courses',
    access: 'training.read',
    summary: 'The courses, and to trainers also those that are being written; at most 100',
    status: 200,
    returns: z.strictObject({ items: z.array(course) }),
  },
  'course.show': {
    method: 'GET',
    path: '/courses/:courseId',
    access: 'training.read',
    summary: 'A course with its lessons',
    params,
    status: 200,
    returns: course,
  },
  'course.create': {
    method: 'POST',
    path: '/courses',
    access: 'training.write',
    summary: 'Begin a course; it is a draft until it is published',
    body: z.strictObject({ content: courseContent }),
    status: 201,
    returns: course,
  },
  'course.save': {
    method: 'PUT',
    path: '/courses/:courseId',
    access: 'training.write',
    summary: 'Save a course over the revision that was read',
    params,
    body: z.strictObject({ revision: z.int().min(1), content: courseContent }),
    status: 200,
    returns: course,
  },
  'course.publish': {
    method: 'PUT',
    path: '/courses/:courseId/publication',
    access: 'training.write',
    summary: 'Publish a course that is complete in all four languages, or take it back',
    params,
    body: z.strictObject({ published: z.boolean() }),
    status: 200,
    returns: course,
  },
  'course.bring': {
    method: 'POST',
    path: '/courses/shipped',
    access: 'training.write',
    summary: 'Bring in the courses that come with the product; those that are there stay as they are',
    status: 200,
    returns: z.strictObject({ items: z.array(course) }),
  },
  'course.finish': {
    method: 'PUT',
    path: '/courses/:courseId/lessons/:lesson',
    access: 'training.read',
    summary: 'Say that I have been through a lesson (counted from 0)',
    params: z.strictObject({ courseId: id, lesson: z.coerce.number().int().min(0).max(19) }),
    status: 200,
    returns: course,
  },
})
