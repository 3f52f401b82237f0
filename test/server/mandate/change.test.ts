import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Language, languages } from '../../../src/contract/route.ts'
import { type Speech, sayIn } from '../../../src/core/language/said.ts'
import { describeMandateChange } from '../../../src/core/mandate/change.ts'
import type { MandateDocument } from '../../../src/core/mandate/document.ts'
import { evaluateMandate } from '../../../src/core/mandate/evaluate.ts'
import { explainEvaluation } from '../../../src/core/mandate/explain.ts'
import { formatMoney, localeOf } from '../../../src/core/money/format.ts'
import { translator } from '../../../src/server/platform/language.ts'
import { documents } from '../../core/mandate/arbitrary.ts'
import { full, fullCases } from '../../core/mandate/full-cases.ts'
import { smallMandate } from '../world.ts'

const speechOf = (language: Language): Speech => ({
  translate: (key, values, otherwise) =>
    translator(language)(key, otherwise === undefined ? values : { ...values, defaultValue: otherwise }),
  money: ({ minor, currency }) => formatMoney(minor, currency, language),
  percent: (basisPoints) => `${basisPoints / 100} %`,
  date: (date) => date,
  list: (items, type) => new Intl.ListFormat(localeOf(language), { type }).format(items),
})
const changed = (change: (document: MandateDocument) => void, from = smallMandate) => {
  const after = structuredClone(from)
  change(after)
  return describeMandateChange(from, after)
}
const said = (change: (document: MandateDocument) => void, language: Language = 'en', from = smallMandate) =>
  changed(change, from).map((one) => sayIn(speechOf(language), one))

const loyal = { fact: 'years_with_client', is: 'at_least', value: 5 } as const
const rows: [name: string, change: (document: MandateDocument) => void, sentences: string[]][] = [
  ['nothing', () => undefined, []],
  ['the order of powers', (d) => d.powers.reverse(), []],
  [
    'a count',
    (d) => (d.powers[1]!.limits[1]!.bounds.any = { max: 1, stretch: 3 }),
    ['Agents may now waive one fee a year for one customer, instead of 2 times.'],
  ],
  [
    'a count upwards',
    (d) => (d.powers[3]!.limits[0]!.bounds.any = { max: 3, stretch: 3 }),
    [
      'Agents may now make 3 exceptions a year for one customer, instead of once.',
      'Exception to a rule, for one customer in one year: when nobody answers in time, now up to 3 times, instead of once.',
    ],
  ],
  [
    'an amount, in one currency',
    (d) => (d.powers[0]!.limits[0]!.bounds.EUR!.max = 6000),
    ['Agents may now refund up to €60.00 each time, instead of €50.00.'],
  ],
  [
    'a stretch',
    (d) => (d.powers[2]!.limits[0]!.bounds.any!.stretch = 30),
    ['Move a deadline, each time: when nobody answers in time, now up to 30 days, instead of 20 days.'],
  ],
  [
    'a window',
    (d) => (d.powers[0]!.limits[2]!.window = 'week'),
    ['Refund: now counted for one agent in one week, instead of for one agent in one month.'],
  ],
  [
    'a currency less',
    (d) => delete d.powers[1]!.limits[0]!.bounds.TND,
    ['Waive a fee, each time: no longer in TND.'],
  ],
  ['a power less', (d) => d.powers.pop(), ['No longer: Exception to a rule.']],
  [
    'a power more',
    (d) =>
      d.powers.push({
        kind: 'upgrade',
        limits: [
          {
            id: 'up',
            scope: 'decision',
            window: null,
            measure: 'value_share',
            bounds: { any: { max: 250, stretch: 500 } },
          },
        ],
      }),
    ['New: Upgrade.', 'Agents may give upgrades worth up to 2.5 % of the customer’s value each time.'],
  ],
  [
    'a team limit',
    (d) =>
      d.powers[3]!.limits.push({
        id: 'team',
        scope: 'team',
        window: 'week',
        measure: 'count',
        bounds: { any: { max: 5, stretch: 5 } },
      }),
    ['Exception to a rule, for the whole team in one week: now limited, up to 5 times.'],
  ],
  [
    'a limit less',
    (d) => d.powers[3]!.limits.pop(),
    ['Exception to a rule, for one customer in one year: no longer limited (it was once).'],
  ],
  [
    'a level',
    (d) => (d.powers[2]!.limits[0]!.levels = { trainee: { bounds: { any: { max: 5, stretch: 10 } } } }),
    ['Move a deadline, each time: those who are still learning go up to 5 days.'],
  ],
  [
    'a level under a condition',
    (d) =>
      (d.powers[2]!.limits[0]!.levels = {
        senior: { bounds: { any: { max: 15, stretch: 20 } }, when: loyal },
      }),
    [
      'Move a deadline, each time: those with long practice go up to 15 days, where this holds: years as a customer: at least 5.',
    ],
  ],
  [
    'a condition',
    (d) =>
      (d.powers[3]!.conditions = [
        {
          id: 'c1',
          when: { any: [loyal, { fact: 'touchpoint', is: 'one_of', values: ['billing', 'payment'] }] },
        },
      ]),
    [
      'Exception to a rule: from now on only where this holds: years as a customer: at least 5 or touchpoint: Bills and charges or A payment.',
    ],
  ],
  [
    'the clock of support',
    (d) => (d.support.minutes = 1),
    ['Support now answers within one minute, instead of 10.'],
  ],
  ['who answers first', (d) => (d.support.first = 'manager'), ['The manager now answers first.']],
  ['the coach named, who answers first anyway', (d) => (d.support.first = 'coach'), []],
  [
    'dates',
    (d) => (d.validity = { from: '2026-12-01', until: '2027-05-31' }),
    ['It now holds from 2026-12-01.', 'It now holds until 2027-05-31, that day included.'],
  ],
  [
    'a fact',
    (d) => (d.facts = [{ name: 'loyalty_tier', type: 'number' }]),
    ['Conditions may now ask for: loyalty tier.'],
  ],
  [
    'words',
    (d) => (d.powers[0]!.wording = { agents: { en: 'a', it: 'b', fr: 'c', ar: 'd' } }),
    ['Refund: what agents and customers read is worded anew.'],
  ],
]

describe('what changed', () => {
  test.each(rows)('%s', (_, change, sentences) => expect(said(change)).toEqual(sentences))

  test('in each language, with its plurals', () => {
    const two = (d: MandateDocument) => (d.powers[3]!.limits[0]!.bounds.any = { max: 2, stretch: 2 })
    const first = (language: Language) => said(two, language)[0]
    expect(first('en')).toBe('Agents may now make 2 exceptions a year for one customer, instead of once.')
    expect(first('it')).toBe(
      'Gli operatori ora possono fare 2 eccezioni all’anno per uno stesso cliente, anziché una volta.',
    )
    expect(first('fr')).toBe(
      'Les conseillers peuvent désormais faire 2 exceptions par an pour un même client, au lieu de 1 fois.',
    )
    expect(first('ar')).toBe('يمكن للموظفين الآن عمل استثناءين في السنة للعميل الواحد، بدلًا من مرة واحدة.')
  })

  test('is said of everything that differs, and of nothing else', () => {
    fc.assert(
      fc.property(documents, documents, (one, other) => {
        expect(describeMandateChange(one, structuredClone(one))).toEqual([])
        if (JSON.stringify(one) !== JSON.stringify(other))
          expect(describeMandateChange(one, other).length).toBeGreaterThan(0)
      }),
    )
  })
})

test.each(languages)('every explanation and every change has its words in %s', (language) => {
  const speech = speechOf(language)
  const loose = /\{\{|(^|[\s(])(rule|change|power|touchpoint)\.[a-z_]+/
  for (const { ask, document, at, zone, facts, used, levels } of fullCases) {
    const evaluation = evaluateMandate(document ?? full, ask, {
      now: Date.parse(at ?? '2026-11-12T11:00:00Z'),
      timeZone: zone ?? 'Europe/Rome',
      counters: used ?? {},
      lifts: [],
      facts: facts ?? {},
      levels: levels ?? {},
    })
    for (const one of explainEvaluation(document ?? full, ask, evaluation))
      expect(sayIn(speech, one)).not.toMatch(loose)
  }
  for (const [from, to] of [
    [smallMandate, full],
    [full, smallMandate],
  ] as const)
    for (const one of describeMandateChange(from, to)) expect(sayIn(speech, one)).not.toMatch(loose)
})
