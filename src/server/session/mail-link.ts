import { setTimeout as wait } from 'node:timers/promises'
import type { Language } from '../../contract/route.ts'
import { queueMail } from '../mail/queue.ts'
import { linkHours } from '../platform/auth.ts'
import type { Work } from '../platform/db.ts'
import { translator } from '../platform/language.ts'
import type { Platform } from '../platform/platform.ts'
import { invariant } from '../platform/problem.ts'
import { findPersonByAccount } from './store.ts'

/** Every answer takes this long (ms): several times what making a link takes. */
const answerMs = 250

/**
 * Mails a sign-in link to an address, if it is somebody's. Who asks can't tell: the answer is the same, and
 * takes the same time.
 */
export async function mailLinkIfKnown(platform: Platform, email: string): Promise<void> {
  await Promise.all([mailIfKnown(platform, email), wait(answerMs)])
}

async function mailIfKnown(platform: Platform, email: string): Promise<void> {
  const { auth, db } = platform
  const authUserId = await auth.findUserId(email)
  const person = authUserId ? await findPersonByAccount(db, authUserId) : null
  if (!person?.active || (await wasMailedJustNow(platform, person))) return
  await db.work(person.client_id ? [person.client_id] : [], (work) =>
    mailLink(work, platform, {
      clientId: person.client_id,
      name: person.name,
      email: person.email,
      language: person.language,
      kind: 'sign_in_link',
    }),
  )
}

/** One link a minute to an address is enough: whoever asks more often floods somebody's letter box. */
async function wasMailedJustNow(
  { db, clock }: Platform,
  person: { client_id: string | null; email: string },
): Promise<boolean> {
  const recent = await db.work(person.client_id ? [person.client_id] : [], ({ tx }) =>
    tx
      .selectFrom('mail')
      .select('id')
      .where('to_address', '=', person.email)
      .where('kind', '=', 'sign_in_link')
      .where('created_at', '>', new Date(clock().getTime() - 60_000))
      .executeTakeFirst(),
  )
  return recent !== undefined
}

/** Queues a mail with a link that signs its reader in once. The token stands after the #: no log sees it. */
export async function mailLink(
  work: Work,
  { auth, config }: Platform,
  person: {
    clientId: string | null
    name: string
    email: string
    language: Language
    kind: 'sign_in_link' | 'invitation'
    operatorName?: string
  },
): Promise<void> {
  const token = await auth.makeLinkToken(person.email)
  invariant(token, 'an account for whoever gets a link')
  const t = translator(person.language)
  const words = {
    name: person.name,
    operator: person.operatorName ?? '',
    validity: t('mail.link_validity', { count: linkHours }),
    link: `${config.publicUrl}/link#token=${token}`,
  }
  await queueMail(work, {
    clientId: person.clientId,
    to: person.email,
    language: person.language,
    kind: person.kind,
    subject:
      person.kind === 'invitation' ? t('mail.invitation_subject', words) : t('mail.sign_in_link_subject'),
    text:
      person.kind === 'invitation' ? t('mail.invitation_text', words) : t('mail.sign_in_link_text', words),
  })
}
