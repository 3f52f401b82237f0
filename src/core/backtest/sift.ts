import { type PowerKind, powerMeasure } from '../mandate/document.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { endingOf } from './ending.ts'
import type { Block, Folding } from './fold.ts'
import { type Groundwork, malformedLane } from './ground.ts'
import { type History, recordedEndings } from './history.ts'
import type { Plan, PowerPlan } from './plan.ts'
import { shareOfValue } from './share.ts'
import type { Tables } from './tables.ts'
import { blockRows, type Mask, maskOf } from './truth.ts'

/** By row, which of its power's conditions hold, each a bit: kept as long as nobody changes a condition. */
export type Truths = { of: History; signature: string; bits: Uint16Array; found: boolean }

export function takeTruths(
  plan: Plan,
  history: History,
  tried: readonly number[] | undefined,
  before: Truths | null,
): Truths {
  const signature = JSON.stringify([tried, plan.powers.map(({ kind, whens }) => [kind, whens])])
  if (before?.of === history && before.signature === signature) return before
  const needed = plan.powers.some(({ whens }) => whens.length > 0)
  const bits = before?.of === history ? before.bits : null
  const rows = needed ? history.rows : 0
  return {
    of: history,
    signature,
    bits: bits?.length === rows ? bits : new Uint16Array(rows),
    found: !needed,
  }
}

/** Sorts a block's rows by lane, in the order of time; those of teams that are not tried are left out. */
export function sorterOf(
  { team, teams }: History,
  { lanes }: Groundwork,
  tried: readonly number[] | undefined,
) {
  const rows = Array.from({ length: malformedLane + 1 }, () => new Int32Array(blockRows))
  const counts = new Int32Array(malformedLane + 1)
  const isTried = tried && Uint8Array.from(teams, (_, t) => (tried.includes(t) ? 1 : 0))
  return {
    rows,
    counts,
    sort(from: number, until: number, endings: Uint16Array) {
      counts.fill(0)
      for (let i = from; i < until; i++) {
        if (isTried !== undefined && isTried[team[i]!] === 0) {
          endings[i] = 0
          continue
        }
        const lane = lanes[i]!
        rows[lane]![counts[lane]!++] = i
      }
    },
  }
}

/**
 * Takes out of one power's rows those that end without any counter: a currency that is not covered, a condition
 * that does not hold; and puts what the fold needs of the others into its block.
 */
export function sifterOf(
  power: PowerPlan,
  history: History,
  { codes }: Groundwork,
  { endings, value, honoured }: Pick<Folding, 'endings' | 'value' | 'honoured'>,
  truths: Truths,
) {
  const { whens, boundBits } = power
  const conditions = power.conditions.map(({ bit, rule }) => ({ bit, rule, by: 0 }))
  const masks = whens.map((when) => maskOf(when, history, power.kind))
  const truth = new Uint8Array(blockRows)
  const own = ownOf(power.kind, history)
  const plain = whens.length === 0 && !power.limits.some(({ share }) => share)
  const nothing = new Uint8Array(blockRows)
  const noCap = new Float64Array(blockRows).fill(Number.POSITIVE_INFINITY)
  const blocks = new Uint8Array(blockRows)
  const caps = new Float64Array(blockRows)
  const { recorded } = history
  const byLift = recordedEndings.indexOf('lift')
  const boundMask = (1 << boundBits) - 1
  const beyond = endingOf('beyond', 0) - 8
  const { bits } = truths
  const unwaived = (overlays: readonly OverlayInForce[]) =>
    power.conditions.flatMap(({ id, bit, rule }) => {
      const waiving = overlays.filter(({ document }) => document.waives.includes(id))
      if (waiving.some(({ document }) => !document.when)) return []
      const texts = whens.map((when) => JSON.stringify(when))
      const by = waiving.reduce(
        (all, { document }) => all | (1 << texts.indexOf(JSON.stringify(document.when))),
        0,
      )
      return [{ bit, rule, by }]
    })

  return (
    tables: Tables,
    overlays: readonly OverlayInForce[],
    rows: Int32Array,
    count: number,
    block: Block,
  ) => {
    const { gate } = tables
    let kept = 0
    block.blocked = plain ? nothing : blocks
    block.cap = plain ? noCap : caps
    if (plain) {
      for (let j = 0; j < count; j++) {
        const i = rows[j]!
        const v = codes[i]!
        const ending = gate[v]!
        if (ending !== 0) {
          endings[i] = ending
          continue
        }
        block.rows[kept] = i
        block.variants[kept] = v
        block.asked[kept] = own === null ? 0 : own[i]!
        kept++
      }
      block.count = kept
      return
    }
    if (!truths.found) findTruths(masks, rows, count, truth, bits)
    const standing = overlays.length === 0 ? conditions : unwaived(overlays)
    const needed = standing.reduce((all, { bit }) => all | (1 << bit), 0)
    const { share, slotShare, slots } = tables
    const capped = tables.shape !== 'any'
    for (let j = 0; j < count; j++) {
      const i = rows[j]!
      const true_ = whens.length > 0 ? bits[i]! : 0
      const v = (codes[i]! << boundBits) | (true_ & boundMask)
      const ending = gate[v]!
      if (ending !== 0) {
        endings[i] = ending
        continue
      }
      let blocked = 0
      if ((needed & ~true_) !== 0) {
        const rule = firstUnmet(standing, true_)
        if (rule >= 0) {
          if (!(honoured && recorded[i] === byLift)) {
            endings[i] = beyond + 8 * (rule + 1)
            continue
          }
          blocked = 2
        }
      }
      const asked = own === null ? 0 : own[i]!
      if (blocked === 0 && share[v]! >= 0 && asked > shareOfValue(value, i, share[v]!)) blocked = 1
      const held = capped ? slotShare[v * slots]! : -1
      caps[kept] = held < 0 ? Number.POSITIVE_INFINITY : shareOfValue(value, i, held)
      blocks[kept] = blocked
      block.rows[kept] = i
      block.variants[kept] = v
      block.asked[kept] = asked
      kept++
    }
    block.count = kept
  }
}

type Standing = { bit: number; rule: number; by: number }

/** The rule of the first condition that does not hold, and that no overlay in `by` sets aside; or -1. */
function firstUnmet(standing: Standing[], truths: number): number {
  for (let c = 0; c < standing.length; c++) {
    const { bit, rule, by } = standing[c]!
    if (((truths >> bit) & 1) === 0 && (truths & by) === 0) return rule
  }
  return -1
}

/** What each ask comes to, in what its power is counted in; null where that is nothing. */
function ownOf(kind: PowerKind, { amount, days }: History): Float64Array | Int32Array | null {
  if (powerMeasure[kind] === 'none') return null
  return powerMeasure[kind] === 'money' ? amount : days
}

function findTruths(
  masks: Mask[],
  rows: Int32Array,
  count: number,
  truth: Uint8Array,
  bits: Uint16Array,
): void {
  masks.forEach((mask, bit) => {
    mask(rows, count, truth)
    if (bit === 0) for (let j = 0; j < count; j++) bits[rows[j]!] = truth[j]! >> 1
    else for (let j = 0; j < count; j++) bits[rows[j]!]! |= (truth[j]! >> 1) << bit
  })
}
