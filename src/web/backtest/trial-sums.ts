import { verdicts } from '../../core/backtest/ending.ts'

/** Asks that a mandate is tried on: those of its teams. */
export function askedIn({ ended }: { ended: readonly number[] }): number {
  return ended.reduce((sum, count) => sum + count, 0) - ended[verdicts.indexOf('outside')]!
}

/** Of them, decided at once. */
export function atOnce({ ended }: { ended: readonly number[] }): number {
  return ended[verdicts.indexOf('granted')]!
}
