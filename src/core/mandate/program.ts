import { isMissing, isTrue, judge, kinds, type Node, readFact } from './compile-condition.ts'
import { type Facts, isCode } from './condition.ts'

/**
 * The conditions of a plan as a truth table, for the common case in which every fact they name is known: each
 * comparison is a bit, all bits together the place in the table where it says which conditions are not met. A
 * processor goes through this without guessing, as it would have to at each `and` and `or`.
 */
export type Program = { tests: readonly Test[]; table: readonly number[] }

type Test = {
  node: Node
  /** of texts met before, whether they are in the set */
  known: Map<string, number>
}

/** One bit for each condition, in a small integer. */
export const mostMarks = 30
const mostTests = 8
const mostTexts = 200

/** null where the table would be large, or the conditions are more than there are bits */
export function compileProgram(roots: readonly Node[]): Program | null {
  const leaves = roots.flatMap(leavesOf)
  if (roots.length > mostMarks || leaves.length > mostTests) return null
  const table: number[] = []
  for (let bits = 0; bits < 1 << leaves.length; bits++) {
    const fits = new Map(leaves.map((leaf, i) => [leaf, ((bits >> i) & 1) === 1]))
    table.push(roots.reduce((unmet, root, i) => (stands(root, fits) ? unmet : unmet | (1 << i)), 0))
  }
  return { tests: leaves.map((node) => ({ node, known: new Map() })), table }
}

/** The bits of the conditions that are not met; -1 when a fact is missing. */
export function runProgram(
  { tests, table }: Program,
  facts: Facts,
  amount: number | null,
  value: number | null,
): number {
  let bits = 0
  for (let i = 0; i < tests.length; i++) {
    const { node, known } = tests[i]!
    switch (node.what) {
      case kinds.value:
        if (value === null) return -1
        bits |= (+(value >= node.low) & +(value <= node.high)) << i
        break
      case kinds.number: {
        const fact = readFact(node, facts)
        if (typeof fact !== 'number' || !Number.isSafeInteger(fact)) return -1
        bits |= (+(fact >= node.low) & +(fact <= node.high)) << i
        break
      }
      case kinds.text: {
        const fact = readFact(node, facts)
        if (typeof fact !== 'string') return -1
        const among = known.get(fact) ?? learn(node, known, fact)
        if (among < 0) return -1
        bits |= among << i
        break
      }
      default: {
        const truth = judge(node, facts, amount, value)
        if (truth === isMissing) return -1
        bits |= +(truth === node.yes) << i
      }
    }
  }
  return table[bits]!
}

function leavesOf(node: Node): Node[] {
  return node.what === kinds.group ? node.parts.flatMap(leavesOf) : [node]
}

function stands(node: Node, fits: ReadonlyMap<Node, boolean>): boolean {
  if (node.what !== kinds.group) return fits.get(node) === (node.yes === isTrue)
  const decided = node.yes === isTrue
  return node.parts.some((part) => stands(part, fits) === decided) ? decided : !decided
}

/** -1 for what is no code: it might name somebody */
function learn({ texts }: Node, known: Map<string, number>, fact: string): number {
  if (!isCode(fact)) return -1
  const among = texts.includes(fact) ? 1 : 0
  if (known.size < mostTexts) known.set(fact, among)
  return among
}
