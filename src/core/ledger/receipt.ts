import { fromBase64, utf8 } from './bytes.ts'
import { type Canonical, canonicalJson } from './canonical.ts'
import { openCheckpoint, type Verifier } from './checkpoint.ts'
import { isRecord, readJson } from './export.ts'
import { hashLeaf, verifyInclusion } from './merkle.ts'
import { readVerifierKey } from './note.ts'

/**
 * What proves one decision without the ledger: its entry, the path from it to the root, and the checkpoint that
 * signs the root. Whoever has it can check it alone, and the operator can't take it back.
 */
export const receiptFormat = 'cartabianca-receipt/1'

export type Receipt = {
  format: typeof receiptFormat
  client: string
  decision: string
  /** the entry's bytes (RFC 8785) */
  entry: string
  /** of the leaf, from 0: the entry's number less one */
  index: number
  /** of the tree that the checkpoint signs */
  size: number
  /** hashes in base64, from the leaf upwards */
  proof: string[]
  /** a signed note (C2SP tlog-checkpoint) */
  checkpoint: string
  /** the verifier key that signed it */
  key: string
}

/** `receipt`: it can't be read · `entry`: it is no such decision's · then what does not hold */
export type ReceiptFault = 'receipt' | 'entry' | 'signature' | 'inclusion'
export type ReceiptReport = {
  receipt: Receipt | null
  /** what the entry says, once all of it holds */
  entry: { at: string; actor: string; facts: Record<string, unknown> } | null
  fault: ReceiptFault | null
}

/** Verifies a receipt as the text it came as. Whose key it is, the reader compares with what they were given. */
export function verifyReceipt(by: Verifier, text: string): ReceiptReport {
  const receipt = readReceipt(text)
  const fail = (fault: ReceiptFault): ReceiptReport => ({ receipt, entry: null, fault })
  if (!receipt) return fail('receipt')
  const entry = readEntry(receipt)
  if (!entry) return fail('entry')
  const key = readVerifierKey(by.sha256, receipt.key)
  const checkpoint = key?.name.endsWith(`/ledger/${receipt.client}`)
    ? openCheckpoint(receipt.checkpoint, key, by)
    : null
  if (checkpoint?.origin !== key?.name || checkpoint?.size !== receipt.size) return fail('signature')
  const proof = receipt.proof.map(fromBase64)
  const given = {
    index: receipt.index,
    size: receipt.size,
    leaf: hashLeaf(by.sha256, utf8(receipt.entry)),
    proof: proof.filter((hash) => hash?.length === 32) as Uint8Array[],
    root: checkpoint.root,
  }
  if (given.proof.length < proof.length || !verifyInclusion(by.sha256, given)) return fail('inclusion')
  return { receipt, entry, fault: null }
}

export function readReceipt(text: string): Receipt | null {
  const value = readJson(text)
  if (!isRecord(value) || value.format !== receiptFormat || Object.keys(value).length !== 9) return null
  const { client, decision, entry, index, size, proof, checkpoint, key } = value
  const texts = [client, decision, entry, checkpoint, key]
  if (!texts.every((one) => typeof one === 'string') || ![index, size].every(Number.isSafeInteger))
    return null
  if (!Array.isArray(proof) || !proof.every((one) => typeof one === 'string')) return null
  return value as Receipt
}

function readEntry({ entry, client, decision }: Receipt): ReceiptReport['entry'] {
  const value = readJson(entry)
  if (!isRecord(value) || !isRecord(value.facts)) return null
  try {
    if (canonicalJson(value as Canonical) !== entry) return null
  } catch {
    return null
  }
  const { kind, at, actor, facts } = value
  if (
    value.client !== client ||
    (kind !== 'decision.made' && kind !== 'decision.corrected') ||
    facts.decision !== decision
  )
    return null
  return { at: String(at), actor: String(actor), facts }
}
