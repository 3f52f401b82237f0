import { type Endings, verdicts } from './ending.ts'
import { type History, recordedEndings } from './history.ts'

/** By row: 1 where the customer got it, 0 where not, 2 where the row was not tried. */
export type Standing = Uint8Array

const never = 0
const stands = 1
const untried = 2

/** Which asks stood in a replay, silence counted as its options say. */
export function standingOf(history: History, { endings, options }: Endings): Standing {
  const { recorded } = history
  const bySilence = recordedEndings.indexOf('stretch')
  const silence = options.stretch ?? 'declined'
  const of = Uint8Array.from(verdicts, (verdict) =>
    verdict === 'outside' ? untried : verdict === 'granted' || verdict === 'lifted' ? stands : never,
  )
  const stretched = verdicts.indexOf('stretched')
  if (silence === 'granted') of[stretched] = stands
  const standing = new Uint8Array(history.rows)
  for (let i = 0; i < standing.length; i++) {
    const verdict = endings[i]! & 7
    standing[i] = of[verdict]!
    if (silence === 'recorded' && verdict === stretched && recorded[i] === bySilence) standing[i] = stands
  }
  return standing
}

/** Which asks really stood; those that nobody asked for in the open did not. */
export function standingRecorded({ rows, recorded }: History): Standing {
  const of = Uint8Array.from(recordedEndings, (ending) =>
    ending === 'none' || ending === 'declined' ? never : stands,
  )
  const standing = new Uint8Array(rows)
  for (let i = 0; i < rows; i++) standing[i] = of[recorded[i]!]!
  return standing
}

/** The rows that ended differently, in the order of time: granted only in the second, and only in the first. */
export type Differences = { gained: Int32Array; lost: Int32Array }

export function differencesOf(first: Standing, second: Standing): Differences {
  const gained = new Int32Array(second.length)
  const lost = new Int32Array(second.length)
  let [gains, losses] = [0, 0]
  for (let i = 0; i < second.length; i++) {
    if (first[i] === second[i]) continue
    if (first[i] === never && second[i] === stands) gained[gains++] = i
    else if (first[i] === stands && second[i] === never) lost[losses++] = i
  }
  return { gained: gained.slice(0, gains), lost: lost.slice(0, losses) }
}
