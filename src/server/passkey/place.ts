import { isIP } from 'node:net'
import type { Config } from '../platform/config.ts'

export type PasskeyPlace = { origin: string; rpId: string; usable: boolean }

/**
 * Where passkeys work, from the public address: browsers allow them on https and on localhost, for a domain and
 * never for a bare IP address.
 */
export function placeOf({ publicUrl }: Pick<Config, 'publicUrl'>): PasskeyPlace {
  const { origin, hostname, protocol } = new URL(publicUrl)
  const local = hostname === 'localhost' || hostname.endsWith('.localhost')
  const named = isIP(hostname.replace(/^\[|\]$/g, '')) === 0
  return { origin, rpId: hostname, usable: named && (protocol === 'https:' || local) }
}
