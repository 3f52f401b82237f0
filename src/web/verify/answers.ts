import type { ReceiptReport } from '../../core/ledger/receipt.ts'
import type { ExportReport } from '../../core/ledger/verify-export.ts'

/** What the worker says of each file that it checked. */
export type Answer =
  | { kind: 'export'; name: string; report: ExportReport; kept: boolean }
  | { kind: 'receipt'; name: string; report: ReceiptReport }
  | { kind: 'unreadable'; name: string; why: string }

export type FromWorker = { reading: string; share: number } | { answers: Answer[] }
