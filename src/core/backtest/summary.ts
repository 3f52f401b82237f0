import { powerKinds } from '../mandate/document.ts'
import { daysOf, periodOf, periodsOf, startOfPeriod } from './calendar.ts'
import { type Endings, verdicts } from './ending.ts'
import type { History } from './history.ts'

/** Some asks, and how they ended. Nothing here is of one agent. */
export type Slice = {
  /** how many, by index in `verdicts` */
  ended: number[]
  /** minor units granted or lifted, by index in `history.currencies` */
  cost: number[]
  /** minor units asked for within the stretch: what silence adds, by currency */
  stretch: number[]
}

/** An agent's or a team's limit that stood in the way of an ask: the budget had run out for the rest of its period. */
export type RunOut = {
  /** index among the rules */
  rule: number
  /** by month (as in `Summary.months`): budgets that ran out, one for each subject and period */
  byMonth: number[]
  /** how many different agents or teams */
  subjects: number
  /** of a team's limit: each time, first to last; of an agent's empty: agents are counted, never named */
  teams: { team: number; at: number; periodStart: string }[]
}

export type Summary = {
  /** first dates of the calendar months that the history touches, in the teams' zones */
  months: string[]
  /** codes of the touchpoint fact; index 0 is the asks whose touchpoint nobody knows */
  touchpoints: (string | null)[]
  total: Slice
  byMonth: Slice[]
  byTeam: Slice[]
  byTouchpoint: Slice[]
  /** by index in `powerKinds` */
  byPower: Slice[]
  /** how many asks each rule was the first to stand in the way of, by index among the rules */
  stoodInTheWay: number[]
  runOuts: RunOut[]
}

/**
 * What was counted, row by row: after the next replay of the same history only what ends otherwise is counted anew.
 * Whole numbers below 2^53, so that what was added can be taken away.
 */
export type Counted = {
  /** by row, as it was counted; `uncounted` at first */
  endings: Uint16Array
  byTeam: Cube
  byPlace: Cube
  /** by ending */
  hits: Float64Array
}

const uncounted = 65_535

export function startCounting(history: History): Counted {
  const { teams, currencies } = history
  const { months } = monthsOf(history)
  return {
    endings: new Uint16Array(history.rows).fill(uncounted),
    // Two small cubes, of team, month and currency, and of touchpoint, power and currency: the rest is their sums.
    byTeam: cube(teams.length, months, currencies.length),
    byPlace: cube(touchpointsOf(history).names.length, powerKinds.length, currencies.length),
    hits: new Float64Array(uncounted + 1),
  }
}

/**
 * What a replay came to.
 * @param counted of replays of the same history before; it is brought up to this one
 */
export function summarise(
  history: History,
  { rules, endings }: Endings,
  counted = startCounting(history),
): Summary {
  const { teams } = history
  const { firstRow } = daysOf(history)
  const { firstMonth, months, monthAt } = monthsOf(history)
  const { codes, names } = touchpointsOf(history)
  const { byTeam, byPlace, hits } = counted
  const { calendarOf } = daysOf(history)
  for (let s = 0; s + 1 < firstRow.length; s++) {
    const monthOf = Int32Array.from(teams, (_, t) => monthAt[calendarOf[t]!]![s]! - firstMonth)
    tally({ history, endings, codes, monthOf, months, counted }, firstRow[s]!, firstRow[s + 1]!)
  }
  const stoodInTheWay = rules.map((_, rule) => {
    const hit = hits.subarray(8 * (rule + 1), 8 * (rule + 2))
    return hit.reduce((sum, count) => sum + count, 0)
  })
  return {
    months: Array.from({ length: months }, (_, m) => startOfPeriod('month', firstMonth + m)),
    touchpoints: names,
    total: sumOf(byTeam, () => true),
    byMonth: Array.from({ length: months }, (_, m) => sumOf(byTeam, (_t, month) => month === m)),
    byTeam: teams.map((_, t) => sumOf(byTeam, (of) => of === t)),
    byTouchpoint: names.map((_, p) => sumOf(byPlace, (place) => place === p)),
    byPower: powerKinds.map((_, p) => sumOf(byPlace, (_place, of) => of === p)),
    stoodInTheWay,
    runOuts: findRunOuts(history, { rules, endings }, { firstMonth, months }),
  }
}

/** Calendar months from the first to the last that the history touches, by calendar and segment of `daysOf`. */
function monthsOf(history: History): { firstMonth: number; months: number; monthAt: Int32Array[] } {
  const monthAt = periodsOf(history, 'month')
  const firstMonth = Math.min(...monthAt.map((column) => column[0] ?? 0))
  const segments = daysOf(history).firstRow.length - 1
  const months = segments === 0 ? 0 : Math.max(...monthAt.map((column) => column.at(-1)!)) - firstMonth + 1
  return { firstMonth, months, monthAt }
}

/** By row a code among the names, of which the first is for what nobody knows. */
function touchpointsOf({ facts: { touchpoint }, rows }: History): {
  codes: Uint16Array
  names: (string | null)[]
} {
  const places = touchpoint?.kind === 'coded' ? touchpoint : null
  return {
    codes: places?.codes ?? new Uint16Array(rows),
    names: [null, ...(places?.values ?? []).map(String)],
  }
}

type Tally = {
  history: History
  endings: Uint16Array
  codes: Uint16Array
  monthOf: Int32Array
  months: number
  counted: Counted
}

function tally(
  { history, endings, codes, monthOf, months, counted }: Tally,
  from: number,
  until: number,
): void {
  const { team, currency, power, amount } = history
  const { byTeam, byPlace, hits, endings: before } = counted
  const { counts, minor: sums, money } = byTeam
  const { counts: otherCounts, minor: otherSums, inner } = byPlace
  for (let i = from; i < until; i++) {
    const ending = endings[i]!
    const known = before[i]!
    if (ending === known) continue
    before[i] = ending
    const minor = amount[i]!
    const cell = ((team[i]! * months + monthOf[team[i]!]!) * money + currency[i]!) * 8
    const other = ((codes[i]! * inner + power[i]!) * money + currency[i]!) * 8
    if (known !== uncounted) {
      const verdict = known & 7
      hits[known]!--
      counts[cell + verdict]!--
      sums[cell + verdict]! -= minor
      otherCounts[other + verdict]!--
      otherSums[other + verdict]! -= minor
    }
    const verdict = ending & 7
    hits[ending]!++
    counts[cell + verdict]!++
    sums[cell + verdict]! += minor
    otherCounts[other + verdict]!++
    otherSums[other + verdict]! += minor
  }
}

type Cube = { counts: Float64Array; minor: Float64Array; outer: number; inner: number; money: number }

function cube(outer: number, inner: number, money: number): Cube {
  const cells = outer * inner * money * 8
  return { counts: new Float64Array(cells), minor: new Float64Array(cells), outer, inner, money }
}

function sumOf({ counts, minor, outer, inner, money }: Cube, keep: (o: number, i: number) => boolean): Slice {
  const slice: Slice = {
    ended: verdicts.map(() => 0),
    cost: new Array<number>(money).fill(0),
    stretch: new Array<number>(money).fill(0),
  }
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++) {
      if (!keep(o, i)) continue
      for (let c = 0; c < money; c++) {
        const cell = ((o * inner + i) * money + c) * 8
        for (let v = 0; v < verdicts.length; v++) slice.ended[v]! += counts[cell + v]!
        slice.cost[c]! += minor[cell + granted]! + minor[cell + lifted]!
        slice.stretch[c]! += minor[cell + stretched]!
      }
    }
  return slice
}

const granted = verdicts.indexOf('granted')
const lifted = verdicts.indexOf('lifted')
const stretched = verdicts.indexOf('stretched')

function findRunOuts(
  history: History,
  { rules, endings }: Pick<Endings, 'rules' | 'endings'>,
  { firstMonth, months }: { firstMonth: number; months: number },
): RunOut[] {
  const { agent, team, agents, teams, at } = history
  const { firstRow, days, calendarOf } = daysOf(history)
  const watched = rules.map((rule, r) =>
    rule.window && (rule.scope === 'agent' || rule.scope === 'team') ? watch(r) : null,
  )
  function watch(rule: number) {
    const scope = rules[rule]!.scope as 'agent' | 'team'
    const found: RunOut = { rule, byMonth: new Array<number>(months).fill(0), subjects: 0, teams: [] }
    const subjects = scope === 'agent' ? agents : teams.length
    return { found, scope, latest: new Int32Array(subjects).fill(-(2 ** 31)), seen: new Set<number>() }
  }
  // A row's ending says at a glance whether it is one of these.
  const interesting = Uint8Array.from({ length: 8 * (rules.length + 1) }, (_, e) =>
    watched[(e >> 3) - 1] ? 1 : 0,
  )
  const seek = (s: number, from: number, until: number) => {
    for (let i = from; i < until; i++) if (interesting[endings[i]!] === 1) see(i, s)
  }
  const see = (i: number, s: number) => {
    const { found, scope, latest, seen } = watched[(endings[i]! >> 3) - 1]!
    const subject = scope === 'agent' ? agent[i]! : team[i]!
    // nobody's budget: see History.agents
    if (subject >= latest.length) return
    const day = days[calendarOf[team[i]!]!]![s]!
    const { window } = rules[found.rule]!
    const period = periodOf(window!, day)
    if (latest[subject] === period) return
    latest[subject] = period
    // An agent of teams in two zones may come back to a period that still lasts in one of them.
    const key = subject * 1_000_000 + period
    if (seen.has(key)) return
    seen.add(key)
    found.byMonth[periodOf('month', day) - firstMonth]!++
    if (scope === 'team')
      found.teams.push({ team: subject, at: at[i]!, periodStart: startOfPeriod(window!, period) })
  }
  for (let s = 0; s + 1 < firstRow.length; s++) seek(s, firstRow[s]!, firstRow[s + 1]!)
  return watched.flatMap((one) => {
    if (!one) return []
    one.found.subjects = one.latest.filter((period) => period !== -(2 ** 31)).length
    return [one.found]
  })
}
