/**
 * Writing a draft, as a fold: the state and one edit give the next state. What was removed is kept aside, in the
 * order in which it went, until it is brought back or the page is left.
 */
import type { CustomFact } from './condition.ts'
import type { PowerKind } from './document.ts'
import type { DraftContent, DraftDocument, DraftLimit, DraftPower } from './draft.ts'
import { newCondition, newFact, newLimit, newPower } from './edit-new.ts'
import { renameFact } from './rename-fact.ts'

type Conditions = NonNullable<DraftPower['conditions']>
type Reader = 'agents' | 'customers'
export type Removed =
  | { what: 'power'; at: number; power: DraftPower }
  | { what: 'limit'; kind: PowerKind; at: number; limit: DraftLimit }
  | { what: 'condition'; kind: PowerKind; at: number; condition: Conditions[number] }
  | { what: 'wording'; kind: PowerKind; of: Reader; words: NonNullable<DraftPower['wording']>[Reader] }
  | { what: 'fact'; at: number; fact: CustomFact }

export type DraftState = { content: DraftContent; removed: readonly Removed[] }

/** `power` is the power's place in the document throughout. */
export type DraftEdit =
  | { edit: 'teams'; teamIds: string[] }
  | { edit: 'from'; from: string | null }
  | { edit: 'power_added'; kind: PowerKind; currencies: readonly string[] }
  | { edit: 'power_moved'; power: number; by: -1 | 1 }
  | { edit: 'power_removed'; power: number }
  | { edit: 'limit_added'; power: number; currencies: readonly string[] }
  | { edit: 'limit'; power: number; at: number; limit: DraftLimit }
  | { edit: 'limit_moved'; power: number; at: number; by: -1 | 1 }
  | { edit: 'limit_removed'; power: number; at: number }
  | { edit: 'condition_added'; power: number }
  | { edit: 'condition'; power: number; at: number; when: Conditions[number]['when'] }
  | { edit: 'condition_removed'; power: number; at: number }
  | { edit: 'wording'; power: number; of: Reader; words: NonNullable<DraftPower['wording']>[Reader] }
  | { edit: 'wording_removed'; power: number; of: Reader }
  | { edit: 'support'; support: DraftDocument['support'] }
  | { edit: 'validity'; validity: DraftDocument['validity'] }
  | { edit: 'fact_added' }
  | { edit: 'fact'; at: number; fact: CustomFact }
  | { edit: 'fact_removed'; at: number }
  /** the latest removal taken back */
  | { edit: 'restored' }
  /** somebody else's, or both together */
  | { edit: 'replaced'; content: DraftContent }

export function editDraft(state: DraftState, edit: DraftEdit): DraftState {
  const { content } = state
  const { document } = content
  const next = (changed: DraftDocument, removed = state.removed): DraftState => ({
    content: { ...content, document: changed },
    removed,
  })
  const inPower = (at: number, change: (power: DraftPower) => DraftPower) =>
    next({ ...document, powers: document.powers.map((one, p) => (p === at ? change(one) : one)) })
  const gone = (one: Removed, changed: DraftState): DraftState => ({
    ...changed,
    removed: [...state.removed, one],
  })

  switch (edit.edit) {
    case 'replaced':
      return { ...state, content: edit.content }
    case 'teams':
      return { ...state, content: { ...content, teamIds: edit.teamIds } }
    case 'from':
      return { ...state, content: { ...content, from: edit.from } }
    case 'power_added':
      return next({
        ...document,
        powers: [...document.powers, newPower(document, edit.kind, edit.currencies)],
      })
    case 'power_moved':
      return next({ ...document, powers: moved(document.powers, edit.power, edit.by) })
    case 'power_removed': {
      const power = document.powers[edit.power]
      if (!power) return state
      const changed = next({ ...document, powers: without(document.powers, edit.power) })
      return gone({ what: 'power', at: edit.power, power }, changed)
    }
    case 'limit_added':
      return inPower(edit.power, (power) => ({
        ...power,
        limits: [...power.limits, newLimit(document, power, edit.currencies)],
      }))
    case 'limit':
      return inPower(edit.power, (power) => ({ ...power, limits: put(power.limits, edit.at, edit.limit) }))
    case 'limit_moved':
      return inPower(edit.power, (power) => ({ ...power, limits: moved(power.limits, edit.at, edit.by) }))
    case 'limit_removed': {
      const limit = document.powers[edit.power]?.limits[edit.at]
      if (!limit) return state
      const { kind } = document.powers[edit.power]!
      const changed = inPower(edit.power, (power) => ({ ...power, limits: without(power.limits, edit.at) }))
      return gone({ what: 'limit', kind, at: edit.at, limit }, changed)
    }
    case 'condition_added':
      return inPower(edit.power, (power) => ({
        ...power,
        conditions: [...(power.conditions ?? []), newCondition(document, power.kind)],
      }))
    case 'condition':
      return inPower(edit.power, (power) => ({
        ...power,
        conditions: (power.conditions ?? []).map((one, c) =>
          c === edit.at ? { ...one, when: edit.when } : one,
        ),
      }))
    case 'condition_removed': {
      const condition = document.powers[edit.power]?.conditions?.[edit.at]
      if (!condition) return state
      const { kind } = document.powers[edit.power]!
      const changed = inPower(edit.power, (power) =>
        withConditions(power, without(power.conditions ?? [], edit.at)),
      )
      return gone({ what: 'condition', kind, at: edit.at, condition }, changed)
    }
    case 'wording':
      return inPower(edit.power, (power) => withWording(power, edit.of, edit.words))
    case 'wording_removed': {
      const words = document.powers[edit.power]?.wording?.[edit.of]
      if (!words) return state
      const { kind } = document.powers[edit.power]!
      const changed = inPower(edit.power, (power) => withWording(power, edit.of, undefined))
      return gone({ what: 'wording', kind, of: edit.of, words }, changed)
    }
    case 'support':
      return next({ ...document, support: edit.support })
    case 'validity': {
      const { validity: _, ...rest } = document
      const { from, until } = edit.validity ?? {}
      if (!from && !until) return next(rest)
      return next({ ...rest, validity: { ...(from ? { from } : {}), ...(until ? { until } : {}) } })
    }
    case 'fact_added':
      return next(withFacts(document, [...(document.facts ?? []), newFact(document)]))
    case 'fact':
      return next(renameFact(document, edit.at, edit.fact))
    case 'fact_removed': {
      const fact = document.facts?.[edit.at]
      if (!fact) return state
      const changed = next(withFacts(document, without(document.facts ?? [], edit.at)))
      return gone({ what: 'fact', at: edit.at, fact }, changed)
    }
    case 'restored':
      return restore(state)
  }
}

/** Where its power is gone, or its place taken, nothing is left to put it back into: then it stays aside. */
function restore(state: DraftState): DraftState {
  const last = state.removed.at(-1)
  if (!last) return state
  const { document } = state.content
  const back = (changed: DraftDocument): DraftState => ({
    content: { ...state.content, document: changed },
    removed: state.removed.slice(0, -1),
  })
  if (last.what === 'power')
    return back({ ...document, powers: insert(document.powers, last.at, last.power) })
  if (last.what === 'fact') return back(withFacts(document, insert(document.facts ?? [], last.at, last.fact)))
  const powers = document.powers.map((power): DraftPower => {
    if (power.kind !== last.kind) return power
    if (last.what === 'limit') return { ...power, limits: insert(power.limits, last.at, last.limit) }
    if (last.what === 'wording') return withWording(power, last.of, last.words)
    return withConditions(power, insert(power.conditions ?? [], last.at, last.condition))
  })
  return back({ ...document, powers })
}

function withConditions({ conditions: _, ...power }: DraftPower, conditions: Conditions): DraftPower {
  return conditions.length > 0 ? { ...power, conditions } : power
}

function withWording(
  { wording, ...power }: DraftPower,
  of: Reader,
  words: NonNullable<DraftPower['wording']>[Reader],
): DraftPower {
  const { [of]: _, ...others } = wording ?? {}
  const all = words ? { ...others, [of]: words } : others
  return Object.keys(all).length > 0 ? { ...power, wording: all } : power
}

function withFacts({ facts: _, ...document }: DraftDocument, facts: CustomFact[]): DraftDocument {
  return facts.length > 0 ? { ...document, facts } : document
}

const put = <T>(items: readonly T[], at: number, item: T) => items.map((one, i) => (i === at ? item : one))
const without = <T>(items: readonly T[], at: number) => items.filter((_, i) => i !== at)
const insert = <T>(items: readonly T[], at: number, item: T) => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
]

function moved<T>(items: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by
  if (to < 0 || to >= items.length) return [...items]
  const rest = without(items, at)
  return insert(rest, to, items[at]!)
}
