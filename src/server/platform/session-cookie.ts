import { createHmac, timingSafeEqual } from 'node:crypto'

/** Cookies whose signature was found good, with their tokens: each comes again with every request of its browser. */
const found = new Map<string, string>()
/** Beyond it all are forgotten, which costs each a signature. */
const foundAtMost = 2000

/**
 * The token in a session cookie as better-auth signs it (`token.signature`, HMAC-SHA256 in base64, URL-encoded), or
 * null: what is not exactly so, better-auth judges itself.
 */
export function readSessionToken(cookies: string, name: string, secret: string): string | null {
  const start = `${name}=`
  const cookie = cookies
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(start))
  if (!cookie) return null
  // Of this very secret: a signature is good for no other.
  const known = `${secret} ${cookie}`
  const before = found.get(known)
  if (before !== undefined) return before
  const token = readSigned(cookie.slice(start.length), secret)
  if (token === null) return null
  if (found.size >= foundAtMost) found.clear()
  found.set(known, token)
  return token
}

function readSigned(value: string, secret: string): string | null {
  const [, token, signature] = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9+/]{43}=)$/.exec(decoded(value)) ?? []
  if (!token || !signature) return null
  const due = createHmac('sha256', secret).update(token).digest()
  return timingSafeEqual(due, Buffer.from(signature, 'base64')) ? token : null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
