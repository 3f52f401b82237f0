import { createHash, randomBytes } from 'node:crypto'
import type { Work } from '../platform/db.ts'

/**
 * A fresh private link of a contact, for one mail or one page. Only the token's hash is kept, so that nobody
 * who reads the database can follow it; a contact may have many.
 * @param token a token of `makeToken` that the customer's page already holds
 * @returns the path below the server's public address
 */
export async function makeContactLink(
  { tx, now }: Work,
  contact: { clientId: string; contactId: string; slug: string },
  token: string = makeToken(),
): Promise<string> {
  await tx
    .insertInto('contact_link')
    .values({
      client_id: contact.clientId,
      contact_id: contact.contactId,
      token_hash: hashToken(token),
      created_at: now,
    })
    .execute()
  return contactPath(contact.slug, token)
}

export function contactPath(slug: string, token: string): string {
  return `/c/${slug}/${token}`
}

/** 32 random bytes: nobody guesses one. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
