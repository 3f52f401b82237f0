import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readSessionToken } from '../../../src/server/platform/session-cookie.ts'

const name = 'cartabianca.session_token'
const secret = 'of forty characters, or a little more here'
const sign = (token: string, by = secret) =>
  encodeURIComponent(`${token}.${createHmac('sha256', by).update(token).digest('base64')}`)

describe('a session cookie', () => {
  test('gives its token, among others and alone', () => {
    expect(readSessionToken(`${name}=${sign('aB3_-x')}`, name, secret)).toBe('aB3_-x')
    expect(readSessionToken(`theme=dark; ${name}=${sign('aB3')}; a=b`, name, secret)).toBe('aB3')
  })

  test.each([
    ['', 'none'],
    [`other=${sign('aB3')}`, 'another name'],
    [`x${name}=${sign('aB3')}`, 'a name that ends like it'],
    [`${name}=${sign('aB3', 'another secret')}`, 'another secret'],
    [`${name}=${sign('aB3').replace('aB3', 'aB4')}`, 'another token'],
    [`${name}=aB3`, 'no signature'],
    [`${name}=aB3.`, 'an empty signature'],
    [`${name}=${'.'.repeat(50)}`, 'points'],
    [`${name}=%E0%A4%A`, 'no encoding'],
  ])('%s is left to better-auth: %s', (cookies) => {
    expect(readSessionToken(cookies, name, secret)).toBeNull()
  })
})
