import { splitPast } from '../../core/backtest/after.ts'
import { decodeHistory } from '../../core/backtest/file.ts'
import { startTrials } from '../../core/backtest/trial.ts'
import type { FromWorker, ToWorker } from './answers.ts'

/** Holds a client's past and tries drafts on it, beside the page, so that the page stays quick. */
const tell = (message: FromWorker) => self.postMessage(message)
let trials: ReturnType<typeof startTrials> | undefined
let later: ReturnType<typeof setTimeout> | undefined

/** So long after the last move the hand rests. */
const restMs = 120

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('load' in data) void load(data.load)
  else if ('page' in data) {
    const { which, from, count } = data.page
    tell({ cases: trials?.page(which, from, count) ?? [] })
  } else if (trials) {
    const { nth } = data
    clearTimeout(later)
    tell({ answer: { nth, ...trials.try(data.try) } })
    const steps = trials.deepen()
    const step = () => {
      const { done, value } = steps.next()
      if (!done) later = setTimeout(step)
      else if (value) tell({ nth, deeper: value })
    }
    later = setTimeout(step, restMs)
  }
})

async function load(url: string): Promise<void> {
  const answer = await fetch(url, { credentials: 'same-origin' }).catch(() => null)
  if (!answer) return tell({ failed: 'offline' })
  if (!answer.ok) return tell({ failed: 'answered' })
  try {
    const { history: bytes, after } = splitPast(await readAll(answer))
    const history = decodeHistory(bytes)
    trials = startTrials(history, after)
    tell({
      loaded: {
        rows: history.rows,
        from: history.at[0] ?? null,
        until: history.at[history.rows - 1] ?? null,
        currencies: history.currencies,
        teamIds: history.teams.map(({ id }) => id),
        tag: (answer.headers.get('etag') ?? '').replaceAll('"', '').replace('W/', ''),
      },
    })
  } catch {
    tell({ failed: 'damaged' })
  }
}

/** Tells how many bytes have come: how many will come is not known of a packed answer. */
async function readAll(answer: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = answer.body!.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    length += value.length
    tell({ loading: length })
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
