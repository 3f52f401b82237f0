import { wholeBasisPoints } from '../../core/mandate/document.ts'

/** The policy of the bench (see policy.ts) in CEL: for one power, in one currency. */
export type PolicyInCel = {
  /** the first rule in the way, conditions before limits, or "granted" */
  rule: string
  /** what is left under each limit */
  left: Record<string, string>
  /** whether no limit reaches beyond its stretch */
  reaches: string
  /** whether each rule holds, in the order of `rules` */
  holds: string
  /** what each limit comes to */
  max: string
  rules: string[]
}

export const celVariables = {
  today: 'double',
  amount: 'double',
  days: 'double',
  level: 'string',
  customer_value: 'double',
  years_with_client: 'double',
  refunds_12_months: 'double',
  days_late: 'double',
  touchpoint: 'string',
  channel: 'string',
  vip: 'bool',
  customerYear: 'double',
  agentWeek: 'double',
  teamMonth: 'double',
  customerQuarter: 'double',
  customerMonthDays: 'double',
}

/**
 * Variants that say the same and took longer: `in` for two codes; `!` and brackets for the opposite; variables in a Map,
 * or nested in maps; the whole answer of one expression, as a map.
 */
export const celPolicy: Record<string, Record<string, PolicyInCel>> = {
  refund: { EUR: refund(1), TND: refund(30) },
  fee_waiver: { EUR: waiver(1), TND: waiver(30) },
  deadline_moved: { EUR: deadline(), TND: deadline() },
}

function refund(unit: number): PolicyInCel {
  const byLevel = (trainee: number, senior: number, full: number) =>
    `(level == "trainee" ? ${trainee * unit}.0
      : level == "senior" && years_with_client >= 5.0 ? ${senior * unit}.0 : ${full * unit}.0)`
  const max = byLevel(4000, 9000, 5000)
  const share = 'share(customer_value, 300.0)'
  return {
    rule: `
      customer_value <= ${80_000 * unit}.0 || refunds_12_months > 2.0 ? "refund.value" :
      touchpoint != "billing" && touchpoint != "delivery" && !vip ? "refund.where" :
      amount > ${max} ? "refund.decision" :
      amount * ${wholeBasisPoints}.0 > customer_value * 300.0 ? "refund.share" :
      customerYear + amount > ${12_000 * unit}.0 ? "refund.customer_year" :
      agentWeek + amount > ${30_000 * unit}.0 ? "refund.agent_week" :
      teamMonth + 1.0 > 400.0 ? "refund.team_month" : "granted"`,
    left: {
      'refund.decision': max,
      'refund.share': share,
      'refund.customer_year': `${12_000 * unit}.0 - customerYear`,
      'refund.agent_week': `${30_000 * unit}.0 - agentWeek`,
      'refund.team_month': '400.0 - teamMonth',
    },
    reaches: `
      amount <= ${byLevel(5000, 12_000, 8000)} &&
      amount * ${wholeBasisPoints}.0 <= customer_value * 500.0 &&
      customerYear + amount <= ${15_000 * unit}.0 &&
      agentWeek + amount <= ${30_000 * unit}.0 &&
      teamMonth + 1.0 <= 400.0`,
    holds: `[
      customer_value > ${80_000 * unit}.0 && refunds_12_months <= 2.0,
      touchpoint == "billing" || touchpoint == "delivery" || vip,
      amount <= ${max},
      amount * ${wholeBasisPoints}.0 <= customer_value * 300.0,
      customerYear + amount <= ${12_000 * unit}.0,
      agentWeek + amount <= ${30_000 * unit}.0,
      teamMonth + 1.0 <= 400.0]`,
    rules: [
      'refund.value',
      'refund.where',
      'refund.decision',
      'refund.share',
      'refund.customer_year',
      'refund.agent_week',
      'refund.team_month',
    ],
    max: `[${max}, ${share}, ${12_000 * unit}.0, ${30_000 * unit}.0, 400.0]`,
  }
}

function waiver(unit: number): PolicyInCel {
  return {
    rule: `
      days_late > 30.0 ? "waiver.late" :
      amount > ${4200 * unit}.0 ? "waiver.decision" :
      customerQuarter + 1.0 > 2.0 ? "waiver.customer_quarter" : "granted"`,
    left: {
      'waiver.decision': `${4200 * unit}.0`,
      'waiver.customer_quarter': '2.0 - customerQuarter',
    },
    reaches: `amount <= ${5000 * unit}.0 && customerQuarter + 1.0 <= 3.0`,
    holds: `[days_late <= 30.0, amount <= ${4200 * unit}.0, customerQuarter + 1.0 <= 2.0]`,
    rules: ['waiver.late', 'waiver.decision', 'waiver.customer_quarter'],
    max: `[${4200 * unit}.0, 2.0]`,
  }
}

function deadline(): PolicyInCel {
  return {
    rule: `
      channel == "import" ? "deadline.channel" :
      days > 10.0 ? "deadline.decision" :
      customerMonthDays + days > 15.0 ? "deadline.customer_month" : "granted"`,
    left: { 'deadline.decision': '10.0', 'deadline.customer_month': '15.0 - customerMonthDays' },
    reaches: 'days <= 20.0 && customerMonthDays + days <= 20.0',
    holds: '[channel != "import", days <= 10.0, customerMonthDays + days <= 15.0]',
    rules: ['deadline.channel', 'deadline.decision', 'deadline.customer_month'],
    max: '[10.0, 15.0]',
  }
}
