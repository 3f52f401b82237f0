import { expect, test } from 'vitest'
import { placeOf } from '../../../src/server/passkey/place.ts'

test.each([
  ['https://cc.example', 'https://cc.example', 'cc.example', true],
  ['https://cc.example:8443/desk', 'https://cc.example:8443', 'cc.example', true],
  ['http://localhost:3000', 'http://localhost:3000', 'localhost', true],
  ['http://a.localhost:3000', 'http://a.localhost:3000', 'a.localhost', true],
  ['http://cc.example', 'http://cc.example', 'cc.example', false],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000', '127.0.0.1', false],
  ['https://10.0.0.4', 'https://10.0.0.4', '10.0.0.4', false],
  ['https://[::1]:3000', 'https://[::1]:3000', '[::1]', false],
])('%s', (publicUrl, origin, rpId, usable) => {
  expect(placeOf({ publicUrl })).toEqual({ origin, rpId, usable })
})
