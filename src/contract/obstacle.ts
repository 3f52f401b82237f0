import { z } from 'zod'
import { obstacleKinds } from '../core/obstacle/kinds.ts'
import { calendarDate, id, instant, line, pageOf, pageQuery, prose, routes } from './route.ts'

export const obstacle = z.strictObject({
  id,
  clientName: z.string(),
  siteName: z.string(),
  kind: z.enum(obstacleKinds),
  title: z.string(),
  /** whose it is to remove: one of us, or (null) a department that goes by its name alone */
  ownerId: id.nullable(),
  ownerName: z.string(),
  /** it is the reader's own to remove */
  ownedByMe: z.boolean(),
  promisedOn: calendarDate,
  /** the promised day is over, and it is still there */
  overdue: z.boolean(),
  state: z.enum(['open', 'removed']),
  removedAt: instant.nullable(),
  /** what was done, to those who had met it */
  removedWords: z.string().nullable(),
  metByMe: z.boolean(),
  /** in the words of those who met it, at most 20 */
  reasons: z.array(z.string()),
})
export type Obstacle = z.infer<typeof obstacle>

/** One of us who removes obstacles there, or the name of a department or of somebody outside. */
const owner = { ownerId: id.optional(), ownerName: line(120).optional() }
type Owner = { ownerId?: string | undefined; ownerName?: string | undefined }
const atMostOne = (body: Owner) => body.ownerId === undefined || body.ownerName === undefined
const oneNeeded = (body: Owner) => (body.ownerId === undefined) !== (body.ownerName === undefined)

const requestIds = z.array(id).min(1).max(50)

export const obstacleRoutes = routes({
  'obstacle.list': {
    method: 'GET',
    path: '/obstacles',
    access: 'obstacle.read',
    summary:
      'Obstacles of my sites: `open` soonest promised first · `removed` newest first · `removed_for_me` of those I met',
    query: z
      .strictObject({
        ...pageQuery,
        ...owner,
        view: z.enum(['open', 'removed', 'removed_for_me']).default('open'),
      })
      .refine(atMostOne, 'ownerId or ownerName, not both'),
    status: 200,
    returns: pageOf(obstacle),
  },
  'obstacle.listOwners': {
    method: 'GET',
    path: '/obstacles/owners',
    access: 'obstacle.read',
    summary:
      'Whose obstacles of my sites may be: managers and administrators, then departments named before (at most 200)',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          /** null: a department, by its name */
          ownerId: id.nullable(),
          ownerName: z.string(),
          /** the front line waits for them now */
          awaited: z.boolean(),
        }),
      ),
    }),
  },
  'obstacle.listUnsorted': {
    method: 'GET',
    path: '/obstacles/unsorted',
    access: 'obstacle.write',
    summary:
      'Requests that met an obstacle and belong to none yet: of the last 28 days, newest first (at most 200)',
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          id,
          clientId: id,
          clientName: z.string(),
          siteId: id,
          teamName: z.string(),
          reason: z.string(),
          askedAt: instant,
          open: z.boolean(),
        }),
      ),
    }),
  },
  'obstacle.create': {
    method: 'POST',
    path: '/obstacles',
    access: 'obstacle.write',
    summary: 'Make an obstacle of requests of one client and site: what it is of, whose it is, and by when',
    body: z
      .strictObject({
        requestIds,
        kind: z.enum(obstacleKinds),
        title: line(200),
        ...owner,
        promisedOn: calendarDate,
      })
      .refine(oneNeeded, 'ownerId for one of us, or ownerName for a department: one of the two'),
    status: 201,
    returns: obstacle,
  },
  'obstacle.addRequests': {
    method: 'PUT',
    path: '/obstacles/:obstacleId/requests',
    access: 'obstacle.write',
    summary: 'These requests met the same',
    params: z.strictObject({ obstacleId: id }),
    body: z.strictObject({ requestIds }),
    status: 200,
    returns: obstacle,
  },
  'obstacle.update': {
    method: 'PATCH',
    path: '/obstacles/:obstacleId',
    access: 'obstacle.write',
    summary: 'Another kind, owner or promised day',
    params: z.strictObject({ obstacleId: id }),
    body: z
      .strictObject({
        kind: z.enum(obstacleKinds).optional(),
        ...owner,
        promisedOn: calendarDate.optional(),
      })
      .refine(atMostOne, 'ownerId or ownerName, not both'),
    status: 200,
    returns: obstacle,
  },
  'obstacle.remove': {
    method: 'PUT',
    path: '/obstacles/:obstacleId/removal',
    access: 'obstacle.write',
    summary: 'It is removed: everybody who met it is told, and their open requests are solved',
    params: z.strictObject({ obstacleId: id }),
    body: z.strictObject({ words: prose(1000) }),
    status: 200,
    returns: obstacle,
  },
})
