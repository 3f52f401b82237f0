import type { Story } from './story.ts'

/** One thing that happens in a contact, before it has its time. Doubts are named by their index. */
export type Step =
  | { kind: 'message'; by: 'customer' | 'agent' | 'note'; text: string }
  | { kind: 'take' }
  | { kind: 'ask' }
  | { kind: 'pass' }
  | { kind: 'respond' }
  | { kind: 'decide' }
  | { kind: 'answer'; doubts: number[] }
  | { kind: 'propose' }
  | { kind: 'verdict'; clear: number[]; unclear: number[] }
  | { kind: 'reopen'; doubt: number; text: string }
  | { kind: 'lapse' }
  | { kind: 'rate' }
export type StepKind = Step['kind']

export type Telling = {
  /** how a doubt that was not clear comes back: in the customer's answer, or after the contact was closed */
  back: 'verdict' | 'reopening'
  ending: 'confirmed' | 'unconfirmed'
  /** the customer clears some of the doubts first */
  partly: boolean
  /** nobody answered the support request in time and it went to the manager */
  passed: boolean
  /** the conversation item before which the agent asks for help over an obstacle */
  obstacleBefore: number
}

/** A story as what happened, in order: whoever looks earlier sees the beginning of it. */
export function scriptOf(story: Story, telling: Telling): Step[] {
  const steps: Step[] = []
  const all = story.doubts.map((_, index) => index)
  const items = story.conversation
  const push = (...more: Step[]) => {
    const [first] = more
    const acts = first && first.kind !== 'take' && !(first.kind === 'message' && first.by === 'customer')
    if (acts && !steps.some((step) => step.kind === 'take')) steps.push({ kind: 'take' })
    steps.push(...more)
  }
  const support = supportOf(story, telling)
  const turn = story.unclear ? turnOf(story) : -1
  const comesBack = turn >= 0 && telling.back === 'reopening'
  items.forEach((item, index) => {
    if (comesBack && index === turn + 1 && item.by === 'customer') return
    if (support.before === index) push(...support.steps)
    push({ kind: 'message', by: item.by, text: item.text })
    if (index === 0 && story.channel === 'phone') push({ kind: 'take' })
    if (support.after === index) push(...support.steps)
    if (story.decision?.after === index && !support.decides) push({ kind: 'decide' })
    if (index === turn) push(...turnBack(story, telling, all))
  })
  push({ kind: 'answer', doubts: story.unclear ? [story.unclear.doubt] : all }, { kind: 'propose' })
  const open = story.unclear ? [story.unclear.doubt] : [...all]
  if (telling.partly && open.length > 1) {
    push({ kind: 'verdict', clear: open.slice(0, 1), unclear: [] })
    open.shift()
  }
  if (telling.ending === 'unconfirmed') push({ kind: 'lapse' })
  else {
    push({ kind: 'verdict', clear: open, unclear: [] })
    if (story.rating) push({ kind: 'rate' })
  }
  return steps
}

/** The agent's words after which a story that was not clear at first was thought to be: all but the last. */
export function turnOf(story: Story): number {
  const spoken = story.conversation.flatMap((item, index) => (item.by === 'agent' ? [index] : []))
  return spoken.at(-2) ?? spoken.at(-1) ?? 0
}

function turnBack(story: Story, telling: Telling, all: number[]): Step[] {
  const { doubt, because } = story.unclear!
  const asked: Step[] = [{ kind: 'answer', doubts: all }, { kind: 'propose' }]
  if (telling.back === 'verdict')
    return [...asked, { kind: 'verdict', clear: all.filter((index) => index !== doubt), unclear: [doubt] }]
  // Whoever comes back says it in the words that the story goes on with, where it has them.
  const next = story.conversation[turnOf(story) + 1]
  const text = next?.by === 'customer' ? next.text : because
  return [...asked, { kind: 'verdict', clear: all, unclear: [] }, { kind: 'reopen', doubt, text }]
}

type SupportSteps = { steps: Step[]; before: number; after: number; decides: boolean }

function supportOf(story: Story, telling: Telling): SupportSteps {
  const none = { steps: [], before: -1, after: -1, decides: false }
  const { support, decision } = story
  if (!support) return none
  const steps: Step[] = [{ kind: 'ask' }]
  if (telling.passed) steps.push({ kind: 'pass' })
  steps.push({ kind: 'respond' })
  if (support.kind === 'obstacle') return { ...none, steps, before: telling.obstacleBefore }
  const decides = support.answer !== 'declined'
  if (decides) steps.push({ kind: 'decide' })
  const at = decision!.after
  // What the agent says of the answer is said once it is there.
  return story.conversation[at]!.by === 'agent' && at > 0
    ? { ...none, steps, before: at, decides }
    : { ...none, steps, after: at, decides }
}
