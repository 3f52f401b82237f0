import { createTransport, type Transporter } from 'nodemailer'
import { z } from 'zod'
import { type Language, language } from '../../contract/route.ts'
import type { JobTask } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { mailHtml } from './html.ts'
import { findMail, markFailing, markKept, markSent, type WholeMail } from './store.ts'

const payload = z.strictObject({ mailId: z.uuid(), clientId: z.uuid().optional() })

/** ms; a mail server that does not answer by then is tried again later */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/**
 * Sends a mail by SMTP, or keeps it to be read when none is set. Run again, it sends nothing twice; if we die
 * between sending and saying so, the second copy carries the same Message-ID, by which mail programs show one.
 * Fails with a code alone, so that no address gets into a log, and is tried again.
 */
export function mailJob({ db, config }: Platform): JobTask {
  const transport = config.smtpUrl ? createTransport({ url: config.smtpUrl, ...patience }) : null
  return async (input) => {
    const { mailId, clientId } = payload.parse(input)
    const clientIds = clientId ? [clientId] : []
    const mail = await db.work(clientIds, async (work) => {
      const waiting = await findMail(work.tx, mailId)
      if (!waiting || waiting.state === 'sent' || waiting.state === 'kept') return null
      if (transport) return waiting
      await markKept(work.tx, mailId)
      if (!clientId) work.publish({ topic: 'mail', id: mailId })
      return null
    })
    if (!mail || !transport) return
    const fault = await send(transport, mail, config)
    await db.work(clientIds, async (work) => {
      await (fault ? markFailing(work.tx, mailId, fault) : markSent(work.tx, mailId, work.now))
      if (!clientId) work.publish({ topic: 'mail', id: mailId })
    })
    if (fault) throw new Error(`mail not sent: ${fault}`)
  }
}

/** @returns the code of what went wrong, or null */
async function send(
  transport: Transporter,
  mail: WholeMail,
  config: Platform['config'],
): Promise<string | null> {
  try {
    await transport.sendMail({
      from: config.mailFrom,
      to: { name: '', address: mail.to_address },
      subject: mail.subject,
      text: mail.text,
      html: mailHtml({ ...mail, language: languageOf(mail) }),
      messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
      date: mail.created_at,
      headers: { 'Content-Language': mail.language },
      // A text could otherwise make us read files or addresses.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return null
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    return [code ?? 'unknown', responseCode].filter(Boolean).join(' ')
  }
}

function languageOf(mail: WholeMail): Language {
  return language.catch('en').parse(mail.language)
}
