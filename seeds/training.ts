import { localDate } from '../src/core/mandate/window.ts'
import { anonymise } from '../src/core/training/anonymise.ts'
import { readShippedCourses } from '../src/server/training/courses.ts'
import { dayMs } from './calendar.ts'
import { type ClientKey, demoClients, type PersonKey } from './people.ts'
import { demoDraft, demoScenarios } from './practice-cases.ts'
import { idOf } from './random.ts'
import type { Rows } from './rows.ts'
import { mandateAt, type PlacedMandate } from './signing.ts'

/** Scenarios, a draft with its original, courses, practice that somebody has behind them, and what is proposed. */
export function writeTraining(rows: Rows, mandates: readonly PlacedMandate[], now: number): void {
  const kept = (client: ClientKey, at: number) => {
    const mandate = mandateAt(mandates, client, at)
    return {
      client_id: idOf('client', client),
      mandate: mandate.document as unknown as Rows['scenario'][number]['mandate'],
      mandate_number: mandate.number,
      weighed_at: new Date(at),
      time_zone: 'Europe/Rome',
      facts: JSON.parse('{}'),
      revision: 2,
      author_id: idOf('person', 'trainer'),
    }
  }
  for (const one of demoScenarios) {
    const at = now - one.days * dayMs
    rows.scenario.push({
      ...kept(one.client, at),
      id: idOf('scenario', one.key),
      source: 'contact',
      language: one.language,
      touchpoint: one.touchpoint,
      power: one.power,
      currency: one.currency,
      content: one.content as unknown as Rows['scenario'][number]['content'],
      doubtful: [] as never,
      state: 'approved',
      approved_by: idOf('person', 'trainer'),
      approved_at: new Date(at + dayMs / 2),
      created_at: new Date(at),
    })
  }
  writeDraft(rows, kept(demoDraft.client, now - dayMs), now)
  writeCourses(rows, now)
  writePath(rows, now)
}

function writeDraft(rows: Rows, kept: object, now: number): void {
  const { words, after, people, language, power } = demoDraft
  const made = anonymise([...words, after], {
    language,
    people,
    places: [],
    keep: Object.values(demoClients).map(({ name }) => name),
    weeks: -11,
    around: localDate(now, 'Europe/Paris'),
    amountPercent: 100,
  })
  const text = (nth: number) => made[nth]!.text
  const id = idOf('scenario', 'draft')
  rows.scenario.push({
    ...(kept as Rows['scenario'][number]),
    id,
    source: 'contact',
    language,
    touchpoint: 'billing',
    power,
    currency: 'EUR',
    content: {
      title: 'Débitée après la résiliation',
      situation: '',
      steps: [
        { words: text(0), said: text(1), options: [] },
        { words: text(2), said: text(3), options: [] },
      ],
      decideAt: 1,
      decided: { power, minor: 2400, days: null },
      after: text(4),
      reach: '',
    } as never,
    doubtful: made.flatMap((one, nth) =>
      one.doubtful.map(({ start, end, kind, replaced }) => ({
        text: one.text.slice(start, end),
        kind,
        replaced,
        at: nth < 4 ? `steps.${Math.floor(nth / 2)}` : 'after',
      })),
    ) as never,
    state: 'draft',
    approved_by: null,
    approved_at: null,
    created_at: new Date(now - dayMs),
    revision: 1,
  })
  rows.scenario_original.push({
    client_id: idOf('client', demoDraft.client),
    scenario_id: id,
    people,
    lines: [
      ...words.map((line, nth) => ({ by: nth % 2 === 0 ? 'customer' : 'us', text: line })),
      { by: 'after', text: after },
    ] as never,
  })
}

function writeCourses(rows: Rows, now: number): void {
  for (const { name, content } of readShippedCourses())
    rows.course.push({
      id: idOf('course', name),
      shipped: name,
      state: 'published',
      content: content as never,
      author_id: idOf('person', 'trainer'),
      created_at: new Date(now - 80 * dayMs),
      updated_at: new Date(now - 30 * dayMs),
    })
  const read: [PersonKey, number][] = [
    ['agentNummoLecce', 3],
    ['agentNummoTunis', 2],
  ]
  for (const [person, lessons] of read)
    for (let lesson = 0; lesson < lessons; lesson++)
      rows.lesson_done.push({
        person_id: idOf('person', person),
        course_id: rows.course[0]!.id!,
        lesson,
        at: new Date(now - (20 - lesson) * dayMs),
      })
}

function writePath(rows: Rows, now: number): void {
  const practised: [PersonKey, string][] = [
    ['agentNummoLecce', 'late-fee'],
    ['agentNummoLecce', 'more-time'],
    ['agentNummoTunis', 'twice'],
    ['agentNummoMilan3', 'card-abroad'],
    ['agentNummoMilan3', 'third-call'],
  ]
  for (const [person, key] of practised) {
    const scenario = demoScenarios.find((one) => one.key === key)!
    rows.practice.push({
      client_id: idOf('client', scenario.client),
      id: idOf('practice', person, key),
      scenario_id: idOf('scenario', key),
      person_id: idOf('person', person),
      power: scenario.power,
      answers: scenario.content.steps.map(({ options }) => options[0]) as never,
      decision: (scenario.content.decided ?? {
        power: scenario.power,
        minor: 1000,
        days: null,
      }) as never,
      evaluation: { verdict: 'granted' } as never,
      used: true,
      started_at: new Date(now - 3.02 * dayMs),
      finished_at: new Date(now - 3 * dayMs),
    })
  }
  // one case away from the whole mandate
  rows.person_level.push({
    person_id: idOf('person', 'agentNummoMilan3'),
    power: 'goodwill_credit',
    level: 'trainee',
    set_by: idOf('person', 'administrator'),
    at: new Date(now - 40 * dayMs),
  })
  rows.level_request.push({
    id: idOf('level request', 'salma'),
    person_id: idOf('person', 'agentNummoTunis3'),
    power: 'refund',
    level: 'senior',
    words: 'Les doubles débits reviennent souvent ; j’aimerais ne plus faire attendre ces clients.',
    asked_at: new Date(now - 2 * dayMs),
  })
  rows.refresher.push({
    client_id: idOf('client', 'nummo'),
    id: idOf('refresher', 'billing'),
    course_id: rows.course[1]!.id!,
    scenario_id: null,
    power: null,
    touchpoint: 'billing',
    why: 'Sulle commissioni i clienti tornano con lo stesso dubbio: rivediamo come si chiarisce prima di decidere.',
    author_id: idOf('person', 'trainer'),
    at: new Date(now - 6 * dayMs),
  })
}
