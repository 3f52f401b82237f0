import type { MandateDocument } from '../mandate/document.ts'
import {
  askedOf,
  type CounterKey,
  type Counters,
  counterKey,
  countersOf,
  evaluateMandate,
} from '../mandate/evaluate.ts'
import type { OverlayInForce } from '../mandate/overlay.ts'
import { type Endings, endingOf, type ReplayOptions, type Rule, rulesOf } from './ending.ts'
import { factsAt, type History, levelAt, recordedAt, requestAt } from './history.ts'

/** A version with the overlays that were signed for it. */
export type Version = { document: MandateDocument; overlays: readonly OverlayInForce[] }

/**
 * The past under one mandate by a plain loop over `evaluateMandate`: what `replay` must equal row by row. Slow
 * (well under a million asks a second): for tests and for small pasts.
 */
export function replayPlainly(version: Version, history: History, options: ReplayOptions = {}): Endings {
  const rules = rulesOf(version.document)
  return fold(history, options, rules, () => ({ version, rules, first: 0 }))
}

/**
 * The past under the versions that were in force when it happened, with the lifts and the silences of then: it
 * reproduces what was recorded. Rows without a version, and imported ones, end `outside`.
 * @param versions by the server's id of a mandate, as in `history.mandates`
 */
export function replayRecorded(history: History, versions: ReadonlyMap<string, Version>): Endings {
  const rules: Rule[] = []
  const known = history.mandates.map((id) => {
    const version = versions.get(id)
    if (!version) throw new Error(`The mandate version ${id} is needed to replay this history.`)
    const own = { version, rules: rulesOf(version.document), first: rules.length }
    rules.push(...own.rules)
    return own
  })
  return fold(history, { stretch: 'recorded', lifts: 'honoured' }, rules, (row) =>
    recordedAt(history, row) === 'imported' ? null : (known[history.mandate[row]! - 1] ?? null),
  )
}

type Known = { version: Version; rules: Rule[]; first: number }

function fold(
  history: History,
  options: ReplayOptions,
  rules: Rule[],
  versionAt: (row: number) => Known | null,
): Endings {
  const endings = new Uint16Array(history.rows)
  const used = new Map<string, number>()
  const teams = options.teams && new Set(options.teams)
  for (let row = 0; row < history.rows; row++) {
    const known = teams?.has(history.team[row]!) === false ? null : versionAt(row)
    if (!known) continue
    const { document, overlays } = known.version
    const request = requestAt(history, row)
    const now = history.at[row]!
    const { timeZone } = history.teams[history.team[row]!]!
    const keys = countersOf(document, request.power, request.amount.currency, now, timeZone)
    const counters: Counters = {}
    for (const key of keys) counters[counterKey(key)] = used.get(`${subjectOf(history, row, key)}`) ?? 0
    const recorded = recordedAt(history, row)
    const lifted = options.lifts === 'honoured' && recorded === 'lift'
    const evaluation = evaluateMandate(document, request, {
      now,
      timeZone,
      counters,
      lifts: lifted ? [request] : [],
      facts: factsAt(history, row),
      levels: { [request.power]: levelAt(history, row) },
      overlays,
    })
    const find = (id: string, refusal: boolean) =>
      known.first +
      known.rules.findIndex(
        (rule) => rule.id === id && (refusal ? rule.kind === 'refusal' : rule.power === request.power),
      )
    let consumes = evaluation.verdict === 'granted'
    if (evaluation.verdict === 'granted')
      endings[row] = endingOf(evaluation.basis === 'lift' ? 'lifted' : 'granted', -1)
    else if (evaluation.verdict === 'refused') endings[row] = endingOf('refused', find(evaluation.rule, true))
    else {
      const reached = evaluation.stretchReaches
      endings[row] = endingOf(reached ? 'stretched' : 'beyond', find(evaluation.rule, false))
      consumes =
        reached &&
        (options.stretch === 'granted' || (options.stretch === 'recorded' && recorded === 'stretch'))
    }
    if (!consumes) continue
    for (const key of keys) {
      const subject = subjectOf(history, row, key)
      if (subject !== null) used.set(subject, (used.get(subject) ?? 0) + askedOf(request, key.measure))
    }
  }
  return { rules, endings, options }
}

/** null: nobody recorded whose budget it was */
function subjectOf(history: History, row: number, key: CounterKey): string | null {
  const subject = history[key.scope][row]!
  if (key.scope === 'agent' && subject === history.agents) return null
  return `${subject}:${counterKey(key)}`
}
