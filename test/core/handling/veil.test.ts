import fc from 'fast-check'
import { expect, test } from 'vitest'
import { veilTimes } from '../../../src/core/handling/veil.ts'

const day = 100
const dayStart = (at: number) => Math.floor(at / day) * day
const items = fc
  .array(fc.record({ at: fc.nat(400), veiled: fc.boolean() }), { maxLength: 12 })
  .map((all) => all.sort((a, b) => a.at - b.at))

test('what is told exactly stays; the rest goes back to it, or to the beginning of the day', () => {
  const given = [
    { at: 20, veiled: true },
    { at: 30, veiled: false },
    { at: 90, veiled: true },
    { at: 120, veiled: true },
  ]
  expect(veilTimes(given, dayStart)).toEqual([0, 30, 30, 100])
})

test('the order stays, and the day', () =>
  fc.assert(
    fc.property(items, (given) => {
      const told = veilTimes(given, dayStart)
      expect([...told].sort((a, b) => a - b)).toEqual(told)
      expect(told.map(dayStart)).toEqual(given.map(({ at }) => dayStart(at)))
    }),
  ))

test('a veiled time moved within its day, between the same neighbours, is told alike', () =>
  fc.assert(
    fc.property(items, fc.nat(11), fc.nat(400), (given, which, to) => {
      const one = given[which]
      if (!one?.veiled) return
      const moved = given.with(which, { at: to, veiled: true })
      const inOrder = moved.every(({ at }, nth) => nth === 0 || moved[nth - 1]!.at <= at)
      if (!inOrder || dayStart(to) !== dayStart(one.at)) return
      expect(veilTimes(moved, dayStart)).toEqual(veilTimes(given, dayStart))
    }),
  ))
