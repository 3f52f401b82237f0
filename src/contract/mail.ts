import { z } from 'zod'
import { calendarDate, id, instant, language, pageOf, pageQuery, routes } from './route.ts'

export const mailLine = z.strictObject({
  id,
  to: z.string(),
  subject: z.string(),
  language,
  kind: z.string(),
  /** `kept`: no SMTP is set, it stays here to be read · `sent` · `queued` · `failing` (tried again) */
  state: z.enum(['kept', 'queued', 'sent', 'failing']),
  /** of a mail to a customer the day is told: the moment is when an agent answered, which is theirs (law 6) */
  createdAt: instant,
  createdDay: calendarDate.nullable(),
})

export const mailRoutes = routes({
  'mail.list': {
    method: 'GET',
    path: '/mails',
    access: 'mail.read',
    summary: 'The outbox, newest first',
    query: z.strictObject(pageQuery),
    status: 200,
    returns: pageOf(mailLine),
  },
  'mail.show': {
    method: 'GET',
    path: '/mails/:mailId',
    access: 'mail.read',
    summary: 'A mail with its text',
    params: z.strictObject({ mailId: id }),
    status: 200,
    returns: z.strictObject({ ...mailLine.shape, text: z.string(), error: z.string().nullable() }),
  },
})
