import { formatMoney } from '../../core/money/format.ts'
import { wilsonInterval } from '../../core/statistics/proportion.ts'
import type { Cost, Figures, Part, Report } from './report.ts'

const count = (value: number) => value.toLocaleString('en')
const share = (part: number, of: number) => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`)

/** A report in words and tables. */
export function sayReport({ rows, from, until, draft, inForce, deeper }: Report): string {
  if (rows === 0) return 'There is no past ask to try it on yet.'
  const { total } = draft
  const other = inForce?.total
  const lines = [
    `On the asks from ${from} to ${until} this draft would have decided ${count(total.atOnce)} of ` +
      `${count(total.asks)} at once (${share(total.atOnce, total.asks)}), costing ${sayCost(total.cost)}.`,
    other
      ? `The version in force: ${count(other.atOnce)} (${share(other.atOnce, other.asks)}), costing ${sayCost(other.cost)}.`
      : 'No version in force to compare it with.',
    '',
    ...table('By month', draft.byMonth, inForce?.byMonth),
    ...table('By team', draft.byTeam, inForce?.byTeam),
    ...table('By touchpoint', draft.byTouchpoint, inForce?.byTouchpoint),
    ...table('By power', draft.byPower, inForce?.byPower),
    ...sayStops(draft),
    ...sayRunOuts(draft),
    'What the stretch adds',
    `  If nobody ever answered in time, silence would let ${count(deeper.stretch.asks)} asks more stand, costing ${sayCost(deeper.stretch.cost)}.`,
    '',
    ...sayDifferences(deeper),
  ]
  return lines.join('\n')
}

function table(title: string, parts: Part[], others?: Part[]): string[] {
  const before = new Map(others?.map((part) => [part.name, part]))
  const head = ['', 'asks', 'at once', '', 'cost', ...(others ? ['in force', 'cost'] : [])]
  const body = parts.map((part) => {
    const other = before.get(part.name)
    return [
      part.name,
      count(part.asks),
      count(part.atOnce),
      share(part.atOnce, part.asks),
      sayCost(part.cost),
      ...(others ? [count(other?.atOnce ?? 0), sayCost(other?.cost ?? {})] : []),
    ]
  })
  const width = head.map((_, i) => Math.max(...[head, ...body].map((row) => row[i]!.length)))
  const line = (row: string[]) =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(width[i]!) : cell.padStart(width[i]!))).join('  ')}`.trimEnd()
  return [title, line(head), ...body.map(line), '']
}

function sayStops({ stops }: Figures): string[] {
  if (stops.length === 0) return ['No rule stops any of these asks.', '']
  const width = Math.max(...stops.map(({ rule }) => rule.length))
  return [
    'Where the draft stops (each ask at the first rule it met)',
    ...stops.map(({ rule, asks }) => `  ${rule.padEnd(width)}  ${count(asks)}`),
    '',
  ]
}

/** So many dates are told; of the rest only how many. */
const datesTold = 6

function sayRunOuts({ runOuts }: Figures): string[] {
  if (runOuts.length === 0) return ['No agent’s and no team’s budget runs out.', '']
  const said = runOuts.flatMap(({ rule, of, subjects, times, teams }) => [
    `  ${rule}: ${count(subjects)} ${of}, ${count(times)} times in all`,
    ...teams.map(({ team, on }) => {
      const more = on.length - datesTold
      return `    ${team}: ${on.slice(0, datesTold).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`
    }),
  ])
  return ['Budgets that run out', ...said, '']
}

function sayDifferences({ against, gained, lost, after }: Report['deeper']): string[] {
  const other = against === 'in_force' ? 'the version in force' : 'what happened'
  const row = (what: string, of: (counts: typeof after.these) => [number, number]) => {
    const side = (counts: typeof after.these) => {
      const [part, whole] = of(counts)
      if (whole === 0) return '–'
      const [low, high] = wilsonInterval(part, whole).map((bound) => (100 * bound).toFixed(1))
      return `${count(part)} of ${count(whole)} (${low} to ${high} %)`
    }
    return `  ${what.padEnd(30)}  ${side(after.these).padStart(34)}  ${side(after.others).padStart(40)}`
  }
  return [
    `Held against ${other}: ${count(gained)} asks that only the draft grants, ${count(lost)} that it would have stopped.`,
    '',
    'What these customers did next: an association, not an effect (docs/backtest.md)',
    `  ${''.padEnd(30)}  ${'only the draft grants'.padStart(34)}  ${'all others'.padStart(40)}`,
    row('returned on the same doubt', (c) => [c.returned, c.asks]),
    row('came back within ninety days', (c) => [c.cameBack, c.asks]),
    row('went silent', (c) => [c.silent, c.asks]),
    row('rated', (c) => [c.rated, c.asks]),
    row('of those who rated: 4 or 5', (c) => [c.satisfied, c.rated]),
  ]
}

function sayCost(cost: Cost): string {
  const sums = Object.entries(cost).filter(([, minor]) => minor > 0)
  return sums.map(([currency, minor]) => formatMoney(minor, currency, 'en')).join(' + ') || 'nothing'
}
