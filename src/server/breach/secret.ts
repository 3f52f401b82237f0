import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * Who told of a breach, sealed: an HMAC-SHA-256 of breach and person under a key derived from the server's secret
 * (HKDF), which is not in the database. Whoever holds the database alone learns nothing; the server can ask of one
 * signed-in person whether they are the one. Whoever holds both can try every person: docs/guarantee.md says so.
 */
export function reporterTag(secret: string, breachId: string, personId: string): string {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'cartabianca breach reporter', 32))
  return createHmac('sha256', key).update(`${breachId}:${personId}`).digest('hex')
}

export function isReporter(secret: string, breachId: string, personId: string, tag: string): boolean {
  const [own, kept] = [Buffer.from(reporterTag(secret, breachId, personId)), Buffer.from(tag)]
  return own.length === kept.length && timingSafeEqual(own, kept)
}
