import { z } from 'zod'
import { levels, powerKinds } from '../core/mandate/document.ts'
import { roles } from '../core/person/permissions.ts'
import { id, instant, language, line, pageOf, pageQuery, routes } from './route.ts'
import { assignment, personLevels } from './session.ts'

export const person = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  language,
  active: z.boolean(),
  assignments: z.array(assignment),
  createdAt: instant,
})
export type Person = z.infer<typeof person>

/** agent and coach: a team · manager: a site · client_representative: a client · the others: the operator */
const newAssignment = z.strictObject({
  role: z.enum(roles),
  teamId: id.optional(),
  siteId: id.optional(),
  clientId: id.optional(),
})

export const personRoutes = routes({
  'person.list': {
    method: 'GET',
    path: '/people',
    access: 'person.read',
    summary: 'The people who sign in, by name',
    query: z.strictObject({ ...pageQuery, search: z.string().max(80).optional() }),
    status: 200,
    returns: pageOf(person),
  },
  'person.create': {
    method: 'POST',
    path: '/people',
    access: 'person.write',
    summary: 'Invite a person: a sign-in link is mailed',
    body: z.strictObject({
      name: line(120),
      email: z.email().max(254),
      language,
      assignments: z.array(newAssignment).min(1).max(20),
    }),
    status: 201,
    returns: person,
  },
  'person.update': {
    method: 'PATCH',
    path: '/people/:personId',
    access: 'person.write',
    summary: 'Change a person, or end their access (their sessions end at once)',
    params: z.strictObject({ personId: id }),
    body: z.strictObject({
      name: line(120).optional(),
      active: z.boolean().optional(),
      assignments: z.array(newAssignment).min(1).max(20).optional(),
    }),
    status: 200,
    returns: person,
  },
  'person.listLevels': {
    method: 'GET',
    path: '/people/:personId/levels',
    access: 'person.read',
    summary: 'The powers with which a person is a trainee or a senior; with all others they are at full',
    params: z.strictObject({ personId: id }),
    status: 200,
    returns: personLevels,
  },
  'person.setLevel': {
    method: 'PUT',
    path: '/people/:personId/levels/:power',
    access: 'person.write',
    summary:
      'Set how far a person has come with a power: what mandates allow at that level holds from now on',
    params: z.strictObject({ personId: id, power: z.enum(powerKinds) }),
    body: z.strictObject({ level: z.enum(levels) }),
    status: 200,
    returns: personLevels,
  },
  'person.createLink': {
    method: 'POST',
    path: '/people/:personId/sign-in-links',
    access: 'person.write',
    summary: 'Mail the person a new sign-in link',
    params: z.strictObject({ personId: id }),
    status: 202,
    returns: z.strictObject({ sent: z.literal(true) }),
  },
})
