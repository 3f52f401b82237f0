import { createHmac, timingSafeEqual } from 'node:crypto'

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
  const [, token, signature] =
    /^([A-Za-z0-9_-]+)\.([A-Za-z0-9+/]{43}=)$/.exec(decoded(cookie.slice(start.length))) ?? []
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
