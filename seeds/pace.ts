import { awake, dayMs, hourMs, inShift, minuteMs } from './calendar.ts'
import type { Random } from './random.ts'
import type { Step } from './script.ts'

export type Setting = {
  channel: 'web' | 'mail' | 'phone'
  timeZone: string
  /** the night clerk's hour, or the evening's: everybody stays until it is settled */
  hurried: boolean
  /** nobody answers the support request */
  silent: boolean
  /** minutes that the mandate of that time gives the person on duty */
  supportMinutes: (at: number) => number
  closingDays: number
}

type Gap = [low: number, high: number]

/** How long people let each other wait, in minutes. */
const gaps: Record<Setting['channel'], { take: Gap; reply: Gap; customer: Gap; verdict: Gap }> = {
  web: { take: [2, 55], reply: [3, 14], customer: [1, 22], verdict: [2, 900] },
  mail: { take: [15, 210], reply: [6, 45], customer: [20, 1100], verdict: [20, 2400] },
  phone: { take: [0, 0], reply: [0.3, 1.5], customer: [0.3, 1.5], verdict: [3, 1300] },
}

/** Gives each step its time: people work in shifts, sleep at night, and the clocks of the mandate are exact. */
export function timesOf(
  steps: readonly Step[],
  openedAt: number,
  setting: Setting,
  random: Random,
): number[] {
  const times: number[] = []
  let at = openedAt
  let askedAt = openedAt
  let byCustomer = true
  steps.forEach((step, index) => {
    const theirs = isCustomers(step)
    const stays = setting.hurried || setting.channel === 'phone'
    const later = random.between(2, 40) * minuteMs
    const waited = index === 0 ? 0 : gapBefore(step, setting, random, { askedAt, before: steps[index - 1] })
    at += Math.round(waited)
    if (index > 0 && theirs && (step.kind !== 'message' || !stays)) at = awake(at, setting.timeZone, later)
    if (!theirs && byCustomer && step.kind !== 'lapse' && !stays) at = inShift(at, setting.timeZone, later)
    if (step.kind === 'ask') askedAt = at
    byCustomer = theirs
    times.push(at)
  })
  return times
}

function isCustomers(step: Step): boolean {
  return (
    (step.kind === 'message' && step.by === 'customer') || ['verdict', 'reopen', 'rate'].includes(step.kind)
  )
}

function gapBefore(
  step: Step,
  setting: Setting,
  random: Random,
  { askedAt, before }: { askedAt: number; before: Step | undefined },
): number {
  const usual = gaps[setting.hurried && setting.channel === 'mail' ? 'web' : setting.channel]
  // Short waits are more common than long ones.
  const within = ([low, high]: Gap) => (low + (high - low) * random.unit() ** 2) * minuteMs
  const minutes = setting.supportMinutes(askedAt)
  switch (step.kind) {
    case 'message':
      return within(step.by === 'customer' ? usual.customer : step.by === 'note' ? [0.5, 2] : usual.reply)
    case 'take':
      return within(usual.take)
    case 'ask':
      return within([0.5, 3])
    case 'pass':
      return minutes * minuteMs
    case 'respond': {
      if (before?.kind === 'pass') return within([2, minutes - 1])
      return setting.silent ? minutes * minuteMs : within([1, minutes - 1])
    }
    case 'decide':
      // With an answer the decision is made in the same moment.
      return before?.kind === 'respond' ? 0 : within([0.4, 2])
    case 'answer':
      return within([0.5, 3])
    case 'propose':
      return within([0.2, 1])
    case 'verdict':
      return within(usual.verdict)
    case 'reopen':
      return random.between(20, 90) * hourMs
    case 'lapse':
      return setting.closingDays * dayMs + random.between(500, 5000)
    case 'rate':
      return within([0.3, 2])
  }
}
