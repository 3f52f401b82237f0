import { formatMoney } from '../../core/money/format.ts'
import { contactPath, makeContactLink, makeToken } from '../contact/link.ts'
import { queueMail } from '../mail/queue.ts'
import type { Work } from '../platform/db.ts'
import { translator } from '../platform/language.ts'
import type { NewDecision } from './write.ts'

/** Tells the customer what was decided for them, in their language, with their private link. */
export async function tellCustomer(
  work: Work,
  { contact, request, corrects, publicUrl }: NewDecision,
): Promise<void> {
  if (!contact.customer_email) return
  const t = translator(contact.language)
  const money = (minor: number) => formatMoney(minor, request.amount.currency, contact.language)
  const told = t(`decision.told_${request.power}`, {
    amount: money(request.amount.minor),
    count: request.days ?? 0,
  })
  const onTop =
    corrects &&
    (request.days === null
      ? t('decision.told_in_all', { amount: money(corrects.already.minor + request.amount.minor) })
      : t('decision.told_days_in_all', { count: corrects.already.days + request.days }))
  const what = onTop ? `${told} ${onTop}` : told
  const link = { clientId: contact.client_id, contactId: contact.id, slug: contact.slug }
  const token = makeToken()
  await Promise.all([
    makeContactLink(work, link, token),
    queueMail(work, {
      clientId: contact.client_id,
      to: contact.customer_email,
      language: contact.language,
      kind: 'decision',
      subject: t('decision.mail_subject', { subject: contact.subject }),
      text: t('decision.mail_text', {
        name: contact.customer_name,
        what,
        client: contact.client_name,
        link: `${publicUrl}${contactPath(contact.slug, token)}`,
      }),
    }),
  ])
}
