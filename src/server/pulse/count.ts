import { sql } from 'kysely'
import { fewestShown, pulseQuestions, roundAt, tallyOf } from '../../core/pulse/round.ts'
import type { Work } from '../platform/db.ts'
import type { Platform } from '../platform/platform.ts'
import type { Sweep } from '../platform/sweep.ts'
import { openAnswers } from './secrets.ts'

/** Rounds that are over are counted, once; then nothing is left of who drew and of what each said. */
export function pulseSweep({ db, config, log }: Platform): Sweep {
  return {
    name: 'pulse',
    everyMs: 600_000,
    run: async () => {
      const failed = await db.work([], (work) => countRounds(work, config.secret))
      if (failed > 0) log.error({ failed }, 'pulse answers sealed with another secret: not counted')
    },
  }
}

/** @returns how many answers could not be opened: the server's secret was changed while a round was open */
export async function countRounds({ tx, now }: Work, secret: string): Promise<number> {
  const open = roundAt(now.getTime()).number
  // several processes sweep: one counts
  await sql`select pg_advisory_xact_lock(7103468)`.execute(tx)
  const sealed = await tx
    .selectFrom('pulse_sealed')
    .select(['round', 'site_id', 'sealed'])
    .where('round', '<', open)
    .limit(100_000)
    .execute()
  let failed = 0
  const places = new Map<string, { round: number; siteId: string; texts: string[] }>()
  for (const { round, site_id: siteId, sealed: text } of sealed) {
    const key = `${round} ${siteId}`
    const place = places.get(key) ?? { round, siteId, texts: [] }
    place.texts.push(text)
    places.set(key, place)
  }
  for (const { round, siteId, texts } of places.values()) {
    const answers = texts.flatMap((text) => {
      try {
        return [openAnswers(secret, round, text)]
      } catch {
        failed += 1
        return []
      }
    })
    if (answers.length < fewestShown) continue
    const tally = tallyOf(answers)
    await tx
      .insertInto('pulse_tally')
      .values(
        pulseQuestions.flatMap((question) =>
          // a question that fewer answered than may be shown is not kept either
          tally[question].reduce((sum, count) => sum + count, 0) < fewestShown
            ? []
            : tally[question].map((count, i) => ({ round, site_id: siteId, question, value: i + 1, count })),
        ),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await tx.deleteFrom('pulse_sealed').where('round', '<', open).execute()
  await tx.deleteFrom('pulse_draw').where('round', '<', open).execute()
  return failed
}
