import { z } from 'zod'
import { entryKinds } from '../core/ledger/entry.ts'
import { receiptFormat } from '../core/ledger/receipt.ts'
import { id, instant, pageOf, pageQuery, routes } from './route.ts'

export const ledgerEntry = z.strictObject({
  seq: z.int(),
  id,
  kind: z.enum(entryKinds),
  at: instant,
  /** the canonical bytes (RFC 8785) */
  body: z.string(),
  hash: z.string(),
  link: z.string(),
})

/** A seal: the signed note (C2SP tlog-checkpoint), and what it says, for who does not read notes. */
export const checkpoint = z.strictObject({
  /** how many entries it covers */
  size: z.int(),
  /** base64 of the RFC 6962 tree hash over them */
  root: z.string(),
  note: z.string(),
  at: instant,
})
const hashes = z.array(z.string())
const size = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const ofClient = z.strictObject({ clientId: id })

/** What proves one decision without the ledger; see core/ledger/receipt.ts. */
export const receipt = z.strictObject({
  format: z.literal(receiptFormat),
  client: id,
  decision: id,
  entry: z.string(),
  index: z.int(),
  size: z.int(),
  proof: hashes,
  checkpoint: z.string(),
  key: z.string(),
})

export const ledgerRoutes = routes({
  'entry.list': {
    method: 'GET',
    path: '/clients/:clientId/entries',
    access: 'ledger.read',
    summary: "A client's ledger, newest first",
    params: z.strictObject({ clientId: id }),
    query: z.strictObject({ ...pageQuery, kind: z.enum(entryKinds).optional() }),
    status: 200,
    returns: pageOf(ledgerEntry),
  },
  'ledger.verify': {
    method: 'GET',
    path: '/clients/:clientId/ledger',
    access: 'ledger.read',
    summary: 'How many entries, the newest link, and whether all of it verifies now',
    perMinute: 10,
    params: z.strictObject({ clientId: id }),
    status: 200,
    returns: z.strictObject({
      entries: z.int(),
      head: z.string(),
      fault: z.strictObject({ seq: z.int(), entryId: z.string().nullable(), fault: z.string() }).nullable(),
      /** the newest seal, to keep */
      checkpoint: checkpoint.nullable(),
      verifiedAt: instant,
    }),
  },
  'checkpoint.show': {
    method: 'GET',
    path: '/clients/:clientId/checkpoint',
    access: 'ledger.read',
    summary: 'The newest checkpoint: keep it, and nothing before it can be changed unseen',
    params: ofClient,
    status: 200,
    returns: checkpoint,
  },
  'checkpoint.find': {
    method: 'GET',
    path: '/clients/:clientId/checkpoints/:size',
    access: 'ledger.read',
    summary: 'The checkpoint over so many entries',
    params: z.strictObject({ clientId: id, size }),
    status: 200,
    returns: checkpoint,
  },
  'checkpoint.prove': {
    method: 'GET',
    path: '/clients/:clientId/consistency',
    access: 'ledger.read',
    summary:
      'That the tree of one checkpoint is the beginning of another’s (RFC 6962, 2.1.2); to the newest unless told',
    params: ofClient,
    query: z.strictObject({ from: size, to: size.optional() }),
    status: 200,
    returns: z.strictObject({ from: checkpoint, to: checkpoint, proof: hashes }),
  },
  'entry.prove': {
    method: 'GET',
    path: '/clients/:clientId/entries/:entryId/proof',
    access: 'ledger.read',
    summary:
      'The way from an entry to a checkpoint’s root (RFC 6962, 2.1.1); to the first over it unless told',
    params: z.strictObject({ clientId: id, entryId: id }),
    query: z.strictObject({ size: size.optional() }),
    status: 200,
    returns: z.strictObject({
      /** the canonical bytes (RFC 8785), whose leaf it is */
      entry: z.string(),
      /** of the leaf, from 0 */
      index: z.int(),
      proof: hashes,
      checkpoint,
    }),
  },
  'key.list': {
    method: 'GET',
    path: '/clients/:clientId/keys',
    access: 'ledger.read',
    summary:
      'The public keys that seal a client’s ledger, in their order, as verifier keys (C2SP signed-note)',
    params: ofClient,
    status: 200,
    returns: z.strictObject({
      items: z.array(
        z.strictObject({
          key: z.string(),
          /** the number of the entry that named it; 0 for the first, null until that entry has its place */
          from: z.int().nullable(),
          at: instant,
        }),
      ),
    }),
  },
  'decision.receipt': {
    method: 'GET',
    path: '/decisions/:decisionId/receipt',
    access: 'decision.read',
    summary: 'What proves a decision without the ledger; there some seconds after it, when it is sealed',
    params: z.strictObject({ decisionId: id }),
    status: 200,
    returns: receipt,
  },
})
