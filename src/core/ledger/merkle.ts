import { sameBytes } from './bytes.ts'

/**
 * The Merkle tree of RFC 6962, section 2.1: leaves hash with 0x00 before them, nodes with 0x01, and a tree of any
 * size splits at the largest power of two below it. SHA-256 comes from outside, as everywhere in core.
 */
export type Sha256Bytes = (bytes: Uint8Array) => Uint8Array

/** A perfect subtree: 2^level leaves from leaf index * 2^level on. */
export type Subtree = { level: number; index: number }
export type HashOf = (subtree: Subtree) => Uint8Array

export function hashLeaf(sha256: Sha256Bytes, bytes: Uint8Array): Uint8Array {
  const input = new Uint8Array(bytes.length + 1)
  input.set(bytes, 1)
  return sha256(input)
}

/** One for all: it is written and read within a call, and a million calls make none of their own. */
const nodeInput = new Uint8Array(65).fill(1)

export function hashNode(sha256: Sha256Bytes, left: Uint8Array, right: Uint8Array): Uint8Array {
  nodeInput.set(left, 1)
  nodeInput.set(right, 33)
  return sha256(nodeInput)
}

/** A compact range from the first leaf: the perfect subtrees of a tree, largest first, one per bit of its size. */
export type Frontier = { size: number; hashes: Uint8Array[] }

/** Adds a leaf by its hash, and tells each subtree that became perfect by it (the leaf too). Changes the frontier. */
export function appendLeaf(
  sha256: Sha256Bytes,
  frontier: Frontier,
  leaf: Uint8Array,
  tell?: (subtree: Subtree, hash: Uint8Array) => void,
): void {
  let hash = leaf
  let index = frontier.size
  tell?.({ level: 0, index }, hash)
  for (let level = 1; index % 2 === 1; level++) {
    hash = hashNode(sha256, frontier.hashes.pop()!, hash)
    index = (index - 1) / 2
    tell?.({ level, index }, hash)
  }
  frontier.hashes.push(hash)
  frontier.size += 1
}

/** The tree hash; that of nothing is the hash of no bytes. */
export function rootOf(sha256: Sha256Bytes, { hashes }: Frontier): Uint8Array {
  return hashes.length === 0 ? sha256(new Uint8Array()) : fold(sha256, hashes)
}

/** The perfect subtrees whose hashes, largest first, are the frontier of a tree of this size. */
export function frontierSubtrees(size: number): Subtree[] {
  return subtreesOf({ from: 0, to: size })
}

/** Leaves from (inclusive) to (exclusive), as one node of a tree: its hash is a proof's element. */
export type Range = { from: number; to: number }

/** RFC 6962, section 2.1.1: what an audit path holds for a leaf, from the leaf upwards. */
export function inclusionRanges(index: number, size: number): Range[] {
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    path.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return path.reverse()
}

/** RFC 6962, section 2.1.2: what a consistency proof holds from an older size (above 0) to a newer. */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (older === 0 || older === newer) return []
  const proof: Range[] = []
  let [from, to] = [0, newer]
  let whole = true
  while (older < to) {
    const middle = from + splitOf(to - from)
    if (older <= middle) {
      proof.push({ from: middle, to })
      to = middle
    } else {
      proof.push({ from, to: middle })
      from = middle
      whole = false
    }
  }
  if (!whole) proof.push({ from, to })
  return proof.reverse()
}

/** The perfect subtrees that a range is made of, from the left. */
export function subtreesOf({ from, to }: Range): Subtree[] {
  const found: Subtree[] = []
  for (let at = from; at < to; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= to) level++
    found.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return found
}

/** The hash of a range, from those of its perfect subtrees. */
export function hashRange(sha256: Sha256Bytes, range: Range, hashOf: HashOf): Uint8Array {
  return fold(sha256, subtreesOf(range).map(hashOf))
}

/** RFC 9162, section 2.1.3.2. */
export function verifyInclusion(
  sha256: Sha256Bytes,
  given: { index: number; size: number; leaf: Uint8Array; proof: readonly Uint8Array[]; root: Uint8Array },
): boolean {
  const { index, size, proof } = given
  if (!isSize(index) || !isSize(size) || index >= size) return false
  let [node, last] = [index, size - 1]
  let hash = given.leaf
  for (const element of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = hashNode(sha256, element, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else hash = hashNode(sha256, hash, element)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(hash, given.root)
}

/** RFC 9162, section 2.1.4.2: the older tree is the beginning of the newer. Every tree begins with the empty one. */
export function verifyConsistency(
  sha256: Sha256Bytes,
  given: {
    older: number
    newer: number
    olderRoot: Uint8Array
    newerRoot: Uint8Array
    proof: readonly Uint8Array[]
  },
): boolean {
  const { older, newer, olderRoot, newerRoot } = given
  if (!isSize(older) || !isSize(newer) || older > newer) return false
  if (older === newer) return given.proof.length === 0 && sameBytes(olderRoot, newerRoot)
  if (older === 0) return given.proof.length === 0 && sameBytes(olderRoot, sha256(new Uint8Array()))
  const proof = Number.isInteger(Math.log2(older)) ? [olderRoot, ...given.proof] : given.proof
  const [first, ...rest] = proof
  if (!first || given.proof.length === 0) return false
  let [node, last] = [older - 1, newer - 1]
  while (node % 2 === 1) [node, last] = [half(node), half(last)]
  let [olderHash, newerHash] = [first, first]
  for (const element of rest) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      olderHash = hashNode(sha256, element, olderHash)
      newerHash = hashNode(sha256, element, newerHash)
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)]
    } else newerHash = hashNode(sha256, newerHash, element)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && sameBytes(olderHash, olderRoot) && sameBytes(newerHash, newerRoot)
}

/** Largest first: the ragged right edge folds from the right. */
function fold(sha256: Sha256Bytes, hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => hashNode(sha256, left, right))
}

/** The largest power of two below a size above 1. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

/** Sizes go beyond 32 bits, where >> ends. */
function half(value: number): number {
  return Math.floor(value / 2)
}
