import type { ExportFault } from './verify-export.ts'

/** One sentence of what is wrong, before it is in anybody's language; the values are numbers of entries. */
export type SaidFault = { key: `verify.${string}`; values: { number: number; from: number } }

/** What is wrong with an export, for the page and the command: at which entry, and which check did not hold. */
export function sayFault({ code, seq, from, why }: ExportFault): SaidFault[] {
  const values = { number: seq ?? 0, from: from ?? 0 }
  const said = (key: string): SaidFault => ({ key: `verify.${key}`, values })
  if (code === 'assertion') return [said('fault_assertion'), said(`why_${why ?? 'form'}`)]
  // signatures that no entry tells are named by their line alone
  const untold = (code === 'mandate' || code === 'overlay') && values.number === 0
  if (untold) return [said(`fault_${code}_untold`)]
  if (code === 'root' && from === seq) return [said('fault_root_one')]
  return [said(`fault_${code}`)]
}
