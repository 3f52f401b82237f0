import fc from 'fast-check'
import { expect, test } from 'vitest'
import { powerKinds } from '../../../src/core/mandate/document.ts'
import { type Practised, pathOf } from '../../../src/core/training/path.ts'

const done = (count: number, power: Practised['power'] = 'refund', used = true): Practised[] =>
  Array.from({ length: count }, (_, nth) => ({ scenarioId: `s${nth}`, power, used }))
const refund = (levels: Parameters<typeof pathOf>[0], practised: readonly Practised[]) =>
  pathOf(levels, practised).find(({ power }) => power === 'refund')

const next = (to: string, confirmedBy: string, needed: number, doneSoFar: number) => ({
  to,
  confirmedBy,
  needed,
  done: doneSoFar,
  open: doneSoFar >= needed,
})

test.each([
  ['nothing yet', 'trainee', [], next('full', 'self', 3, 0)],
  ['on the way', 'trainee', done(2), next('full', 'self', 3, 2)],
  ['open', 'trainee', done(3), next('full', 'self', 3, 3)],
  ['no more than is needed is told', 'trainee', done(9), next('full', 'self', 3, 3)],
  ['the same scenario counts once', 'trainee', [...done(1), ...done(1)], next('full', 'self', 3, 1)],
  ['of another power', 'trainee', done(5, 'upgrade'), next('full', 'self', 3, 0)],
  ['authority left unused', 'trainee', done(5, 'refund', false), next('full', 'self', 3, 0)],
  ['full', 'full', done(5), next('senior', 'coach', 5, 5)],
  ['the furthest', 'senior', done(9), null],
] as const)('%s', (_, level, practised, ahead) => {
  expect(refund({ refund: level }, practised)).toEqual({ power: 'refund', level, next: ahead })
})

test('what is seldom needs fewer; without a level set one decides in full', () => {
  const [moved] = pathOf({ deadline_moved: 'trainee' }, done(2, 'deadline_moved')).filter(
    ({ power }) => power === 'deadline_moved',
  )
  expect(moved!.next).toEqual(next('full', 'self', 2, 2))
  expect(refund({}, [])).toMatchObject({ level: 'full' })
})

test('more practice never closes a step', () => {
  const practised = fc.array(
    fc.record({
      scenarioId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      power: fc.constantFrom(...powerKinds),
      used: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(practised, practised, (before, after) => {
      const far = pathOf({}, [...before, ...after])
      pathOf({}, before).forEach((one, nth) => {
        expect(far[nth]!.next!.done).toBeGreaterThanOrEqual(one.next!.done)
        if (one.next!.open) expect(far[nth]!.next!.open).toBe(true)
      })
    }),
  )
})
