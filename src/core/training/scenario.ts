import type { MandateDocument, PowerKind } from '../mandate/document.ts'
import { type DecisionRequest, type Evaluation, evaluateMandate, type Levels } from '../mandate/evaluate.ts'

/** One turn: the customer's words, what was said to them then, and other things one could say. */
export type ScenarioStep = {
  words: string
  said: string | null
  options: string[]
}

export type ScenarioDecision = { power: PowerKind; minor: number; days: number | null }

/** A case that can be practised. Nobody is in it. */
export type Scenario = {
  title: string
  /** what one knows before the first word */
  situation: string
  steps: ScenarioStep[]
  /** after which step one decides, from 0 */
  decideAt: number
  /** what was decided then; null: nothing was */
  decided: ScenarioDecision | null
  /** what the customer said after; null: nothing */
  after: string | null
  /** one sentence: what was within reach */
  reach: string
}

export type ScenarioFault = { path: string; fault: 'empty' | 'options' | 'no_steps' | 'decide_at' }

/** What is missing before a scenario may be used. */
export function scenarioFaults(scenario: Scenario): ScenarioFault[] {
  const faults: ScenarioFault[] = []
  for (const field of ['title', 'situation', 'reach'] as const)
    if (scenario[field].trim() === '') faults.push({ path: field, fault: 'empty' })
  if (scenario.steps.length === 0) faults.push({ path: 'steps', fault: 'no_steps' })
  for (const [nth, step] of scenario.steps.entries()) {
    if (step.words.trim() === '') faults.push({ path: `steps.${nth}.words`, fault: 'empty' })
    const offered = optionsOf(step)
    // none at all: own words only
    if (offered.length === 1 || offered.length > 4)
      faults.push({ path: `steps.${nth}.options`, fault: 'options' })
  }
  if (scenario.steps.length > 0 && (scenario.decideAt < 0 || scenario.decideAt >= scenario.steps.length))
    faults.push({ path: 'decideAt', fault: 'decide_at' })
  return faults
}

/** What a learner chooses from: the trainer's, without empty and equal ones. */
export function optionsOf({ options }: Pick<ScenarioStep, 'options'>): string[] {
  return [...new Set(options.map((option) => option.trim()).filter((option) => option !== ''))]
}

/**
 * What the mandate that is kept with a scenario says to a decision: as if nothing were used of any limit yet.
 * The very function that decides in earnest.
 * @param at ms since the epoch, a moment at which the mandate held
 */
export function weighPractice(
  document: MandateDocument,
  request: DecisionRequest,
  at: { now: number; timeZone: string; levels: Levels; facts: Record<string, number | string | boolean> },
): Evaluation {
  const { from, until } = document.validity ?? {}
  // a practised mandate is the one of its day, whatever its dates say today
  const timeless = from || until ? { ...document, validity: {} } : document
  return evaluateMandate(timeless, request, {
    now: at.now,
    timeZone: at.timeZone,
    counters: {},
    lifts: [],
    facts: at.facts,
    levels: at.levels,
  })
}

/** Whether a practised decision used the authority that was there. */
export function usedAuthority(
  scenarioPower: PowerKind,
  evaluation: Evaluation | null,
  power: PowerKind | null,
): boolean {
  return power === scenarioPower && evaluation?.verdict === 'granted'
}
