import { isMissing, isTrue, judge, kinds, type Node, readFact } from './compile-condition.ts'
import { type Facts, isCode } from './condition.ts'
import type { Plan } from './plan.ts'
import { type Standing, standingOf } from './standing.ts'

/**
 * The questions of a plan as a truth table, for the common case in which every fact they name is known: each
 * comparison is a bit, all bits together the place in the table of what they come to. A processor goes through
 * this without guessing, as it would have to at each `and` and `or`.
 */
export type Program = {
  tests: readonly Test[]
  /** filled as they are met */
  table: (Standing | null)[]
}

/** A comparison, with what `Node` says of it at hand. */
type Test = Pick<Node, 'what' | 'fact' | 'place' | 'low' | 'high' | 'yes'> & {
  node: Node
  /** the first of the set, compared before the others are looked up */
  text: string | null
  /** of texts met before, whether they are in the set */
  known: Map<string, number>
}

const mostTests = 8
const mostTexts = 200

/** null where the table would be large */
export function compileProgram(roots: readonly Node[]): Program | null {
  const leaves = roots.flatMap(leavesOf)
  if (leaves.length > mostTests) return null
  return {
    tests: leaves.map((node) => {
      const { what, fact, place, low, high, yes } = node
      return { what, fact, place, low, high, yes, node, text: node.texts[0] ?? null, known: new Map() }
    }),
    table: new Array(1 << leaves.length).fill(null),
  }
}

/** null when a fact is missing */
export function runProgram(
  program: Program,
  plan: Plan,
  facts: Facts,
  amount: number | null,
  value: number | null,
): Standing | null {
  const { tests, table } = program
  let bits = 0
  for (let i = 0; i < tests.length; i++) {
    const test = tests[i]!
    switch (test.what) {
      case kinds.value:
        if (value === null) return null
        bits |= (+(value >= test.low) & +(value <= test.high)) << i
        break
      case kinds.number: {
        const fact = readFact(test, facts)
        if (typeof fact !== 'number' || !Number.isSafeInteger(fact)) return null
        bits |= (+(fact >= test.low) & +(fact <= test.high)) << i
        break
      }
      case kinds.text: {
        const fact = readFact(test, facts)
        if (typeof fact !== 'string') return null
        const among = fact === test.text ? 1 : (test.known.get(fact) ?? learn(test, fact))
        if (among < 0) return null
        bits |= among << i
        break
      }
      case kinds.flag: {
        const fact = readFact(test, facts)
        if (typeof fact !== 'boolean') return null
        bits |= (fact ? test.low : 1 - test.low) << i
        break
      }
      default: {
        const truth = judge(test.node, facts, amount, value)
        if (truth === isMissing) return null
        bits |= +(truth === test.yes) << i
      }
    }
  }
  return table[bits] ?? fill(program, plan, bits)
}

function fill({ tests, table }: Program, plan: Plan, bits: number): Standing {
  const fits = new Map(tests.map(({ node }, i) => [node, ((bits >> i) & 1) === 1]))
  const standing = standingOf(
    plan,
    plan.questions.map(({ root }) => stands(root, fits)),
  )
  table[bits] = standing
  return standing
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
function learn({ node: { texts }, known }: Test, fact: string): number {
  if (!isCode(fact)) return -1
  const among = texts.includes(fact) ? 1 : 0
  if (known.size < mostTexts) known.set(fact, among)
  return among
}
