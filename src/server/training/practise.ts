import { sql } from 'kysely'
import type { Practice } from '../../contract/scenario.ts'
import { findAvailability } from '../../core/mandate/availability.ts'
import { type PowerKind, powerMeasure } from '../../core/mandate/document.ts'
import type { Evaluation } from '../../core/mandate/evaluate.ts'
import {
  optionsOf,
  type ScenarioDecision,
  usedAuthority,
  weighPractice,
} from '../../core/training/scenario.ts'
import { listLevels } from '../person/level.ts'
import type { Actor } from '../platform/actor.ts'
import type { Work } from '../platform/db.ts'
import { found, Problem } from '../platform/problem.ts'
import { powersOf } from './approve-scenario.ts'
import { findScenario, presentListed, type ScenarioRow } from './scenario-store.ts'
import { type LearningPlace, recordLearning } from './tell-learning.ts'

type PracticeRow = {
  client_id: string
  id: string
  scenario_id: string
  answers: string[]
  decision: ScenarioDecision | null
  evaluation: Evaluation | null
  used: boolean
  finished_at: Date | null
}

/** Begins, or goes on with what was begun. Nobody but the learner ever reads it. @throws Problem not_found */
export async function startPractice(work: Work, actor: Actor, scenarioId: string): Promise<Practice> {
  const scenario = found(await findScenario(work, actor, scenarioId))
  if (scenario.state !== 'approved') throw new Problem('not_found')
  await sql`
    insert into practice (client_id, scenario_id, person_id, power, started_at)
    values (${scenario.client_id}, ${scenario.id}, ${actor.personId}, ${scenario.power}, ${work.now})
    on conflict (client_id, scenario_id, person_id) where finished_at is null do nothing`.execute(work.tx)
  const row = await findPractice(
    work,
    sql`p.client_id = ${scenario.client_id} and p.scenario_id = ${scenario.id}
      and p.person_id = ${actor.personId} and p.finished_at is null`,
  )
  return present(found(row), scenario)
}

/**
 * The learner says something to the customer, and at the turn where it is time decides or not. The mandate that the
 * scenario keeps is asked by the function that decides in earnest; nothing is decided for anybody.
 * @throws Problem not_found, already_answered, invalid_input for a decision that the turn does not ask for
 */
export async function answerPractice(
  work: Work,
  actor: Actor,
  input: {
    practiceId: string
    turn: number
    words: string
    decision: ScenarioDecision | null
    place: LearningPlace
  },
): Promise<Practice> {
  const row = found(
    await findPractice(
      work,
      sql`p.id = ${input.practiceId} and p.person_id = ${actor.personId}`,
      sql`for update`,
    ),
  )
  const scenario = found(await findScenario(work, actor, row.scenario_id))
  if (row.finished_at || input.turn !== row.answers.length) throw new Problem('already_answered')
  const { steps, decideAt } = scenario.content
  const decides = input.turn === decideAt
  if (input.decision && !decides)
    throw new Problem('invalid_input', undefined, [
      { path: 'body.decision', message: 'is asked for at another turn' },
    ])
  const weighed = decides && input.decision ? await weigh(work, actor, scenario, input.decision) : null
  const answered: PracticeRow = {
    ...row,
    answers: [...row.answers, input.words],
    ...(decides
      ? {
          decision: input.decision,
          evaluation: weighed,
          used: usedAuthority(scenario.power, weighed, input.decision?.power ?? null),
        }
      : {}),
    finished_at: row.answers.length + 1 >= steps.length ? work.now : null,
  }
  await work.tx
    .updateTable('practice')
    .set({
      answers: JSON.stringify(answered.answers),
      decision: answered.decision && JSON.stringify(answered.decision),
      evaluation: answered.evaluation && JSON.stringify(answered.evaluation),
      used: answered.used,
      finished_at: answered.finished_at,
    })
    .where('client_id', '=', row.client_id)
    .where('id', '=', row.id)
    .execute()
  if (answered.finished_at)
    await recordLearning(work, actor, input.place, {
      verb: 'completed',
      about: {
        kind: 'scenario',
        path: `training/scenarios/${scenario.id}`,
        name: scenario.content.title,
        language: scenario.language,
      },
    })
  return present(answered, scenario)
}

async function weigh(
  work: Work,
  actor: Actor,
  scenario: ScenarioRow,
  decision: ScenarioDecision,
): Promise<Evaluation> {
  const held = await listLevels(work.tx, actor.personId)
  // one practises for the next level: a trainee as if it were full already
  const isSenior = held.some(({ power, level }) => power === decision.power && level === 'senior')
  return weighPractice(
    scenario.mandate,
    {
      power: decision.power,
      amount: { minor: decision.minor, currency: scenario.currency },
      days: powerMeasure[decision.power] === 'days' ? decision.days : null,
    },
    {
      now: scenario.weighed_at.getTime(),
      timeZone: scenario.time_zone,
      levels: isSenior ? { [decision.power]: 'senior' } : {},
      facts: scenario.facts,
    },
  )
}

async function findPractice(
  { tx }: Work,
  where: ReturnType<typeof sql>,
  lock = sql``,
): Promise<PracticeRow | undefined> {
  const { rows } = await sql<PracticeRow>`
    select p.client_id, p.id, p.scenario_id, p.answers, p.decision, p.evaluation, p.used, p.finished_at
    from practice p where ${where} ${lock}`.execute(tx)
  return rows[0]
}

/** What the learner may see by now: the words so far, and only at the end what was. */
function present(row: PracticeRow, scenario: ScenarioRow): Practice {
  const { content, currency } = scenario
  const upTo = row.finished_at ? content.steps.length : row.answers.length + 1
  const asDecided = (decision: ScenarioDecision) => ({
    power: decision.power,
    amount: { minor: decision.minor, currency },
    days: decision.days,
  })
  return {
    id: row.id,
    scenario: presentListed(scenario),
    situation: content.situation,
    powers: powersOf(scenario.mandate),
    turns: content.steps.slice(0, upTo).map((step, nth) => ({
      words: step.words,
      options: optionsOf(step),
      answer: row.answers[nth] ?? null,
      decides: nth === content.decideAt,
    })),
    outcome: row.finished_at && {
      mine: row.decision && {
        ...asDecided(row.decision),
        verdict: row.evaluation?.verdict ?? 'refused',
        used: row.used,
      },
      upTo: mostOf(scenario, scenario.power),
      decided: content.decided && asDecided(content.decided),
      said: content.steps.map(({ said }) => said),
      after: content.after,
      reach: content.reach,
    },
  }
}

/** How far the mandate of the case went, with nothing used of it. */
function mostOf(scenario: ScenarioRow, power: PowerKind): { minor: number | null; days: number | null } {
  const { validity: _, ...timeless } = scenario.mandate
  const available = findAvailability(timeless, scenario.currency, {
    now: scenario.weighed_at.getTime(),
    timeZone: scenario.time_zone,
    counters: {},
    lifts: [],
    facts: scenario.facts,
  }).find((one) => one.power === power)
  const days = available?.measure === 'days'
  return { minor: days ? null : (available?.most ?? null), days: days ? (available?.most ?? null) : null }
}
