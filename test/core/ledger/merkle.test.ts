import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHex, sameBytes, toHex } from '../../../src/core/ledger/bytes.ts'
import {
  appendLeaf,
  consistencyRanges,
  type Frontier,
  frontierSubtrees,
  hashLeaf,
  hashNode,
  hashRange,
  inclusionRanges,
  rootOf,
  type Subtree,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/core/ledger/merkle.ts'
import { sha256Bytes as sha256 } from './crypto.ts'

/** RFC 6962, section 2.1, word by word: what everything else is compared with. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array())
  if (leaves.length === 1) return hashLeaf(sha256, leaves[0]!)
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return hashNode(sha256, treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)))
}

/** A tree as the server keeps it: perfect subtrees, found by level and index. */
function grow(leaves: readonly Uint8Array[]) {
  const nodes = new Map<string, Uint8Array>()
  const roots: Uint8Array[] = []
  const frontier: Frontier = { size: 0, hashes: [] }
  roots.push(rootOf(sha256, frontier))
  for (const leaf of leaves) {
    appendLeaf(sha256, frontier, hashLeaf(sha256, leaf), ({ level, index }, hash) =>
      nodes.set(`${level}/${index}`, hash),
    )
    roots.push(rootOf(sha256, frontier))
  }
  const hashOf = ({ level, index }: Subtree) => nodes.get(`${level}/${index}`)!
  return {
    roots,
    hashOf,
    inclusion: (index: number, size: number) =>
      inclusionRanges(index, size).map((range) => hashRange(sha256, range, hashOf)),
    consistency: (older: number, newer: number) =>
      consistencyRanges(older, newer).map((range) => hashRange(sha256, range, hashOf)),
  }
}

// The leaves and roots of the certificate-transparency repository's tests (merkle_tree_test.cc).
const published = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
] as const
const eight = grow(published.map(([leaf]) => fromHex(leaf)!))

describe('the published vectors', () => {
  test('roots of 0 to 8 leaves', () => {
    expect(eight.roots.map(toHex)).toEqual([
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      ...published.map(([, root]) => root),
    ])
  })

  test.each([
    [0, 8, ['96a296d224f285c6', '5f083f0a1a33ca07', '6b47aaf29ee3c2af']],
    [5, 8, ['bc1a0643b12e4d2d', 'ca854ea128ed050b', 'd37ee418976dd957']],
    [2, 3, ['fac54203e7cc696c']],
    [1, 5, ['6e340b9cffb37a98', '5f083f0a1a33ca07', 'bc1a0643b12e4d2d']],
  ])('the audit path of leaf %d of %d', (index, size, path) => {
    expect(eight.inclusion(index, size).map((hash) => toHex(hash).slice(0, 16))).toEqual(path)
  })

  test.each([
    [1, 1, []],
    [1, 8, ['96a296d224f285c6', '5f083f0a1a33ca07', '6b47aaf29ee3c2af']],
    [6, 8, ['0ebc5d3437fbe2db', 'ca854ea128ed050b', 'd37ee418976dd957']],
    [2, 5, ['5f083f0a1a33ca07', 'bc1a0643b12e4d2d']],
  ])('the consistency proof from %d to %d', (older, newer, proof) => {
    expect(eight.consistency(older, newer).map((hash) => toHex(hash).slice(0, 16))).toEqual(proof)
  })
})

const most = 130
const leaves = Array.from({ length: most }, (_, i) => Uint8Array.of(i, i >> 3, 7))
const tree = grow(leaves)
const sized = fc.integer({ min: 1, max: most })
const pairOf = fc.tuple(sized, sized).map(([a, b]) => (a < b ? [a, b] : [b, a]) as [number, number])

describe('every tree', () => {
  test('has the root that the RFC defines, by appending one leaf at a time', () => {
    for (let size = 0; size <= most; size++)
      expect(toHex(tree.roots[size]!), `${size} leaves`).toBe(toHex(treeHash(leaves.slice(0, size))))
  })

  test('goes on from its frontier alone', () => {
    for (let size = 0; size < most; size++) {
      const frontier = { size, hashes: frontierSubtrees(size).map(tree.hashOf) }
      expect(sameBytes(rootOf(sha256, frontier), tree.roots[size]!)).toBe(true)
      appendLeaf(sha256, frontier, hashLeaf(sha256, leaves[size]!))
      expect(sameBytes(rootOf(sha256, frontier), tree.roots[size + 1]!)).toBe(true)
    }
  })

  test('proves each of its leaves, and nothing that was altered', () => {
    fc.assert(
      fc.property(pairOf, fc.nat(), fc.nat(), fc.nat(255), ([a, size], place, byte, flip) => {
        const index = a - 1
        const given = {
          index,
          size,
          leaf: hashLeaf(sha256, leaves[index]!),
          proof: tree.inclusion(index, size),
          root: tree.roots[size]!,
        }
        const holds = (change: object) => verifyInclusion(sha256, { ...given, ...change })
        expect(holds({})).toBe(true)
        const alter = (bytes: Uint8Array) => bytes.with(byte % 32, bytes[byte % 32]! ^ (flip || 1))
        expect(holds({ leaf: alter(given.leaf) })).toBe(false)
        expect(holds({ root: alter(given.root) })).toBe(false)
        const at = place % (given.proof.length || 1)
        if (given.proof.length > 0) {
          expect(holds({ proof: given.proof.with(at, alter(given.proof[at]!)) })).toBe(false)
          expect(holds({ proof: given.proof.toSpliced(at, 1) })).toBe(false)
          expect(holds({ index: index === 0 ? 1 : index - 1 })).toBe(false)
        }
        expect(holds({ proof: given.proof.toSpliced(at, 0, given.leaf) })).toBe(false)
        expect(holds({ index: size })).toBe(false)
        expect(holds({ index: -1 })).toBe(false)
        expect(holds({ index: 0.5 })).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('is proved to begin with each that came before, and with no other', () => {
    fc.assert(
      fc.property(pairOf, fc.nat(), fc.nat(), fc.nat(255), ([older, newer], place, byte, flip) => {
        const given = {
          older,
          newer,
          olderRoot: tree.roots[older]!,
          newerRoot: tree.roots[newer]!,
          proof: tree.consistency(older, newer),
        }
        const holds = (change: object) => verifyConsistency(sha256, { ...given, ...change })
        expect(holds({})).toBe(true)
        const alter = (bytes: Uint8Array) => bytes.with(byte % 32, bytes[byte % 32]! ^ (flip || 1))
        expect(holds({ olderRoot: alter(given.olderRoot) })).toBe(false)
        expect(holds({ newerRoot: alter(given.newerRoot) })).toBe(false)
        const at = place % (given.proof.length || 1)
        if (given.proof.length > 0) {
          expect(holds({ proof: given.proof.with(at, alter(given.proof[at]!)) })).toBe(false)
          expect(holds({ proof: given.proof.toSpliced(at, 1) })).toBe(false)
        }
        expect(holds({ proof: given.proof.toSpliced(at, 0, given.newerRoot) })).toBe(false)
        if (older < newer) expect(holds({ older: newer, newer: older })).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('begins with the empty one', () => {
    const empty = { older: 0, newer: 5, olderRoot: tree.roots[0]!, newerRoot: tree.roots[5]! }
    expect(verifyConsistency(sha256, { ...empty, proof: [] })).toBe(true)
    expect(verifyConsistency(sha256, { ...empty, olderRoot: tree.roots[1]!, proof: [] })).toBe(false)
  })

  test('keeps its proofs short: at most two nodes a level', () => {
    for (const size of [2 ** 20, 2 ** 20 - 1, 2 ** 40 + 12_345]) {
      const levels = Math.ceil(Math.log2(size))
      expect(inclusionRanges(size - 1, size).length).toBeLessThanOrEqual(levels)
      expect(consistencyRanges(size - 7, size).length).toBeLessThanOrEqual(2 * levels)
    }
  })
})
