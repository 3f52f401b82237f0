import { awake, dayMs, inShift, instantOf, isShift, minuteMs, wallClock } from './calendar.ts'
import { type Setting, timesOf } from './pace.ts'
import { randomOf } from './random.ts'
import type { Step } from './script.ts'
import { hourOf, seasonOf } from './season.ts'
import type { Tale } from './stories.ts'

/** Thirteen weeks of contacts. */
const worldDays = 91
/** In the last days many contacts are still under way, so fewer of the closed ones began then. */
const lastDays = { days: 10, share: 0.4 }
/** Monday to Sunday: who had a weekend to find out writes on Monday. */
const weekdays = [1.45, 1.15, 1, 1, 0.95, 0.4, 0.06]

export const worldStart = (now: number): number => now - worldDays * dayMs

/** Times of a contact that is under way: its last step lies `since` ms back, its first wherever that leads. */
export function placeLive(
  tale: Tale,
  steps: readonly Step[],
  setting: Setting,
  wanted: { now: number; since: number; anyHour: boolean },
): number[] {
  const random = randomOf('place', tale.key)
  let end = wanted.now - wanted.since
  // What happened last, happened in a shift: not all of it in the shift's last minute.
  while (!wanted.anyHour && !isShift(end, setting.timeZone)) end -= random.between(15, 150) * minuteMs
  for (let back = 0; back < 14 * 24 * 60; back += 7) {
    const openedAt = end - back * minuteMs
    const usual =
      setting.channel === 'phone' ? isShift(openedAt, setting.timeZone) : isAwake(openedAt, setting)
    if (!usual && !wanted.anyHour) continue
    const times = timesOf(steps, openedAt, setting, randomOf('pace', tale.key))
    const early = end - times.at(-1)!
    // Where no shift binds it, it ends on the minute: clocks that run now have what was planned for them.
    if (early >= 0) return wanted.anyHour ? times.map((at) => at + early) : times
  }
  throw new Error(`${tale.key} does not end by then`)
}

/** Times of a contact that is over: a working day that its words allow, begun at a believable hour. */
export function placeClosed(tale: Tale, steps: readonly Step[], setting: Setting, now: number): number[] {
  const random = randomOf('place', tale.key)
  const { timeZone } = setting
  for (let attempt = 0; attempt < 400; attempt++) {
    // Where the season leaves no room for the whole story, the story matters more.
    const day = pickDay(attempt < 200 ? seasonOf(tale.key) : null, now, timeZone, random)
    const minute = pickMinute(tale, random)
    let openedAt = instantOf(day, minute, timeZone)
    if (setting.channel === 'phone' && hourOf(tale.key, tale.story).minute === null)
      openedAt = inShift(openedAt, timeZone, random.between(5, 90) * minuteMs)
    if (openedAt < worldStart(now)) continue
    const times = timesOf(steps, openedAt, setting, randomOf('pace', tale.key, attempt))
    if (times.at(-1)! < now - 15 * minuteMs) return times
  }
  throw new Error(`${tale.key} finds no place in time`)
}

function isAwake(at: number, { timeZone }: Setting): boolean {
  return awake(at, timeZone, 0) === at
}

type Chance = ReturnType<typeof randomOf>

function pickDay(season: [string, string] | null, now: number, timeZone: string, random: Chance): number {
  const today = wallClock(now, timeZone).day
  const days = Array.from({ length: worldDays }, (_, back) => today - back)
  const fitting = season ? days.filter((day) => isWithin(season, day)) : days
  const possible = fitting.length > 0 ? fitting : days
  const weights = possible.map(
    (day) => weekdays[(day + 3) % 7]! * (!season && today - day < lastDays.days ? lastDays.share : 1),
  )
  let left = random.unit() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [index, weight] of weights.entries()) {
    left -= weight
    if (left <= 0) return possible[index]!
  }
  return possible[0]!
}

function isWithin([from, to]: [string, string], day: number): boolean {
  const date = new Date(day * dayMs).toISOString().slice(5, 10)
  return from <= to ? date >= from && date <= to : date >= from || date <= to
}

/** Mornings, afternoons, and for those who write, evenings. */
function pickMinute({ key, story }: Tale, random: Chance): number {
  const { minute, evening } = hourOf(key, story)
  if (minute !== null) return minute + random.unit() * 3
  const normal = (mean: number, deviation: number) => mean + deviation * random.normal()
  const about = (): number => {
    if (evening) return normal(1125, 35)
    const part = random.unit()
    if (part < 0.5) return normal(625, 80)
    if (part < 0.87 || story.channel === 'phone') return normal(950, 95)
    return normal(1210, 70)
  }
  const [earliest, latest] = story.channel === 'phone' ? [490, 1190] : [415, 1400]
  for (;;) {
    const drawn = about()
    if (drawn >= earliest && drawn <= latest) return drawn
  }
}
