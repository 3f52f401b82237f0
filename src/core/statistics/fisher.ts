/**
 * R. A. Fisher's exact test for two shares, one-sided: how often chance alone would give `count` or more of
 * `of` here, when `restCount` of `restOf` elsewhere come from the same share. Exact for small numbers, where a
 * normal approximation would not be; conservative, as all exact tests of counts are.
 * @returns the p-value, 0 to 1; 1 where either side has nobody
 * @throws RangeError unless 0 ≤ count ≤ of, 0 ≤ restCount ≤ restOf, all whole
 */
export function moreThanRest(count: number, of: number, restCount: number, restOf: number): number {
  if (![count, of, restCount, restOf].every((n) => Number.isSafeInteger(n) && n >= 0))
    throw new RangeError('Counts are whole and not negative.')
  if (count > of || restCount > restOf) throw new RangeError('A count is at most what it is counted of.')
  if (of === 0 || restOf === 0) return 1
  const all = of + restOf
  const hits = count + restCount
  const logs = logFactorials(all)
  const logChoose = (n: number, k: number) => logs[n]! - logs[k]! - logs[n - k]!
  const logAll = logChoose(all, of)
  let p = 0
  // the smallest terms first, so that none is lost in the sum
  for (let k = Math.min(of, hits); k >= count; k -= 1)
    if (of - k <= all - hits) p += Math.exp(logChoose(hits, k) + logChoose(all - hits, of - k) - logAll)
  return Math.min(1, p)
}

/** The natural logarithms of 0! to n!. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1)
  for (let i = 2; i <= n; i += 1) logs[i] = logs[i - 1]! + Math.log(i)
  return logs
}
