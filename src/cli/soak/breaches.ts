/** What was found wrong: how often, and the first examples. */
export type Breaches = {
  add(promise: string, example: string): void
  list(): { promise: string; times: number; examples: string[] }[]
  count(): number
}

/** More examples of the same breach teach nothing. */
const kept = 3

export function collectBreaches(say: (sentence: string) => void): Breaches {
  const found = new Map<string, { times: number; examples: string[] }>()
  return {
    add(promise, example) {
      const entry = found.get(promise) ?? { times: 0, examples: [] }
      entry.times += 1
      if (entry.examples.length < kept) {
        entry.examples.push(example)
        say(`BREACH: ${promise}: ${example}`)
      }
      found.set(promise, entry)
    },
    list: () => [...found].map(([promise, entry]) => ({ promise, ...entry })),
    count: () => [...found.values()].reduce((sum, { times }) => sum + times, 0),
  }
}
