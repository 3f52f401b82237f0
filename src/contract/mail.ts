import { z } from 'zod'
import { id, instant, language, pageOf, pageQuery, routes } from './route.ts'

export const mailLine = z.strictObject({
  id,
  to: z.string(),
  subject: z.string(),
  language,
  kind: z.string(),
  /** `kept`: no SMTP is set, it stays here to be read · `sent` · `queued` · `failing` (tried again) */
  state: z.enum(['kept', 'queued', 'sent', 'failing']),
  createdAt: instant,
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
