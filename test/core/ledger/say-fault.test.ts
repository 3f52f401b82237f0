import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../../../src/contract/route.ts'
import { sayFault } from '../../../src/core/ledger/say-fault.ts'
import type { ExportFault } from '../../../src/core/ledger/verify-export.ts'
import type { AssertionFault } from '../../../src/core/passkey/assertion.ts'

const fault = (changes: Partial<ExportFault> & Pick<ExportFault, 'code'>): ExportFault => ({
  line: 3,
  seq: 7,
  entryId: null,
  ...changes,
})
const keysOf = (changes: Parameters<typeof fault>[0]) => sayFault(fault(changes)).map(({ key }) => key)

/** One of each: a code that is added and not named here does not compile. */
const codes: Record<ExportFault['code'], true> = {
  ...{ header: true, older: true, line: true, sequence: true, body: true, hash: true, link: true },
  ...{ foreign: true, rotation: true, checkpoint: true, signature: true, root: true, unsealed: true },
  ...{ entries: true, checkpoints: true, keys: true, mandate: true, mandate_missing: true, mandates: true },
  ...{ overlay: true, overlay_missing: true, overlays: true, passkey: true, assertion: true },
  ...{ held: true, held_ahead: true, held_other: true },
}
const whys: Record<AssertionFault, true> = {
  ...{ form: true, key: true, type: true, challenge: true, origin: true, domain: true },
  ...{ presence: true, verification: true, signature: true },
}

test('a passkey’s signature that does not hold: the entry, and which check it was', () => {
  for (const why of Object.keys(whys) as AssertionFault[])
    expect(sayFault(fault({ code: 'assertion', why }))).toEqual([
      { key: 'verify.fault_assertion', values: { number: 7, from: 0 } },
      { key: `verify.why_${why}`, values: { number: 7, from: 0 } },
    ])
})

test('a signature that no entry tells is not said to be of entry 0', () => {
  expect(keysOf({ code: 'mandate', seq: 0 })).toEqual(['verify.fault_mandate_untold'])
  expect(keysOf({ code: 'overlay', seq: 0 })).toEqual(['verify.fault_overlay_untold'])
  expect(keysOf({ code: 'mandate' })).toEqual(['verify.fault_mandate'])
})

test('a range of one entry is that entry', () => {
  expect(keysOf({ code: 'root', from: 7 })).toEqual(['verify.fault_root_one'])
  expect(keysOf({ code: 'root', from: 5 })).toEqual(['verify.fault_root'])
})

test.each(languages)('each of them has its sentence: %s', (language) => {
  const file = join(import.meta.dirname, `../../../messages/${language}/verify.json`)
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const said = [
    ...(Object.keys(codes) as ExportFault['code'][]).flatMap((code) => [
      ...keysOf({ code }),
      ...keysOf({ code, seq: 0 }),
      ...keysOf({ code, from: 7 }),
    ]),
    ...(Object.keys(whys) as AssertionFault[]).flatMap((why) => keysOf({ code: 'assertion', why })),
  ]
  for (const key of said) expect(texts[key.slice('verify.'.length)], key).toBeTruthy()
  // and what is said of one entry names it
  for (const code of ['hash', 'mandate', 'overlay', 'assertion'])
    expect(texts[`fault_${code}`]).toContain('{{number}}')
})
