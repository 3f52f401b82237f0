import { expect } from 'vitest'
import { personKeys } from '../../../seeds/people.ts'
import { idOf } from '../../../seeds/random.ts'
import { levelsOf } from '../../../seeds/weighing.ts'
import type { World } from '../../../seeds/world.ts'
import type { Facts } from '../../../src/core/mandate/condition.ts'
import { addedTo, evaluateCorrection } from '../../../src/core/mandate/correct.ts'
import type { MandateDocument, PowerKind } from '../../../src/core/mandate/document.ts'
import { countersOf, evaluateMandate } from '../../../src/core/mandate/evaluate.ts'
import type { Overlay } from '../../../src/core/mandate/overlay.ts'

/** Weighs every decision of the world again, in its order. @returns what each counter must hold */
export function replay(world: World): Map<string, number> {
  const mandates = new Map(
    world.mandate.map((mandate) => [mandate.id, mandate.document as unknown as MandateDocument]),
  )
  const zones = new Map(world.site.map((site) => [site.id, site.time_zone]))
  const teamZones = new Map(world.team.map((team) => [team.id, zones.get(team.site_id)!]))
  const used = new Map<string, number>()
  for (const decision of world.decision.toSorted((a, b) => Number(a.at) - Number(b.at))) {
    const document = mandates.get(decision.mandate_id!)!
    const timeZone = teamZones.get(decision.team_id)!
    const at = (decision.at as Date).getTime()
    const request = {
      power: decision.power as PowerKind,
      amount: { minor: decision.amount_minor, currency: decision.currency },
      days: decision.days ?? null,
    }
    const keys = countersOf(document, request.power, decision.currency, at, timeZone)
    const keyOf = (key: (typeof keys)[number]) =>
      budgetKey({
        client_id: decision.client_id,
        subject_id: { agent: decision.agent_id!, customer: decision.customer_id, team: decision.team_id }[
          key.scope
        ],
        scope: key.scope,
        power: key.power,
        measure: key.measure,
        window: key.window,
        window_start: key.windowStart,
      })
    const counters = Object.fromEntries(
      keys.map((key) => [
        `${key.scope}:${key.power}:${key.measure}:${key.window}:${key.windowStart}`,
        used.get(keyOf(key)) ?? 0,
      ]),
    )
    const situation = {
      now: at,
      timeZone,
      counters,
      lifts: [],
      facts: decision.facts as unknown as Facts,
      levels: levelsOf(personKeys.find((key) => idOf('person', key) === decision.agent_id)!),
      overlays: overlaysOf(world, decision.mandate_id!, at),
    }
    const first = world.decision.find(({ id }) => id === decision.corrects)
    const already = { minor: Number(first?.amount_minor), days: Number(first?.days ?? 0) }
    const evaluation = first
      ? evaluateCorrection(document, request, already, situation, keys)
      : evaluateMandate(document, request, situation)
    if (decision.basis === 'mandate') expect(evaluation.verdict, decision.reason).toBe('granted')
    else {
      expect(evaluation.verdict, decision.reason).toBe('beyond')
      const asked = world.support_request.find((request) => request.id === decision.support_request_id)
      expect(asked?.state).toBe(decision.basis === 'lift' ? 'granted' : 'stood')
      expect(asked?.decision_id).toBe(decision.id)
    }
    expect(decision.checks).toEqual(evaluation.checks)
    expect(decision.conditions).toEqual(evaluation.conditions)
    for (const key of keys)
      used.set(keyOf(key), (used.get(keyOf(key)) ?? 0) + addedTo(request, key.measure, first !== undefined))
  }
  return used
}

type Counter = Pick<
  World['budget'][number],
  'client_id' | 'subject_id' | 'scope' | 'power' | 'measure' | 'window' | 'window_start'
>
export function budgetKey(row: Counter): string {
  return [
    row.client_id,
    row.subject_id,
    row.scope,
    row.power,
    row.measure,
    row.window,
    row.window_start,
  ].join(' ')
}

/** Signed by both sides by then. */
function overlaysOf(world: World, mandateId: string, at: number) {
  return world.overlay
    .filter(({ mandate_id }) => mandate_id === mandateId)
    .filter(
      ({ id }) =>
        world.overlay_signature.filter((one) => one.overlay_id === id && (one.at as Date).getTime() <= at)
          .length === 2,
    )
    .map(({ id, document }) => ({ id: id!, document: document as unknown as Overlay }))
}
