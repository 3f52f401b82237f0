import { formatMoney } from '../../core/money/format.ts'
import { contactPath, makeToken } from '../contact/link.ts'
import type { NewMail } from '../mail/queue.ts'
import { translator } from '../platform/language.ts'
import type { NewDecision } from './write.ts'

/** A mail, and the token of the private link in it, which is to lead to the contact. */
export type Told = { mail: NewMail; token: string }

/** What the customer is told of a decision, in their language; null without an address to send it to. */
export function composeTold({
  contact,
  request,
  corrects,
  publicUrl,
}: Pick<NewDecision, 'contact' | 'request' | 'corrects' | 'publicUrl'>): Told | null {
  if (!contact.customer_email) return null
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
  const token = makeToken()
  return {
    token,
    mail: {
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
    },
  }
}
