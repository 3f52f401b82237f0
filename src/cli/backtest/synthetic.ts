import { encodeAfter } from '../../core/backtest/after.ts'
import { type History, noDays, recordedEndings } from '../../core/backtest/history.ts'
import { levels, powerKinds, powerMeasure } from '../../core/mandate/document.ts'

/** Powers that are asked for in a made-up past, with their shares. */
const mix = [
  ['refund', 0.34],
  ['fee_waiver', 0.28],
  ['goodwill_credit', 0.16],
  ['deadline_moved', 0.1],
  ['replacement', 0.08],
  ['exception', 0.04],
] as const
const touchpoints = ['billing', 'payment', 'card', 'transfer', 'account', 'delivery', 'security', 'merchant']
const languages = ['it', 'fr', 'en', 'ar']
const channels = ['web', 'mail', 'phone']
const zones = ['Europe/Rome', 'Africa/Tunis', 'Europe/Rome']
const yearMs = 365 * 86_400_000

/**
 * A made-up past of one year: for trying how a backtest behaves on so many asks, and for nothing else. A customer
 * asks three times on average, an agent some three thousand times; amounts are skewed as real ones are. The same
 * number of rows gives the same past.
 */
export function makeSyntheticPast(rows: number): { history: History; after: Uint8Array } {
  const random = mulberry32(20_261_122)
  const whole = (below: number) => Math.floor(random() * below)
  const customers = Math.max(1, Math.floor(rows / 3))
  const agents = Math.max(10, Math.floor(rows / 3000))
  const begin = Date.UTC(2025, 10, 20)
  const codes = (values: (string | number | boolean)[]) => ({
    kind: 'coded' as const,
    codes: new Uint16Array(rows),
    values,
  })
  const facts = {
    touchpoint: codes(touchpoints),
    language: codes(languages),
    channel: codes(channels),
    years_with_client: codes(Array.from({ length: 20 }, (_, years) => years)),
    customer_value: { kind: 'money' as const, numbers: new Float64Array(rows) },
  }
  const history: History = {
    ...{ rows, customers, agents, currencies: ['EUR', 'TND'], mandates: [] },
    teams: zones.map((timeZone, i) => ({ id: `team-${i + 1}`, timeZone })),
    at: new Float64Array(rows),
    customer: new Int32Array(rows),
    agent: new Int32Array(rows),
    team: new Uint16Array(rows),
    power: new Uint8Array(rows),
    currency: new Uint8Array(rows),
    amount: new Float64Array(rows),
    days: new Int32Array(rows).fill(noDays),
    level: new Uint8Array(rows).fill(levels.indexOf('full')),
    recorded: new Uint8Array(rows),
    mandate: new Uint16Array(rows),
    contact: new Int32Array(rows),
    facts,
  }
  const after = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const customer = whole(customers)
    const agent = whole(agents)
    const power = pickPower(random())
    const currency = customer % 4 === 0 ? 1 : 0
    // about 24 euros in the middle, one in a hundred above 150; the dinar has three decimals and a third of the value
    const euros = Math.round(Math.exp(7.8 + 0.8 * normal(random)))
    history.at[row] = begin + Math.floor((row / rows) * yearMs)
    history.customer[row] = customer
    history.agent[row] = agent
    history.team[row] = agent % zones.length
    history.power[row] = powerKinds.indexOf(power)
    history.currency[row] = currency
    if (powerMeasure[power] === 'money') history.amount[row] = currency === 1 ? euros * 33 : euros
    if (powerMeasure[power] === 'days') history.days[row] = 1 + whole(20)
    if (agent % 5 === 0) history.level[row] = levels.indexOf('senior')
    const declined = random() < 0.06
    history.recorded[row] = recordedEndings.indexOf(declined ? 'declined' : 'imported')
    history.contact[row] = row
    facts.touchpoint.codes[row] = 1 + whole(touchpoints.length)
    facts.language.codes[row] = 1 + (customer % languages.length)
    facts.channel.codes[row] = 1 + whole(channels.length)
    facts.years_with_client.codes[row] = 1 + (customer % 20)
    facts.customer_value.numbers[row] = (100 + (customer % 900)) * (currency === 1 ? 3300 : 100)
    after[row] = encodeAfter({
      returned: random() < 0.04,
      cameBack: random() < (declined ? 0.4 : 0.25),
      closure: random() < 0.15 ? 'unconfirmed' : 'confirmed',
      csat: random() < 0.4 ? 1 + whole(5) : null,
    })
  }
  return { history, after }
}

function pickPower(at: number): (typeof mix)[number][0] {
  let sum = 0
  for (const [power, share] of mix) {
    sum += share
    if (at < sum) return power
  }
  return 'refund'
}

/** Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** A small generator with a seed (T. Ettinger's mulberry32): the same numbers on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
