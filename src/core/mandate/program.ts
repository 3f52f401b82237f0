import { isMissing, isTrue, judge, kinds, type Node, readFact } from './compile-condition.ts'
import { type Facts, isCode } from './condition.ts'

/**
 * The conditions of a plan as one walk over tests of single facts, for the common case in which every fact is known
 * that is come by: each test says where to go on, and marks what fails by it. Where a fact is missing the walk
 * stops, and the trees are judged (see compile-condition.ts).
 */
export type Program = { tests: readonly Test[]; start: Exit }

/** Where to go on (a test's index, or -1: done), with the bits of the conditions that fail on the way. */
type Exit = { to: number; marks: number }
type Test = { node: Node; yes: number; yesMarks: number; no: number; noMarks: number }

/** One bit each, in a small integer. */
export const mostMarks = 30

/** null where there are more than there are bits */
export function compileProgram(roots: readonly Node[]): Program | null {
  if (roots.length > mostMarks) return null
  const tests: Test[] = []
  let start: Exit = { to: -1, marks: 0 }
  for (let i = roots.length - 1; i >= 0; i--)
    start = emit(tests, roots[i]!, start, { to: start.to, marks: start.marks | (1 << i) })
  return { tests, start }
}

/** From the end backwards, so that it is known where to go on. */
function emit(tests: Test[], node: Node, whenTrue: Exit, whenFalse: Exit): Exit {
  if (node.what === kinds.group) {
    const some = node.yes === isTrue
    let entry = some ? whenFalse : whenTrue
    for (const part of node.parts.toReversed())
      entry = some ? emit(tests, part, whenTrue, entry) : emit(tests, part, entry, whenFalse)
    return entry
  }
  const [yes, no] = node.yes === isTrue ? [whenTrue, whenFalse] : [whenFalse, whenTrue]
  tests.push({ node, yes: yes.to, yesMarks: yes.marks, no: no.to, noMarks: no.marks })
  return { to: tests.length - 1, marks: 0 }
}

/** The bits of the conditions that are not met; -1 when a fact is missing on the way. */
export function runProgram(
  { tests, start }: Program,
  facts: Facts,
  amount: number | null,
  value: number | null,
): number {
  let at = start.to
  let marks = start.marks
  walk: while (at >= 0) {
    const test = tests[at]!
    const { node } = test
    let known: number
    switch (node.what) {
      case kinds.value:
        if (value === null) return -1
        known = value
        break
      case kinds.number: {
        const fact = readFact(node, facts)
        if (typeof fact !== 'number' || !Number.isSafeInteger(fact)) return -1
        known = fact
        break
      }
      case kinds.text: {
        const fact = readFact(node, facts)
        if (typeof fact !== 'string') return -1
        const { texts } = node
        for (let i = 0; i < texts.length; i++)
          if (fact === texts[i]) {
            marks |= test.yesMarks
            at = test.yes
            continue walk
          }
        if (!isCode(fact)) return -1
        marks |= test.noMarks
        at = test.no
        continue
      }
      default: {
        const stands = judge(node, facts, amount, value)
        if (stands === isMissing) return -1
        known = stands === node.yes ? node.low : Number.NaN
      }
    }
    if (known >= node.low && known <= node.high) {
      marks |= test.yesMarks
      at = test.yes
    } else {
      marks |= test.noMarks
      at = test.no
    }
  }
  return marks
}
