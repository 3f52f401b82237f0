import i18next, { type TFunction } from 'i18next'

/** What a fault means: the same words as `mandate check` says. A code that has none is shown as it is. */
export function faultWords(t: TFunction, fault: string): string {
  const key = `fault.${fault}`
  return i18next.exists(key) ? t(key as 'fault.no_bounds') : fault
}
