import type { Proportion } from '../../contract/home.ts'

/** The 95 % interval as whole people of a hundred, rounded outwards; null while it would say too little. */
export function rangeOf({ interval }: Proportion): { low: number; high: number } | null {
  if (!interval) return null
  const [low, high] = interval
  return { low: Math.floor(low * 100), high: Math.ceil(high * 100) }
}
