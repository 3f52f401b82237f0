import { wholeBasisPoints } from '../mandate/document.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { endingOf } from './ending.ts'
import type { Block, Folding } from './fold.ts'
import { type History, recordedEndings } from './history.ts'
import type { Lane } from './lane.ts'
import type { PowerPlan } from './plan.ts'
import { isPlainShare, shareOfValue } from './share.ts'
import type { Tables } from './tables.ts'
import { blockRows, type Mask, maskOf } from './truth.ts'

/**
 * By position in a lane, which of its power's conditions hold, each a bit: kept as long as nobody changes one of
 * them. `found`: up to which position.
 */
export type Truths = { of: Lane; signature: string; bits: Uint16Array; found: number }

export function takeTruths(power: PowerPlan, lane: Lane, before: Truths | undefined): Truths {
  const signature = JSON.stringify(power.whens)
  if (before?.of === lane && before.signature === signature) return before
  const length = power.whens.length > 0 ? lane.rows.length : 0
  const bits = before?.of === lane && before.bits.length === length ? before.bits : new Uint16Array(length)
  return { of: lane, signature, bits, found: 0 }
}

/**
 * Takes out of one lane's asks those that end without any counter: a team that is not tried, a currency that is
 * not covered, a condition that does not hold; and puts what the fold needs of the others into its block.
 */
export function sifterOf(
  power: PowerPlan,
  history: History,
  { lane, endings, honoured }: Pick<Folding, 'lane' | 'endings' | 'honoured'>,
  truths: Truths,
  isTried: Uint8Array | null,
) {
  const { whens, boundBits } = power
  const conditions = power.conditions.map(({ bit, rule }) => ({ bit, rule, by: 0 }))
  const masks = whens.map((when) => maskOf(when, history, power.kind))
  const truth = new Uint8Array(blockRows)
  const plain = whens.length === 0 && !power.limits.some(({ share }) => share)
  const { rows, codes, customer, team, asked: own, value, recorded } = lane
  const byLift = recordedEndings.indexOf('lift')
  const boundMask = (1 << boundBits) - 1
  const beyond = endingOf('beyond', 0) - 8
  const { bits } = truths

  return (tables: Tables, overlays: readonly OverlayInForce[], from: number, until: number, block: Block) => {
    const { gate, room, share, max, slotShare, slots } = tables
    const { at, line, variants, asked: wanted, cap, blocked: blocks } = block
    const customers = tables.stride.customer
    let kept = 0
    if (plain) {
      blocks.fill(0, 0, until - from)
      for (let p = from; p < until; p++) {
        if (isTried !== null && isTried[team[p]!] === 0) {
          endings[rows[p]!] = outside
          continue
        }
        const v = codes[p]!
        const ending = gate[v]!
        if (ending !== 0) {
          endings[rows[p]!] = ending
          continue
        }
        const asked = own[p]!
        at[kept] = p
        line[kept] = Math.imul(customer[p]!, customers)
        variants[kept] = v
        wanted[kept] = asked
        cap[kept] = asked <= room[v]! ? max[Math.imul(v, slots)]! : never
        kept++
      }
      block.count = kept
      return
    }
    if (truths.found < until) findTruths(masks, lane, from, until, truth, truths)
    const standing = overlays.length === 0 ? conditions : unwaived(power, overlays)
    const needed = standing.reduce((all, { bit }) => all | (1 << bit), 0)
    const capped = tables.shape !== 'any'
    const plainly = isPlainShare(lane.mostValue, tables.mostShare)
    for (let p = from; p < until; p++) {
      if (isTried !== null && isTried[team[p]!] === 0) {
        endings[rows[p]!] = outside
        continue
      }
      const true_ = whens.length > 0 ? bits[p]! : 0
      const v = (codes[p]! << boundBits) | (true_ & boundMask)
      const ending = gate[v]!
      if (ending !== 0) {
        endings[rows[p]!] = ending
        continue
      }
      let blocked = 0
      if ((needed & ~true_) !== 0) {
        const rule = firstUnmet(standing, true_)
        if (rule >= 0) {
          if (!(honoured && recorded[p] === byLift)) {
            endings[rows[p]!] = beyond + 8 * (rule + 1)
            continue
          }
          blocked = 1
        }
      }
      const asked = own[p]!
      const single = share[v]!
      let most = Number.POSITIVE_INFINITY
      if (capped) {
        const o = Math.imul(v, slots)
        most = max[o]!
        const held = slotShare[o]!
        if (held >= 0) {
          const share = plainly ? (value[p]! * held) / wholeBasisPoints : shareOfValue(value[p]!, held)
          if (share < most) most = share
        }
      }
      if (asked > room[v]! || blocked !== 0) most = never
      else if (single >= 0) {
        const share = plainly ? (value[p]! * single) / wholeBasisPoints : shareOfValue(value[p]!, single)
        if (asked > share) most = never
      }
      at[kept] = p
      line[kept] = Math.imul(customer[p]!, customers)
      variants[kept] = v
      wanted[kept] = asked
      cap[kept] = most
      blocks[kept] = blocked
      kept++
    }
    block.count = kept
  }
}

/** A cap that no sum is within. */
const never = -1
const outside = endingOf('outside', -1)

type Standing = { bit: number; rule: number; by: number }

/** The conditions that none of the overlays waives outright, each with the truths that waive it. */
function unwaived({ conditions, whens }: PowerPlan, overlays: readonly OverlayInForce[]): Standing[] {
  const texts = whens.map((when) => JSON.stringify(when))
  return conditions.flatMap(({ id, bit, rule }) => {
    const waiving = overlays.filter(({ document }) => document.waives.includes(id))
    if (waiving.some(({ document }) => !document.when)) return []
    const by = waiving.reduce(
      (all, { document }) => all | (1 << texts.indexOf(JSON.stringify(document.when))),
      0,
    )
    return [{ bit, rule, by }]
  })
}

/** The rule of the first condition that does not hold, and that no overlay in `by` sets aside; or -1. */
function firstUnmet(standing: Standing[], truths: number): number {
  for (let c = 0; c < standing.length; c++) {
    const { bit, rule, by } = standing[c]!
    if (((truths >> bit) & 1) === 0 && (truths & by) === 0) return rule
  }
  return -1
}

function findTruths(
  masks: Mask[],
  { rows }: Lane,
  from: number,
  until: number,
  truth: Uint8Array,
  truths: Truths,
): void {
  const { bits } = truths
  const count = until - from
  masks.forEach((mask, bit) => {
    mask(rows, from, count, truth)
    if (bit === 0) for (let j = 0; j < count; j++) bits[from + j] = truth[j]! >> 1
    else for (let j = 0; j < count; j++) bits[from + j]! |= (truth[j]! >> 1) << bit
  })
  truths.found = until
}
