import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/**
 * Nothing from elsewhere, no inline script. Inline style stays allowed: Mantine sets custom properties by
 * style attributes.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

export function securityHeaders(reply: FastifyReply): void {
  reply
    .header('content-security-policy', contentPolicy)
    .header('x-content-type-options', 'nosniff')
    // Customers' private links must not travel in a Referer.
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header(
      'permissions-policy',
      'camera=(), microphone=(), geolocation=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
    )
}

/** For a page that promises to send nothing anywhere: the browser holds it to that. */
export const silentPolicy = contentPolicy
  .replace("connect-src 'self'", "connect-src 'none'")
  .replace("form-action 'self'", "form-action 'none'")

/**
 * Cross-site request forgery: a request that changes something must come from our own pages. Browsers say so
 * themselves (Fetch Metadata, else Origin); a request with neither is not a browser's and carries no
 * cookies it did not set.
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  if (site !== undefined) throw new Problem('cross_site_request')
  const origin = request.headers.origin
  if (origin === undefined) return
  if (!URL.canParse(origin) || new URL(origin).host !== request.headers.host)
    throw new Problem('cross_site_request')
}
