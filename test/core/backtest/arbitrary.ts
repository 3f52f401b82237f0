import fc from 'fast-check'
import { buildHistory, type HistoryRow } from '../../../src/core/backtest/build.ts'
import type { ReplayOptions } from '../../../src/core/backtest/ending.ts'
import { type History, recordedEndings } from '../../../src/core/backtest/history.ts'
import type { Condition, Facts } from '../../../src/core/mandate/condition.ts'
import {
  type Bound,
  type Bounds,
  type Limit,
  levels,
  limitWindows,
  type MandateDocument,
  type Power,
  type PowerKind,
  powerKinds,
  powerMeasure,
} from '../../../src/core/mandate/document.ts'
import type { OverlayInForce } from '../../../src/core/mandate/overlay.ts'

/** Random mandates with everything in them, and random pasts around the days where calendars are hard. */
const currencies = ['EUR', 'TND', 'JPY']
const codes = ['billing', 'card', 'delivery']

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('years_with_client', 'days_late', 'refunds_12_months', 'orders', 'touchpoint'),
    is: fc.constantFrom('at_least', 'at_most', 'more_than', 'less_than', 'equal'),
    value: fc.nat(4),
  }) as fc.Arbitrary<Condition>,
  fc.record({
    fact: fc.constantFrom('customer_value', 'amount', 'refunds_12_months_amount', 'days_late'),
    is: fc.constantFrom('at_least', 'at_most', 'more_than', 'less_than', 'equal'),
    minor: fc.dictionary(fc.constantFrom(...currencies), fc.nat(60), { maxKeys: 3 }),
  }) as fc.Arbitrary<Condition>,
  fc.record({
    fact: fc.constantFrom('touchpoint', 'channel', 'segment'),
    is: fc.constant('one_of'),
    values: fc.subarray([...codes, 'web'], { minLength: 1 }),
  }) as fc.Arbitrary<Condition>,
  fc.record({ fact: fc.constantFrom('vip', 'segment'), is: fc.constant('equal'), value: fc.boolean() }),
  fc.record({
    fact: fc.constantFrom('orders', 'days_late'),
    is: fc.constant('one_of'),
    values: fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }),
  }) as fc.Arbitrary<Condition>,
)
const condition = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ not: tie('node') }),
  ),
})).node

const bound: fc.Arbitrary<Bound> = fc
  .tuple(fc.oneof(fc.nat(400), fc.constant(1_000_000)), fc.nat(80))
  .map(([max, more]) => ({ max, stretch: max + more }))
const money: fc.Arbitrary<Bounds> = fc
  .tuple(bound, fc.dictionary(fc.constantFrom(...currencies), bound, { maxKeys: 3 }))
  .map(([euro, others]) => ({ EUR: euro, ...others }))
const anyBounds: fc.Arbitrary<Bounds> = bound.map((one) => ({ any: one }))
const few: fc.Arbitrary<Bounds> = fc
  .tuple(fc.nat(4), fc.nat(3))
  .map(([max, more]) => ({ any: { max, stretch: max + more } }))
const share: fc.Arbitrary<Bounds> = fc
  .tuple(fc.nat(5000), fc.nat(5000))
  .map(([max, more]) => ({ any: { max, stretch: max + more } }))

const limitOf = (kind: PowerKind): fc.Arbitrary<Omit<Limit, 'id'>> => {
  const measures = { money, days: anyBounds, count: few, value_share: share }
  const measure = fc.constantFrom(
    ...(powerMeasure[kind] === 'money' ? (['money', 'money', 'value_share', 'count'] as const) : []),
    ...(powerMeasure[kind] === 'days' ? (['days', 'count'] as const) : []),
    ...(powerMeasure[kind] === 'none' ? (['count'] as const) : []),
  )
  return fc
    .tuple(
      fc.constantFrom('decision', 'customer', 'customer', 'agent', 'team'),
      fc.constantFrom(...limitWindows),
      measure,
      fc.option(fc.record({ level: fc.constantFrom('trainee', 'senior'), when: fc.option(condition) })),
    )
    .chain(([scope, window, counted, other]) =>
      fc.tuple(measures[counted], measures[counted]).map(
        ([bounds, others]): Omit<Limit, 'id'> => ({
          scope: scope as Limit['scope'],
          window: scope === 'decision' ? null : window,
          measure: counted,
          bounds,
          ...(other
            ? { levels: { [other.level]: { bounds: others, ...(other.when ? { when: other.when } : {}) } } }
            : {}),
        }),
      ),
    )
}

const powerOf = (kind: PowerKind): fc.Arbitrary<Power> =>
  fc
    .tuple(
      fc.array(limitOf(kind), { maxLength: 7 }),
      fc.oneof(fc.constant([]), fc.constant([]), fc.array(condition, { maxLength: 3 })),
    )
    .map(([limits, whens]) => ({
      kind,
      limits: limits.map((limit, l) => ({ ...limit, id: `${kind}.${l}` })),
      ...(whens.length > 0 ? { conditions: whens.map((when, c) => ({ id: `${kind}.c${c}`, when })) } : {}),
    }))

const kinds: PowerKind[] = ['refund', 'goodwill_credit', 'deadline_moved', 'exception']

/** Days where calendars are hard, each with hours around it. */
const eras = [
  [
    '2026-03-29T00:00:00Z', // Rome: clocks forward, at the end of a month and of a quarter
    '2026-10-25T00:00:00Z', // Rome: clocks back
    '2026-12-31T22:30:00Z', // a year ends, zone by zone
  ],
  [
    '2024-02-28T23:00:00Z', // a leap day begins in Rome
    '2024-02-29T23:00:00Z',
    '2024-03-31T00:00:00Z',
  ],
  [
    '2010-11-07T02:30:00Z', // St John's: back from 00:01 to 23:01 of the day before
    '2011-12-30T09:30:00Z', // Apia: a day that was never there
  ],
].map((era) => era.map((text) => Date.parse(text)))
const instants = eras.flat()
const zones = [
  'Europe/Rome',
  'Africa/Tunis',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
]

export const documents: fc.Arbitrary<MandateDocument> = fc
  .tuple(
    fc.subarray(kinds, { minLength: 2 }).chain((some) => fc.tuple(...some.map(powerOf))),
    fc.oneof(
      fc.constant(null),
      fc.constant(null),
      fc.constant(null),
      fc.subarray(['2010-11-07', '2024-02-29', '2026-03-29', '2026-12-31'], { minLength: 1, maxLength: 2 }),
    ),
  )
  .map(([powers, dates]) => ({
    format: 'cartabianca-mandate/1',
    powers,
    support: { minutes: 10 },
    ...(dates ? { validity: { from: dates[0]!, ...(dates[1] ? { until: dates[1] } : {}) } } : {}),
  }))

export const overlaysOf = (document: MandateDocument): fc.Arbitrary<OverlayInForce[]> => {
  const limits = document.powers.flatMap((power) => power.limits)
  const conditions = document.powers.flatMap((power) => power.conditions ?? []).map(({ id }) => id)
  const one = fc
    .record({
      around: fc.constantFrom(...instants),
      hours: fc.nat(40),
      when: fc.option(condition),
      widened: fc.subarray(limits),
      more: fc.nat(100),
      waives: fc.subarray(conditions),
    })
    .map(({ around, hours, when, widened, more, waives }) => ({
      format: 'cartabianca-overlay/1' as const,
      mandate: '',
      reason: { en: '', it: '', fr: '', ar: '' },
      from: new Date(around - 3_600_000).toISOString(),
      until: new Date(around + hours * 3_600_000).toISOString(),
      ...(when ? { when } : {}),
      widens: widened.map(({ id, bounds }) => ({
        limit: id,
        bounds: Object.fromEntries(
          Object.entries(bounds).map(([key, { max, stretch }]) => [
            key,
            { max: max + more, stretch: stretch + more },
          ]),
        ),
      })),
      waives,
    }))
  return fc
    .array(one, { maxLength: 2 })
    .map((all) => all.map((overlay, i) => ({ id: `o${i}`, document: overlay })))
}

const facts: fc.Arbitrary<Facts> = fc.record(
  {
    years_with_client: fc.nat(4),
    days_late: fc.nat(4),
    refunds_12_months: fc.nat(4),
    customer_value: fc.dictionary(fc.constantFrom(...currencies), fc.integer({ min: -5, max: 3000 }), {
      maxKeys: 3,
    }),
    refunds_12_months_amount: fc.record({ EUR: fc.nat(60) }),
    touchpoint: fc.constantFrom(...codes),
    channel: fc.constantFrom('web', 'phone'),
    vip: fc.boolean(),
    segment: fc.oneof(fc.boolean(), fc.constantFrom('web', 'not a code'), fc.nat(3)),
    orders: fc.nat(4),
  },
  { requiredKeys: [] },
)

export const teams = fc
  .array(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 })
  .map((all) => all.map((timeZone, t) => ({ id: `t${t}`, timeZone })))

const row = fc
  .record({
    edge: fc.nat(2),
    after: fc.integer({ min: -180, max: 1900 }),
    customer: fc.nat(3),
    agent: fc.option(fc.nat(2)),
    team: fc.nat(2),
    power: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...kinds) },
      { weight: 1, arbitrary: fc.constantFrom(...powerKinds) },
    ),
    asked: fc.integer({ min: 1, max: 90 }),
    oddly: fc.nat(60),
    currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'TND', 'JPY'),
    level: fc.constantFrom(...levels),
    facts,
    recorded: fc.constantFrom(...recordedEndings),
  })
  .map(({ edge, after, team, asked, oddly, power, currency, ...rest }) => {
    const counted = powerMeasure[power]
    const minor = oddly === 0 ? 0 : oddly === 1 ? -asked : counted === 'money' || oddly === 2 ? asked : 0
    const days = oddly === 3 ? 0 : counted === 'days' || oddly === 4 ? asked % 12 : null
    return { ...rest, edge, after: after * 60_000, team, power, amount: { minor, currency }, days }
  })

export const histories: fc.Arbitrary<History> = fc
  .tuple(teams, fc.constantFrom(...eras), fc.array(row, { minLength: 1, maxLength: 120, size: 'max' }))
  .map(([sites, era, rows]) => {
    const builder = buildHistory(sites)
    const dated = rows.map(({ edge, after, ...one }) => ({ ...one, at: era[edge % era.length]! + after }))
    const inOrder = dated.sort((a, b) => a.at - b.at)
    inOrder.forEach((one, contact) => {
      const asRow: HistoryRow = { ...one, team: sites[one.team % sites.length]!.id, mandate: null, contact }
      builder.add(asRow)
    })
    return builder.build()
  })

export const replayOptions: fc.Arbitrary<ReplayOptions> = fc.record(
  {
    stretch: fc.constantFrom('granted', 'declined', 'recorded'),
    lifts: fc.constantFrom('honoured', 'ignored'),
    teams: fc.oneof(
      { weight: 5, arbitrary: fc.constant([0, 1, 2]) },
      { weight: 1, arbitrary: fc.subarray([0, 1, 2]) },
    ),
  },
  { requiredKeys: [] },
)
