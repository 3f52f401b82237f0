import type { Situation } from '../../../src/core/mandate/evaluate.ts'
import type { Overlay } from '../../../src/core/mandate/overlay.ts'
import { cases, mandate } from './cases.ts'
import { type FullCase, fullCases } from './full-cases.ts'

/** All cases as rows of one kind, with the situation that each is weighed in. */
export const noon = Date.parse('2026-11-12T11:00:00Z')
export const inForce = (overlays: Overlay[] = []) =>
  overlays.map((document, i) => ({ id: `o${i}`, document }))
export const rows: FullCase[] = [...cases.map((row) => ({ ...row, document: mandate })), ...fullCases]
export const situationOf = (row: FullCase): Situation => ({
  now: row.at ? Date.parse(row.at) : noon,
  timeZone: row.zone ?? 'Europe/Rome',
  counters: row.used ?? {},
  lifts: row.lifts ?? [],
  facts: row.facts ?? {},
  levels: row.levels ?? {},
  overlays: inForce(row.overlays),
})
