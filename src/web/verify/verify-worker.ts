import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Verifier } from '../../core/ledger/checkpoint.ts'
import { readReceipt, receiptFormat, verifyReceipt } from '../../core/ledger/receipt.ts'
import { verifyExport } from '../../core/ledger/verify-export.ts'
import type { Answer, FromWorker } from './answers.ts'

/**
 * Checks files beside the page, so that it stays quick. Own SHA-256, Ed25519 and P-256, and not the browser's: those are
 * missing without https, and in browsers not two years old.
 */
const by: Verifier = {
  sha256,
  verify: (publicKey, message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false })
    } catch {
      // not the length of a signature, or no point of the curve
      return false
    }
  },
  verifyP256: (publicKey, message, signature) => {
    try {
      // Authenticators don't choose the lower of the two values of s.
      return p256.verify(signature, message, publicKey, { lowS: false })
    } catch {
      return false
    }
  },
}

/** A checkpoint is some hundred bytes, with many witnesses some thousand. */
const longestNote = 65_536

self.addEventListener('message', (event: MessageEvent<File[]>) => {
  void check(event.data).then((answers) => tell({ answers }))
})

const tell = (message: FromWorker) => self.postMessage(message)

async function check(files: File[]): Promise<Answer[]> {
  const answers: Answer[] = []
  const kinds = await Promise.all(files.map(kindOf))
  const receipts = await readAll(files.filter((_, i) => kinds[i] === 'receipt'))
  const notes = await readAll(files.filter((_, i) => kinds[i] === 'note'))
  // What a receipt holds is a checkpoint that somebody kept.
  const kept = [
    ...notes.map(({ text }) => text),
    ...receipts.flatMap(({ text }) => readReceipt(text)?.checkpoint ?? []),
  ]
  for (const file of files.filter((_, i) => kinds[i] === 'export'))
    answers.push(await checkExport(file, kept))
  for (const { name, text } of receipts)
    answers.push({ kind: 'receipt', name, report: verifyReceipt(by, text) })
  return answers
}

async function checkExport(file: File, kept: string[]): Promise<Answer> {
  const { name } = file
  const reader = verifyExport(by, kept)
  let read = 0
  try {
    const chunks = file.stream().getReader()
    for (;;) {
      const { done, value } = await chunks.read()
      if (done || !reader.add(value)) break
      read += value.length
      tell({ reading: name, share: file.size === 0 ? 1 : read / file.size })
    }
  } catch (error) {
    return { kind: 'unreadable', name, why: (error as Error).message }
  }
  return { kind: 'export', name, report: reader.end(), kept: kept.length > 0 }
}

async function kindOf(file: File): Promise<'export' | 'receipt' | 'note' | null> {
  const start = await file
    .slice(0, 400)
    .text()
    .catch(() => '')
  if (start.includes(receiptFormat)) return 'receipt'
  if (start.startsWith('{') || file.size > longestNote) return 'export'
  return start.includes('\n') ? 'note' : null
}

function readAll(files: File[]): Promise<{ name: string; text: string }[]> {
  return Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })))
}
